"""Addresses of settings, My account, and what is kept while typing."""

from django.urls import path

from .views import (
    account,
    costs,
    cover,
    draft,
    expense,
    hand_back,
    holiday,
    scheme,
    signed_in,
    worker,
)

app_name = "schemes"
C, P = "costs/schemes/<int:scheme_id>/", "costs/programmes/<int:programme_id>/"
E = "expenses/<int:expense_id>/"
S, W = "settings/schemes/<int:scheme_id>/", "workers/<int:worker_id>/"
urlpatterns = [
    path("drafts/", draft.draft, name="draft"),
    path("hand-back/", hand_back.hand_back, name="hand_back"),
    path("account/", account.account, name="account"),
    path("account/details/", account.details, name="account_details"),
    path("account/signed-in/", signed_in.signed_in, name="signed_in"),
    path("settings/", scheme.settings, name="settings"),
    path(S, scheme.scheme, name="scheme"),
    path(S + "edit/<slug:section>/", scheme.scheme_edit, name="scheme_edit"),
    path(S + "areas/add/", scheme.area_add, name="area_add"),
    path("settings/areas/<int:area_id>/", scheme.area, name="area"),
    path(S + "cover/", cover.cover, name="cover"),
    path("settings/cover/<int:cover_id>/end/", cover.cover_end, name="cover_end"),
    path(S + "school-holidays/", holiday.holidays, name="holidays"),
    path(
        "settings/school-holidays/<int:holiday_id>/remove/",
        holiday.holiday_remove,
        name="holiday_remove",
    ),
    path(S + "workers/", worker.workers, name="workers"),
    path(S + "workers/add/", worker.worker_add, name="worker_add"),
    path(S + "workers/give-a-role/", worker.role_give_somebody, name="role_give_somebody"),
    path(S + W, worker.worker, name="worker"),
    path(S + W + "edit/", worker.worker_edit, name="worker_edit"),
    path(S + W + "link/", worker.worker_link, name="worker_link"),
    path(S + W + "sign-out/", signed_in.worker_sign_out, name="worker_sign_out"),
    path(S + W + "second-step/", worker.worker_second_step, name="worker_second_step"),
    path(S + W + "roles/give/", worker.role_give, name="role_give"),
    path("settings/roles/<int:membership_id>/end/", worker.role_end, name="role_end"),
    path("settings/roles/<int:membership_id>/room/", worker.room, name="room"),
    path(C + "new/", costs.cost_new, name="cost_new"),
    path(P + "new/", costs.programme_cost_new, name="programme_cost_new"),
    path("costs/<int:cost_id>/", costs.cost, name="cost"),
    path(C + "miles/", costs.mileage_rate, name="mileage_rate"),
    path(C + "running/", costs.running_costs, name="running_costs"),
    path("expenses/new/", expense.expense_new, name="expense_new"),
    path(E + "take-back/", expense.expense_back, name="expense_back"),
    path(E + "answer/", expense.expense_answer, name="expense_answer"),
]
