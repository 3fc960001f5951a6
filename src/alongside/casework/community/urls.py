"""The addresses of gaps, groups and offers."""

from __future__ import annotations

from django.urls import path

from .views import board, gaps, groups, members, offers

app_name = "community"
urlpatterns = [
    path("gaps/", board.board, name="board"),
    path("gaps/wanted/", board.wanted, name="wanted"),
    path("gaps/new/", gaps.new, name="gap_new"),
    path("gaps/<int:gap_id>/", gaps.gap, name="gap"),
    path("gaps/<int:gap_id>/close/", gaps.close, name="gap_close"),
    path("gaps/<int:gap_id>/join/", gaps.join, name="gap_join"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new, name="group_new"),
    path("groups/<int:group_id>/", groups.group, name="group"),
    path("groups/<int:group_id>/change/", groups.change, name="group_change"),
    path("groups/<int:group_id>/running/", groups.run, name="group_run"),
    path("groups/<int:group_id>/hand-over/", groups.hand_over, name="group_hand_over"),
    path("groups/<int:group_id>/going/", groups.going, name="group_going"),
    path("groups/<int:group_id>/end/", groups.end, name="group_end"),
    path("groups/<int:group_id>/people/new/", members.member_new, name="member_new"),
    path("groups/<int:group_id>/helpers/new/", members.helper_new, name="helper_new"),
    path("groups/<int:group_id>/meetings/new/", members.meeting_new, name="meeting_new"),
    path("groups/people/<int:member_id>/", members.member, name="member"),
    path("offers/", offers.offers, name="offers"),
    path("offers/new/", offers.new, name="offer_new"),
    path("offers/<int:offer_id>/", offers.offer, name="offer"),
]
