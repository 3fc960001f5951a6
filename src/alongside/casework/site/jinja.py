"""What every Jinja2 template may use."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    env = Environment(**options | {"undefined": StrictUndefined})
    env.globals.update(static=static, url=reverse)
    return env
