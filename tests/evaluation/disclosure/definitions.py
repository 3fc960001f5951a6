"""What anybody knows of the figures: whose base is what, what adds up to what. Written anew, not
taken from the package, so that a fault there is not a fault here."""

from __future__ import annotations

FACTORS = {
    "age_under_60": ("yes", "no"),
    "severe_at_start": ("yes", "no"),
    "transition_identified": ("any", "none"),
    "contacts": ("one", "two_to_twelve", "over_twelve"),
    "female": ("yes", "no"),
}
BASES = {  # the start of an id: the count that is its base
    "referrals.source.": "referrals.count",
    "referrals.source_group.": "referrals.count",
    "referrals.outcome.": "referrals.count",
    "people.gender.": "episodes.count",
    "people.ethnicity.": "episodes.count",
    "people.transition.": "episodes.count",
    "people.under_": "aged",
    "people.age.": "aged",
    "support.at_most_weekly": "in touch",
    "support.": "ended",
    "loneliness.completion": "ended",
    "signposts.people_share": "episodes.count",
    "signposts.destination.": "signposts.count",
    "signposts.outcome.": "signposts.count",
    "signposts.how.": "how",
    "signposts.reason.": "reason",
    "gaps.status.": "gaps.count",
    "gaps.barrier.": "barrier",
    "gaps.days": "ran",
    "gaps.self_sustaining_of_running": "ran",
    "not_measured.": "not measured",
    "loneliness.start.": "loneliness.start.count",
    "loneliness.lonely_to_not": "lonely pairs",
    "loneliness.not_to_lonely": "other pairs",
    "loneliness.reliable.": "pairs with items",
    "loneliness.alpha": "pairs with items",
    "loneliness.": "loneliness.pairs",
    "wellbeing.start.": "wellbeing.start.count",
    "wellbeing.end.": "wellbeing.end.count",
    "wellbeing.": "wellbeing.pairs",
    "missing.ipw": "modelled for missing",
    "missing.": "missing",
    "follow_up.relapsed_of": "well at the end",
    "follow_up.": "follow_up.count",
    "matched.lonely_to_not": "matched lonely",
    "matched.became_lonely": "matched other",
    "matched.less": "matched.pairs",
    "adjusted.": "modelled",
}
SUMS = [  # whole, parts; parts that are not there are nobody
    ("referrals.count", ["referrals.source.*"]),
    (
        "referrals.source_group.statutory",
        ["referrals.source.nhs", "referrals.source.local_authority"],
    ),
    ("referrals.count", ["referrals.outcome.*"]),
    ("episodes.count", ["people.gender.*"]),
    ("episodes.count", ["people.ethnicity.*"]),
    ("ended", ["support.mode.*"]),
    ("not support.mode.none_recorded", ["in touch"]),
    ("signposts.count", ["signposts.destination.*"]),
    ("signposts.count", ["signposts.outcome.*"]),
    (
        "base signposts.settled_of_attended",
        [f"signposts.outcome.{x}" for x in ("attended", "settled", "stopped")],
    ),
    ("signposts.outcome.settled", ["signposts.settled_of_attended"]),
    ("how", ["signposts.how.*"]),
    ("reason", ["signposts.reason.*"]),
    ("gaps.count", ["gaps.status.*"]),
    ("barrier", ["gaps.barrier.*"]),
    ("not measured", ["not_measured.ucla3.end.*"]),
    (
        "loneliness.pairs",
        ["loneliness.change.less", "loneliness.change.same", "loneliness.change.more"],
    ),
    ("loneliness.pairs", ["lonely pairs", "other pairs"]),
    (
        "loneliness.pairs",
        ["start 3", "start 4", "start 5", "start 6", "start 7", "start 8", "start 9"],
    ),
    ("loneliness.pairs", ["end 3", "end 4", "end 5", "end 6", "end 7", "end 8", "end 9"]),
    ("other pairs", ["start 3", "start 4", "start 5"]),
    ("lonely at the end", ["end 6", "end 7", "end 8", "end 9"]),
    ("lonely at the end", ["not loneliness.lonely_to_not", "loneliness.not_to_lonely"]),
    ("base factor.severe_at_start.yes.less", ["start 8", "start 9"]),
    (
        "loneliness.pairs",
        ["base factor.severe_at_start.yes.less", "base factor.severe_at_start.no.less"],
    ),
    (
        "loneliness.change.less",
        ["factor.severe_at_start.yes.less", "factor.severe_at_start.no.less"],
    ),
    (
        "wellbeing.pairs",
        ["wellbeing.change.improved", "wellbeing.change.same", "wellbeing.change.reduced"],
    ),
    (
        "wellbeing.start.count",
        ["wellbeing.start.below_national", "wellbeing.start.at_or_above_national"],
    ),
    ("missing.bound.less_high", ["missing.bound.less_low", "missing.end_share"]),
    ("follow_up.count", ["follow_up.less", "follow_up.same", "follow_up.more"]),
    ("follow_up.relapsed", ["flow LNL", "flow NNL"]),
    ("follow_up.relapsed", ["follow_up.relapsed_of_not_lonely"]),
    ("well at the end", ["flow LNL", "flow NNL", "flow LNN", "flow NNN"]),
    ("follow_up.count", [f"flow {a}{b}{c}" for a in "LN" for b in "LN" for c in "LN"]),
    ("matched.treated", ["matched.pairs", "matched.unmatched"]),
    (
        "loneliness.pairs",
        [
            "matched.treated",
            "matched.incomplete",
            "matched.outside_ages",
            "matched.no_counterpart",
        ],
    ),
    ("matched.pairs", ["matched lonely", "matched other"]),
]
WITHIN = [  # whole, parts that are not all of it
    ("people.under_70", ["people.under_60"]),
    ("support.under_13_weeks", ["support.one_day"]),
    ("episodes.count", ["ended"]),
    ("episodes.count", ["aged"]),
    ("episodes.count", ["people.count"]),
    ("ended", ["missing"]),
    ("loneliness.start.lonely", ["loneliness.start.severe"]),
    ("loneliness.start.count", ["loneliness.pairs"]),
    ("loneliness.start.count", ["missing"]),
    ("loneliness.pairs", ["loneliness.completion"]),
    ("loneliness.pairs", ["follow_up.count"]),
    ("loneliness.pairs", ["pairs with items"]),
    ("loneliness.pairs", ["modelled"]),
    ("pairs with items", ["loneliness.reliable.less", "loneliness.reliable.more"]),
    ("loneliness.change.less", ["loneliness.reliable.less"]),
    ("loneliness.change.more", ["loneliness.reliable.more"]),
    ("loneliness.change.less", ["matched.less.treated"]),
    ("not loneliness.change.less", ["not matched.less.treated"]),
    ("loneliness.lonely_to_not", ["matched.lonely_to_not.treated"]),
    ("not loneliness.lonely_to_not", ["not matched.lonely_to_not.treated"]),
    ("loneliness.not_to_lonely", ["matched.became_lonely.treated"]),
    ("wellbeing.start.count", ["wellbeing.pairs"]),
    ("wellbeing.end.count", ["wellbeing.pairs"]),
    ("follow_up.declined", ["follow_up.relapsed"]),
    ("follow_up.less", ["flow LLN", "flow LNN"]),
    ("follow_up.more", ["flow NLL", "flow NNL"]),
    ("signposts.count", ["signposts.people_share"]),
    ("not people.transition.none", ["people.transition.health_issue"]),
    ("not people.transition.none", ["people.transition.mobility_limitation"]),
    ("not people.transition.none", ["people.transition.bereavement"]),
    ("not people.transition.none", ["people.transition.separation"]),
    ("not people.transition.none", ["people.transition.retirement_or_empty_nest"]),
    ("not people.transition.none", ["people.transition.young_new_mother"]),
    *(
        (whole, [f"{kind}factor.{name}.{level}.less" for level in levels])
        for name, levels in FACTORS.items()
        for whole, kind in (
            ("loneliness.pairs", "base "),
            ("loneliness.change.less", ""),
            ("not loneliness.change.less", "not "),
        )
    ),
]
POINTS = [  # a mean's id; its base; the people under it, and the least and most points of each
    (
        "loneliness.change.mean",
        "loneliness.pairs",
        [("loneliness.change.less", 1, 6), ("loneliness.change.more", -6, -1)],
    ),
    (
        "loneliness.start_paired.mean",
        "loneliness.pairs",
        [(f"start {n}", n, n) for n in range(3, 10)],
    ),
    ("loneliness.end_paired.mean", "loneliness.pairs", [(f"end {n}", n, n) for n in range(3, 10)]),
    (
        "loneliness.start_paired.mean",
        "loneliness.pairs",
        [("lonely pairs", 6, 9), ("other pairs", 3, 5)],
    ),
    (
        "loneliness.end_paired.mean",
        "loneliness.pairs",
        [("lonely at the end", 6, 9), ("well at the end of pairs", 3, 5)],
    ),
    (
        "wellbeing.change.mean",
        "wellbeing.pairs",
        [("wellbeing.change.improved", 0.3, 28), ("wellbeing.change.reduced", -28, -0.3)],
    ),
    (
        "wellbeing.start.mean",
        "wellbeing.start.count",
        [
            ("wellbeing.start.at_or_above_national", 25.2, 35),
            ("wellbeing.start.below_national", 7, 25.2),
        ],
    ),
    (
        "wellbeing.end.mean",
        "wellbeing.end.count",
        [
            ("wellbeing.end.at_or_above_national", 25.2, 35),
            ("not wellbeing.end.at_or_above_national", 7, 25.2),
        ],
    ),
    *(
        (
            f"factor.{name}.{level}.change",
            f"base factor.{name}.{level}.less",
            [(f"factor.{name}.{level}.less", 1, 6), (f"not factor.{name}.{level}.less", -6, 0)],
        )
        for name, levels in FACTORS.items()
        for level in levels
    ),
]


def base_of(id_: str) -> str:
    """The count that a figure's base is."""
    return next((name for start, name in BASES.items() if id_.startswith(start)), f"base {id_}")
