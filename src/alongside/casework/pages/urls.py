"""The pages that gather from several rooms."""

from django.urls import path

from .views import mine, person, search, team, today

app_name = "pages"
urlpatterns = [
    path("", today.today, name="today"),
    path("my-people/", mine.my_people, name="my_people"),
    path("people/", mine.everybody, name="everybody"),
    path("contacts/new/", mine.whom, name="whom"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/more/", person.more, name="more"),
    path("team/", team.team, name="team"),
    path("find/", search.search, name="search"),
]
