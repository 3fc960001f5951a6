"""The pages that gather from several rooms."""

from django.urls import path

from .views import activity, costs, expenses, looks, mine, person, search, team, today

app_name = "pages"
C, P = "costs/schemes/<int:scheme_id>/", "costs/programmes/<int:programme_id>/"
M = "<int:year>/<int:month>/"
urlpatterns = [
    path("", today.today, name="today"),
    path("my-people/", mine.my_people, name="my_people"),
    path("people/", mine.everybody, name="everybody"),
    path("contacts/new/", mine.whom, name="whom"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/more/", person.more, name="more"),
    path("people/<int:person_id>/looks/", looks.looks, name="looks"),
    path("team/", team.team, name="team"),
    path("costs/", costs.costs, name="costs"),
    path(C, costs.of_scheme, name="costs_scheme"),
    path(C + M, costs.month_of_scheme, name="costs_month"),
    path(P, costs.of_programme, name="programme_costs"),
    path(P + M, costs.month_of_programme, name="programme_costs_month"),
    path("expenses/", expenses.mine, name="my_expenses"),
    path("expenses/team/", expenses.to_agree, name="expenses_to_agree"),
    path("find/", search.search, name="search"),
    path("activities/<int:activity_id>/", activity.activity, name="activity"),
]
