"""The addresses of this room: support itself, the inbox and the diary."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import urls_diary, urls_triage
from .views import contact, conversation, episode, fares, goals, plan

app_name = "support"
PERSON = "people/<int:person_id>"
urlpatterns: list[URLPattern] = [
    *urls_triage.urlpatterns,
    *urls_diary.urlpatterns,
    path(f"{PERSON}/contact/", contact.record, name="contact"),
    path("contacts/<int:contact_id>/correct/", contact.correct, name="contact_correct"),
    path("contacts/together/", contact.together, name="together"),
    path(f"{PERSON}/conversation/", conversation.conversation, name="conversation"),
    path(f"{PERSON}/plan/", plan.plan, name="plan"),
    path(f"{PERSON}/plan/review/", plan.review, name="plan_review"),
    path(f"{PERSON}/plan/agree/", plan.agree, name="plan_agree"),
    path(f"{PERSON}/plan/print/", plan.plan_print, name="plan_print"),
    path(f"{PERSON}/plan/plan.pdf", plan.plan_pdf, name="plan_pdf"),
    path(f"{PERSON}/plan/goals/new/", goals.add_goal, name="goal_new"),
    path("goals/<int:goal_id>/", goals.change_goal, name="goal"),
    path("goals/<int:goal_id>/close/", plan.close_goal, name="goal_close"),
    path("goals/<int:goal_id>/steps/new/", goals.add_step, name="step_new"),
    path("steps/<int:step_id>/", goals.change_step, name="step"),
    path("steps/<int:step_id>/status/", plan.step_status, name="step_status"),
    path(f"{PERSON}/longer/", episode.extend, name="extend"),
    path(f"{PERSON}/hand-over/", episode.hand_over, name="hand_over"),
    path(f"{PERSON}/rehearsals/new/", episode.rehearse, name="rehearse"),
    path(f"{PERSON}/reads/new/", episode.read, name="read"),
    path(f"{PERSON}/fares/", fares.fares, name="fares"),
    path("fares/<int:fare_id>/take-out/", fares.fare_out, name="fare_out"),
    path("reads/<int:read_id>/answer/", episode.answer_read, name="answer_read"),
]
