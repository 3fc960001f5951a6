"""Find a person. What is searched for is posted, so that it stands in no address."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.casework.people import queries as people
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest


class Search(forms.Form):
    """A name, a telephone number, a postcode or a health number."""

    words = forms.CharField(
        label="Name, telephone, postcode or NHS number",
        max_length=120,
        help_text="A name may be spelt nearly so. Numbers, emails and postcodes have to be whole.",
        error_messages={"required": "Enter a name, a telephone number or a postcode."},
    )


@login_required
@require_http_methods(["GET", "POST"])
def search(request: WorkerRequest) -> HttpResponse:
    """Search among the people of the worker's schemes."""
    if not request.user.has_role(Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD):
        raise Http404
    form = Search(request.POST if request.method == "POST" else None)
    found = people.search(form.cleaned_data["words"], request.user) if form.is_valid() else None
    return render(request, "pages/search.html", {"form": form, "found": found})
