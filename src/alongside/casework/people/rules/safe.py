"""How somebody may be reached and visited, in words for a card. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..models import ContactPoint, Person

Row = tuple[str, str, str]  # word, text, number to ring or ""
WAYS = (("text", "Text"), ("email", "Email"), ("letter", "Write"), ("voicemail", "Voicemail"))
MANY = {"voicemail": "voicemail", "text": "texts", "email": "emails", "letter": "letters"}
OURS = ("her ", "his ", "their ", "my ", "our ", "a ", "an ", "the ", "somebody", "someone")
TIMES = (
    *("after", "before", "between", "from", "until", "in", "on", "at", "when"),
    *("any", "anytime", "only", "not", "never"),
    *("morning", "mornings", "afternoons", "evenings", "weekends", "weekdays"),
)
NOBODY = ("nobody", "no one", "no-one", "none", "no")


@dataclass(frozen=True)
class SafeContact:
    """How somebody may be reached: rows of (word, text, number to ring), and what to mind."""

    rows: list[Row]
    care: str  # what to take care of; empty where nothing is

    @property
    def ring(self) -> str:
        """The number to ring first, or nothing."""
        return next((number for word, _, number in self.rows if word == "Ring"), "")

    @property
    def never(self) -> str:
        """What we must never do: *Voicemail or letters*; or nothing."""
        return next((text for word, text, _ in self.rows if word == "Never"), "")


def safe_contact(person: Person) -> SafeContact:
    """The card *Getting in touch*: Ring, Text, Email, Write, Voicemail, Ask, Never; what to mind.

    What was not asked is said to be so: nobody should take silence for a yes.
    """
    telephones, emails = person.points("telephone"), person.points("email")
    rows = [_ring(person, telephones[0])] if telephones else []
    rows += [("Or ring", other.note, other.value) for other in telephones[1:]]
    may = {
        "text": bool(telephones),
        "voicemail": bool(telephones),
        "email": bool(emails),
        "letter": bool(person.address),
    }
    answers = {way: getattr(person, way) for way in MANY}
    rows += _allowed(answers, may, emails)
    ask = [MANY[way] for way in MANY if may[way] and answers[way] == "not_asked"]
    if ask:
        rows.append(("Ask", _sentence(f"{_either(ask, 'and')}: not asked yet"), ""))
    never = [MANY[way] for way in MANY if answers[way] == "no"]
    if never:
        rows.append(("Never", _sentence(_either(never, "or")), ""))
    if not any(may.values()):
        rows.insert(0, ("How", "Not known yet", ""))
    return SafeContact(rows, _care(person))


def _ring(person: Person, first: ContactPoint) -> Row:
    parts = [first.note, _in_a_sentence(person.best_times)]
    if "no_telephone" in person.adjustments:
        parts = ["they cannot use it to talk"]
    return ("Ring", ", ".join(part for part in parts if part), first.value)


def _allowed(
    answers: dict[str, str], may: dict[str, bool], emails: list[ContactPoint]
) -> list[Row]:
    rows = []
    for way, word in WAYS:
        if may[way] and answers[way] in ("yes", "first_name"):
            words = "Yes" if answers[way] == "yes" else "Yes, but not who we are"
            rows.append((word, f"{emails[0].value}. {words}" if way == "email" else words, ""))
    return rows


def _care(person: Person) -> str:
    """One sentence for when somebody else answers."""
    who, say = person.who_else_may_answer.strip(" ."), person.if_somebody_else_answers.strip(' “”"')
    if who.lower() in NOBODY:
        who = ""
    if say:
        return f"If {_in_a_sentence(who) or 'somebody else'} answers, say “{say}”."
    hide = "Do not say who we are." if person.say_who_we_are == "no" else ""
    return " ".join(filter(None, [f"{_sentence(who)} may answer." if who else "", hide]))


def _in_a_sentence(words: str) -> str:
    """*After 11am* as it stands within a sentence; a name or a day keeps its capital."""
    first = words.split(" ")[0].lower()
    small = words.lower().startswith(OURS) or first in TIMES
    return words[:1].lower() + words[1:] if small else words


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _either(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def visiting_words(person: Person) -> list[str]:
    """Before the doorbell: two to visit, key safe, dogs, and what else to know."""
    found = [person.key_safe, person.dogs, person.visiting_note]
    if person.two_to_visit:
        found.insert(0, "Two of us visit, never one")
    return [words for words in found if words]
