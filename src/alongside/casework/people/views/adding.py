"""Adding somebody, after looking whether we know them already."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once
from alongside.casework.schemes.words import day

from .. import actions, forms, queries


@login_required
@require_http_methods(["GET", "POST"])
@once
def add(request: WorkerRequest) -> HttpResponse:
    """Add somebody: a name and one way to reach them; then those whom we may know already."""
    may = Scheme.objects.filter(pk__in=request.user.scheme_ids(Role.CONNECTOR, Role.COORDINATOR))
    if not may:
        raise Http404
    form = forms.Add(request.POST if request.method == "POST" else None, schemes=may)
    if form.is_valid():
        scheme = form.cleaned_data["scheme"]
        found = queries.possible_duplicates(form.person(), form.points(), scheme, request.user)
        if found and not form.cleaned_data["none_of_these"]:
            return _perhaps_known(request, form, found, scheme)
        try:
            person = actions.add(
                scheme=scheme,
                fields=form.person(),
                points=form.points(),
                connector=_own(request.user, scheme),
                by=request.user,
            )
        except actions.CannotAdd as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{person.preferred_name} is added. The rest can come later.")
            return redirect("people:record", person.pk)
    return render(request, "people/add.html", {"form": form})


def _own(worker: Worker, scheme: Scheme) -> Worker | None:
    """Where caseloads are not shared, who adds somebody is their connector, and so sees them."""
    sees_all = worker.has_role(Role.COORDINATOR, Role.SAFEGUARDING_LEAD, scheme=scheme)
    return None if scheme.caseloads_shared or sees_all else worker


def _perhaps_known(
    request: WorkerRequest, form: forms.Add, found: queries.Duplicates, scheme: Scheme
) -> HttpResponse:
    for match in found.here:
        if match.open:
            audit.looked(at=match.person, by=request.user, page="people:add")
    resolvers = schemes.resolvers(scheme.programme_id, timezone.localdate())
    context = {
        "form": form,
        "found": found,
        "called": form.cleaned_data["preferred_name"],
        "wanted": _in_words(form),
        "resolvers": [worker.name for worker in resolvers],
        "typed": form.typed(),
    }
    return render(request, "people/perhaps_known.html", context)


def _in_words(form: forms.Add) -> dict[str, str]:
    """What was typed, to be compared with what we know."""
    said = form.cleaned_data
    names = dict.fromkeys(filter(None, [said["preferred_name"], said["given_name"]]))
    born = f"born {day(said['date_of_birth'])}" if said["date_of_birth"] else ""
    lives = " ".join(f"{said['address']} {said['postcode']}".split())
    rest = filter(None, [born, lives, *(point.shown for point in form.points())])
    return {"name": f"{' or '.join(names)} {said['family_name']}".strip(), "rest": ", ".join(rest)}
