"""What every Jinja2 template may use."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined

from alongside.casework.directory.geography import ATTRIBUTION
from alongside.casework.schemes import drafts, handed_over, queries, sent

from . import format as words
from . import icons, nav


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page: `url("support:contact", person.pk)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Our templates' environment: escaped by default, and an unknown name is an error."""
    env = Environment(  # noqa: S701 - Django's backend hands in autoescape=True
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    env.globals.update(
        static=static,
        url=url,
        url_if=nav.address,
        nav_for=nav.nav_for,
        icon=icons.icon,
        mark=icons.mark,
        weeks=icons.weeks,
        logo=icons.logo,
        today=timezone.localdate,
        now=timezone.now,
        new_token=sent.new_token,
        seal_draft=drafts.seal,
        handed_over=handed_over.now,
        demanded_of=queries.second_factor_demanded,
        ground_words=ATTRIBUTION,
        near_day=words.near_day,
        count=words.count,
        count_words=words.count_words,
    )
    for name in FILTERS:
        env.filters[name] = getattr(words, name)
    return env


FILTERS = (
    "ago",
    "and_list",
    "day",
    "day_long",
    "day_month",
    "day_year",
    "how_late",
    "month",
    "near_day",
    "number",
    "plain",
    "possessive",
    "pounds",
    "time_of_day",
)
