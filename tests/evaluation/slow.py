"""The figures once more, slowly: plain Python loops over the rows, straight from the contract.

Nothing here is shared with `alongside.evaluation`. A figure is a number, or a count of a base; one
that is not in the answer is not available.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import sqrt
from typing import Any

from alongside.extract import table
from alongside.instruments import load

Row = dict[str, Any]
METRIC = dict(load("swemwbs").metric)
ABOVE = {
    "referrals": ("scheme_id", "schemes"),
    "episodes": ("scheme_id", "schemes"),
    "gaps": ("scheme_id", "schemes"),
}


class Slow:
    """Figures of an extract, given as rows of text. `found[id]` is (value, n, base)."""

    def __init__(
        self, tables: dict[str, list[Row]], first: date | None = None, last: date | None = None
    ) -> None:
        self.has = set(tables)
        self.first, self.last = first, last
        self.tables = {name: self.once(name, rows) for name, rows in tables.items()}
        self.follow()
        self.found: dict[str, tuple[float, int | None, int | None]] = {}
        self.reach()
        self.support()
        self.connections()
        if "measures" in self.has:
            self.loneliness()
            self.wellbeing()
            self.missing()
            self.follow_up()
            self.groups()

    # ---- rows --------------------------------------------------------------------------------

    def once(self, name: str, rows: list[Row]) -> list[Row]:
        """The first row of each key."""
        seen, kept = set(), []
        for row in rows:
            key = tuple(str(row.get(column, "")) for column in table(name).key)
            if key not in seen or not key:
                seen.add(key)
                kept.append(row)
        return kept

    def follow(self) -> None:
        """Leave out what points nowhere, and what belongs to an episode that is left out."""
        schemes = {row["scheme_id"] for row in self.rows("schemes")}
        for name in ("referrals", "episodes", "gaps"):
            self.keep(name, lambda row: row["scheme_id"] in schemes)
        every_episode = {row["episode_id"] for row in self.rows("episodes")}
        self.referral = {row["referral_id"]: row for row in self.rows("referrals")}
        self.keep("referrals", lambda row: self.inside(day(row["received_on"])))
        self.keep("episodes", lambda row: self.inside(day(row["started_on"])))
        self.episode = {row["episode_id"]: row for row in self.rows("episodes")}
        for name in ("life_transitions", "contacts", "measures", "not_measured", "signposts"):
            self.keep(name, lambda row: row["episode_id"] in self.episode)
        self.keep(
            "gaps",
            lambda row: row.get("episode_id") not in every_episode - set(self.episode),
        )

    def keep(self, name: str, test: Callable[[Row], bool]) -> None:
        if name in self.tables:
            self.tables[name] = [row for row in self.tables[name] if test(row)]

    def rows(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    def inside(self, when: date) -> bool:
        return not (self.first and when < self.first) and not (self.last and when > self.last)

    def of(self, name: str, episode: Row) -> list[Row]:
        return [row for row in self.rows(name) if row["episode_id"] == episode["episode_id"]]

    def ended_on(self, episode: Row) -> date | None:
        if not episode["ended_on"]:
            return None
        ended = day(episode["ended_on"])
        return ended if ended >= day(episode["started_on"]) else None

    # ---- figures -----------------------------------------------------------------------------

    def share(self, id_: str, n: int, base: int) -> None:
        if base:
            self.found[id_] = (n / base, n, base)

    def count(self, id_: str, value: int) -> None:
        self.found[id_] = (value, None, None)

    def mean(self, id_: str, values: list[float]) -> None:
        if values:
            self.found[id_] = (sum(values) / len(values), len(values), None)

    def quantile(self, id_: str, values: Iterable[float], p: float) -> None:
        ordered = sorted(values)
        if ordered:
            at = (len(ordered) - 1) * p
            below = int(at)
            above = min(below + 1, len(ordered) - 1)
            value = ordered[below] + (at - below) * (ordered[above] - ordered[below])
            self.found[id_] = (value, len(ordered), None)

    def each(self, id_: str, values: list[str], choices: Iterable[str], base: int) -> None:
        for choice in choices:
            self.share(f"{id_}.{choice}", values.count(choice), base)

    def reach(self) -> None:
        referrals, episodes = self.rows("referrals"), self.rows("episodes")
        total = len(referrals)
        self.count("referrals.count", total)
        for name in ("source", "outcome"):
            choices = table("referrals").column(name).choices
            self.each(f"referrals.{name}", [row[name] for row in referrals], choices, total)
        statutory = [row for row in referrals if row["source"] in ("nhs", "local_authority")]
        self.share("referrals.source_group.statutory", len(statutory), total)
        asked = [row["stop_gap"] for row in referrals if row.get("stop_gap")]
        self.share("referrals.stop_gap", asked.count("true"), len(asked))
        waits = [
            (day(row["started_on"]) - day(self.referral[row["referral_id"]]["received_on"])).days
            for row in episodes
            if row["referral_id"] in self.referral
        ]
        self.quantile("referrals.wait_days.median", waits, 0.5)
        self.quantile("referrals.wait_days.p75", waits, 0.75)
        self.count("people.count", len({row["person_id"] for row in episodes}))
        self.count("episodes.count", len(episodes))
        for name in ("gender", "ethnicity"):
            said = [row[name] or "not_stated" for row in episodes]
            choices = table("episodes").column(name).choices
            self.each(f"people.{name}", said, choices, len(episodes))
        ages = [int(row["age"]) for row in episodes if row["age"] != ""]
        self.quantile("people.age.median", ages, 0.5)
        for limit in (60, 70):
            self.share(f"people.under_{limit}", sum(age < limit for age in ages), len(ages))
        if "life_transitions" in self.has:
            having = [
                {one["transition"] for one in self.of("life_transitions", row)} for row in episodes
            ]
            for choice in table("life_transitions").column("transition").choices:
                n = sum(choice in some for some in having)
                self.share(f"people.transition.{choice}", n, len(episodes))
            self.share("people.transition.none", having.count(set()), len(episodes))
        not_asked = sum(row["transitions_asked"] == "false" for row in episodes)
        self.share("people.transition.not_asked", not_asked, len(episodes))

    def support(self) -> None:
        ended = [row for row in self.rows("episodes") if self.ended_on(row)]
        days = [(self.ended_on(row) - day(row["started_on"])).days for row in ended]
        self.share("support.one_day", days.count(0), len(ended))
        self.share("support.under_13_weeks", sum(d < 91 for d in days), len(ended))
        self.quantile("support.days.median", days, 0.5)
        self.quantile("support.days.p75", days, 0.75)
        if "contacts" not in self.has:
            return
        reached = [
            [one for one in self.of("contacts", row) if one["reached"] == "true"] for row in ended
        ]
        self.quantile("support.contacts.median", [len(some) for some in reached], 0.5)
        self.quantile("support.contacts.p75", [len(some) for some in reached], 0.75)
        hours = [sum(int(one["minutes"]) for one in some) / 60 for some in reached]
        self.mean("support.hours.mean", hours)
        for mode in ("both", "face_to_face_only", "telephone_only", "other", "none_recorded"):
            n = sum(way(some) == mode for some in reached)
            self.share(f"support.mode.{mode}", n, len(ended))
        paces = [len(some) / max(1, d / 7) for some, d in zip(reached, days, strict=True) if some]
        self.share("support.at_most_weekly", sum(pace <= 1 for pace in paces), len(paces))

    def connections(self) -> None:
        if "signposts" in self.has:
            rows = self.rows("signposts")
            self.count("signposts.count", len(rows))
            some = {row["episode_id"] for row in rows}
            self.share("signposts.people_share", len(some), len(self.rows("episodes")))
            for name in ("destination", "outcome", "how", "reason"):
                known = [row[name] for row in rows if row.get(name)]
                choices = table("signposts").column(name).choices
                self.each(f"signposts.{name}", known, choices, len(known))
            outcomes = [row["outcome"] for row in rows]
            went = [each for each in outcomes if each in ("attended", "settled", "stopped")]
            self.share("signposts.settled_of_attended", went.count("settled"), len(went))
        if "gaps" in self.has:
            rows = self.rows("gaps")
            self.count("gaps.count", len(rows))
            for name in ("status", "barrier"):
                known = [row[name] for row in rows if row.get(name)]
                choices = table("gaps").column(name).choices
                self.each(f"gaps.{name}", known, choices, len(known))
            ran = [row for row in rows if row.get("running_on")]
            days = [(day(row["running_on"]) - day(row["opened_on"])).days for row in ran]
            self.quantile("gaps.days_to_running.median", days, 0.5)
            alone = sum(bool(row.get("self_sustaining_on")) for row in ran)
            self.share("gaps.self_sustaining_of_running", alone, len(ran))
        if "not_measured" in self.has:
            reasons = [
                row["reason"]
                for row in self.rows("not_measured")
                if (row["instrument"], row["stage"]) == ("ucla3", "end")
            ]
            choices = table("not_measured").column("reason").choices
            self.each("not_measured.ucla3.end", reasons, choices, len(reasons))

    # ---- measures ----------------------------------------------------------------------------

    def answers(self, episode: Row, code: str, stage: str) -> list[tuple[date, float, list[int]]]:
        """Valid questionnaires by day, and by their order in the file where on one day."""
        found = []
        for row in self.of("measures", episode):
            if (row["instrument"], row["stage"]) == (code, stage):
                mark, items = score(code, row)
                if mark is not None:
                    found.append((day(row["completed_on"]), mark, items))
        return sorted(found, key=lambda each: each[0])  # a stable sort keeps the file's order

    def at(self, episode: Row, code: str, stage: str) -> tuple[date, float, list[int]] | None:
        found = self.answers(episode, code, stage)
        if stage == "follow_up":
            ended = self.ended_on(episode)
            found = [e for e in found if ended and e[0] >= ended + timedelta(days=90)]
        return (found[-1] if stage == "end" else found[0]) if found else None

    def pairs(self, code: str) -> list[tuple[Row, float, float]]:
        found = []
        for episode in self.rows("episodes"):
            start, end = self.at(episode, code, "start"), self.at(episode, code, "end")
            if start and end and start[0] <= end[0]:
                found.append((episode, start[1], end[1]))
        return found

    def loneliness(self) -> None:
        starts = [self.at(row, "ucla3", "start") for row in self.rows("episodes")]
        scores = [each[1] for each in starts if each]
        self.count("loneliness.start.count", len(scores))
        self.share("loneliness.start.lonely", sum(s >= 6 for s in scores), len(scores))
        self.share("loneliness.start.severe", sum(s >= 8 for s in scores), len(scores))
        pairs = self.pairs("ucla3")
        changes = [start - end for _, start, end in pairs]
        self.count("loneliness.pairs", len(pairs))
        self.mean("loneliness.start_paired.mean", [start for _, start, _ in pairs])
        self.mean("loneliness.end_paired.mean", [end for _, _, end in pairs])
        self.mean("loneliness.change.mean", changes)
        self.share("loneliness.change.less", sum(c > 0 for c in changes), len(pairs))
        self.share("loneliness.change.same", sum(c == 0 for c in changes), len(pairs))
        self.share("loneliness.change.more", sum(c < 0 for c in changes), len(pairs))
        lonely = [end for _, start, end in pairs if start >= 6]
        others = [end for _, start, end in pairs if start < 6]
        self.share("loneliness.lonely_to_not", sum(end < 6 for end in lonely), len(lonely))
        self.share("loneliness.not_to_lonely", sum(end >= 6 for end in others), len(others))
        ended = [row for row in self.rows("episodes") if self.ended_on(row)]
        both = sum(self.ended_on(row) is not None for row, _, _ in pairs)
        self.share("loneliness.completion", both, len(ended))
        self.reliable()

    def reliable(self) -> None:
        """Alpha, the threshold and who went past it, of pairs with items at both ends."""
        items, changes, starts = [], [], []
        for row, start, end in self.pairs("ucla3"):
            first, last = self.at(row, "ucla3", "start"), self.at(row, "ucla3", "end")
            if first and last and first[2] and last[2]:
                items.append(first[2])
                changes.append(start - end)
                starts.append(start)
        if len(items) < 2 or variance(starts) == 0:
            return
        each = sum(variance([one[k] for one in items]) for k in range(3))
        alpha = 3 / 2 * (1 - each / variance(starts))
        self.found["loneliness.alpha"] = (alpha, len(items), None)
        threshold = 1.96 * sqrt(2) * sqrt(variance(starts)) * sqrt(max(0.0, 1 - alpha))
        self.found["loneliness.reliable.threshold"] = (threshold, len(items), None)
        less, more = sum(c > threshold for c in changes), sum(-c > threshold for c in changes)
        self.share("loneliness.reliable.less", less, len(items))
        self.share("loneliness.reliable.more", more, len(items))

    def wellbeing(self) -> None:
        for stage in ("start", "end"):
            found = [self.at(row, "swemwbs", stage) for row in self.rows("episodes")]
            scores = [each[1] for each in found if each]
            self.count(f"wellbeing.{stage}.count", len(scores))
            self.mean(f"wellbeing.{stage}.mean", scores)
            above = sum(s >= 25.2 for s in scores)
            self.share(f"wellbeing.{stage}.at_or_above_national", above, len(scores))
            if stage == "start":
                self.share("wellbeing.start.below_national", len(scores) - above, len(scores))
            answers = [self.at(row, "health_limits_social", stage) for row in self.rows("episodes")]
            said = [each[1] for each in answers if each]
            self.share(f"health_limits.{stage}.all_of_the_time", said.count(1), len(said))
        pairs = self.pairs("swemwbs")
        self.count("wellbeing.pairs", len(pairs))
        self.mean("wellbeing.change.mean", [end - start for _, start, end in pairs])
        self.share("wellbeing.change.improved", sum(e > s for _, s, e in pairs), len(pairs))
        self.share("wellbeing.change.same", sum(e == s for _, s, e in pairs), len(pairs))
        self.share("wellbeing.change.reduced", sum(e < s for _, s, e in pairs), len(pairs))

    def missing(self) -> None:
        less = without = base = 0
        for row in self.rows("episodes"):
            start, end = self.at(row, "ucla3", "start"), self.at(row, "ucla3", "end")
            if self.ended_on(row) and start:
                base += 1
                without += end is None
                less += end is not None and end[1] < start[1]
        self.share("missing.end_share", without, base)
        self.share("missing.bound.less_low", less, base)
        self.share("missing.bound.less_high", less + without, base)

    def follow_up(self) -> None:
        asked = []
        for row in self.rows("episodes"):
            three = [self.at(row, "ucla3", stage) for stage in ("start", "end", "follow_up")]
            if all(three):
                asked.append([each[1] for each in three if each])
        n = len(asked)
        self.count("follow_up.count", n)
        self.share("follow_up.less", sum(f < s for s, _, f in asked), n)
        self.share("follow_up.same", sum(f == s for s, _, f in asked), n)
        self.share("follow_up.more", sum(f > s for s, _, f in asked), n)
        self.share("follow_up.declined", sum(f > e for _, e, f in asked), n)
        relapsed = sum(e < 6 <= f for _, e, f in asked)
        self.share("follow_up.relapsed", relapsed, n)
        not_lonely = sum(e < 6 for _, e, _ in asked)
        self.share("follow_up.relapsed_of_not_lonely", relapsed, not_lonely)

    def groups(self) -> None:
        """Shares and changes by factor."""
        for (name, level), fits in self.factors().items():
            some = [start - end for row, start, end in self.pairs("ucla3") if fits(row, start)]
            self.share(f"factor.{name}.{level}.less", sum(c > 0 for c in some), len(some))
            self.mean(f"factor.{name}.{level}.change", some)

    def factors(self) -> dict[tuple[str, str], Callable[[Row, float], bool]]:
        found: dict[tuple[str, str], Callable[[Row, float], bool]] = {
            ("age_under_60", "yes"): lambda row, _: row["age"] != "" and int(row["age"]) < 60,
            ("age_under_60", "no"): lambda row, _: row["age"] != "" and int(row["age"]) >= 60,
            ("severe_at_start", "yes"): lambda _, start: start >= 8,
            ("severe_at_start", "no"): lambda _, start: start < 8,
            ("female", "yes"): lambda row, _: row["gender"] == "female",
            ("female", "no"): lambda row, _: row["gender"] == "male",
        }
        if "life_transitions" in self.has:
            found["transition_identified", "any"] = lambda row, _: bool(
                self.of("life_transitions", row)
            )
            found["transition_identified", "none"] = lambda row, _: (
                not self.of("life_transitions", row)
            )
        if "contacts" in self.has:
            found["contacts", "one"] = lambda row, _: self.times(row) <= 1
            found["contacts", "two_to_twelve"] = lambda row, _: 2 <= self.times(row) <= 12
            found["contacts", "over_twelve"] = lambda row, _: self.times(row) > 12
        return found

    def times(self, episode: Row) -> int:
        return sum(row["reached"] == "true" for row in self.of("contacts", episode))


def day(text: str) -> date:
    return date.fromisoformat(text)


def way(reached: list[Row]) -> str:
    """How somebody was met."""
    modes = {one["mode"] for one in reached}
    if not modes:
        return "none_recorded"
    if "face_to_face" in modes:
        return "both" if "telephone" in modes else "face_to_face_only"
    return "telephone_only" if "telephone" in modes else "other"


def score(code: str, row: Row) -> tuple[float | None, list[int]]:
    """The score that the contract gives a questionnaire, or None; and its items where given."""
    many, low, high = {
        "ucla3": (3, 1, 3),
        "swemwbs": (7, 1, 5),
        "health_limits_social": (1, 1, 5),
    }[code]
    said = [row.get(f"item_{n}", "") for n in range(1, many + 1)]
    items = [int(each) for each in said if each != ""]
    if items:
        valid = len(items) == many and all(low <= each <= high for each in items)
        total: float | None = sum(items) if valid else None
    else:
        given = row.get("score", "")
        recorded = float(given) if given != "" and many > 1 else None
        fits = recorded is not None and recorded.is_integer()
        total = recorded if fits and many * low <= (recorded or 0) <= many * high else None
    if total is None:
        return None, []
    return (METRIC[int(total)] if code == "swemwbs" else total), items


def variance(values: list[float] | list[int]) -> float:
    middle = sum(values) / len(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)
