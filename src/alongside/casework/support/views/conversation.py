"""The conversation: an open page that follows the person's order, over several meetings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions, queries, rules
from ..forms.conversation import ConversationForm
from ..models import Episode, Prompt
from .common import episode_for, typed_before


@login_required
@require_http_methods(["GET", "POST"])
@once
def conversation(request: WorkerRequest, person_id: int) -> HttpResponse:
    """One button saves whatever was typed, in any order; nothing has to be filled in."""
    today = timezone.localdate()
    episode = episode_for(request.user, person_id)
    said = queries.conversation_of(episode)
    keep = f"support.conversation:{person_id}"
    if "leave" in request.POST:
        drafts.drop(request.user, keep)
        return redirect("support:conversation", person_id)
    initial = typed_before(request.user, keep, {"on": today})
    form = ConversationForm(request.POST or None, initial=initial, conversation=said, today=today)
    if form.is_valid():
        try:
            saved = _keep_all(episode, form, request.user)
        except (actions.CannotSay, actions.CannotCorrect, actions.CannotTag) as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, _words(saved))
            return redirect("support:conversation", person_id)
    audit.looked(at=episode, by=request.user, page="conversation")
    shown = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "episode": episode,
        "person": episode.person,
        "conversation": said,
        "typed": [code for code in Prompt.values if form[f"words_{code}"].value()],
        "closed": rules.why_not_change(episode),
    }
    return render(request, "support/conversation.html", shown)


@transaction.atomic
def _keep_all(episode: Episode, form: ConversationForm, by: Worker) -> int:
    """Everything on the page or, when one part is refused, nothing. How many things were kept."""
    on, today = form.cleaned_data["on"], form.today
    said, barriers = form.said(), form.new_barriers()
    if barriers is not None:
        said.setdefault(Prompt.BARRIERS, "")
    for prompt, words in said.items():
        about = barriers if prompt == Prompt.BARRIERS else None
        actions.say(episode=episode, prompt=prompt, words=words, on=on, barriers=about, by=by)
    corrected = form.corrected()
    for entry in episode.conversation.filter(pk__in=corrected):
        actions.correct_words(words=entry, new=corrected[entry.pk], on=today, by=by)
    gone = form.tags_gone()
    for tag in episode.tags.filter(pk__in=gone):
        actions.untag(tag=tag, by=by)
    new_tag = form.cleaned_data["tag"].strip()
    if new_tag:
        actions.tag(episode=episode, word=new_tag, by=by)
    return len(said) + len(corrected) + len(gone) + bool(new_tag)


def _words(saved: int) -> str:
    return "What was said is saved." if saved else "Nothing was new, so nothing was changed."
