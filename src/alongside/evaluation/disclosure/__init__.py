"""Disclosure control: nothing that is published tells of fewer than eight people.

Usage::

    from alongside.evaluation import disclosure, evaluate, findings_of

    found = findings_of(evaluate(Path("extract")))
    kept = disclosure.as_counts(found)  # a dict of whole numbers: kept privately, beside the run
    reason = disclosure.why_not_published(kept, published_before)  # "" where it may be published
    shown = disclosure.controlled(found, beside=[published_before])

Names in `as_counts`, which hold for good: a figure's id is its numerator, or the number itself of
a figure that is a count; `x/of` the base of x, where the base has no name of its own
(breakdowns.toml, [of]); `scores.start.3` to `scores.end.9`; `flow.LNL` and so on, lonely or not at
start, end and follow-up; `reach.gender` and so on; `period.first` and `period.last`, days counted
from 1 January of year 1.

Why it is done so: docs/decisions/0020-disclosure.md; how: docs/methods/disclosure.md.
"""

from .control import controlled
from .differing import as_counts, why_not_published

__all__ = ["as_counts", "controlled", "why_not_published"]
