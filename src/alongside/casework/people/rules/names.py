"""How like two names are, spelt and shortened as people spell and shorten them. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SAME, BEGINS, SHORT_FORM, NEAR, UNLIKE = 100.0, 95.0, 90.0, 84.0, 0.0
SAME_WHOLE = "the same name"  # first and family name
# Letters that do not come apart into a plain letter and a mark.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ı": "i"})
# Short forms that do not look like the name they stand for. Others (Tom, Sam) begin alike.
SHORT_FORMS = (
    "albert bert bertie al",
    "alexander alex sandy alec xander sasha alexandra",
    "andrew andy drew",
    "anthony antony tony",
    "barbara babs barb",
    "catherine katherine kathryn catharine kate kathy cathy kitty katie kath cath",
    "charles charlie chuck chas",
    "deborah debra deb debbie",
    "dorothy dot dotty dottie dolly dora",
    "edward ted teddy ed eddie ned",
    "eleanor elinor nell nellie ellie nora",
    "elizabeth elisabeth liz lizzie beth betty bess bessie betsy eliza libby lisa",
    "frances fran fanny francis frank",
    "gareth gaz gary",
    "george geordie",
    "harold harry hal henry",
    "helen nell nellie",
    "isabel isobel isabella bella izzy ishbel",
    "jacqueline jackie jacqui",
    "james jim jimmy jamie hamish jem",
    "jane jean janet jenny sian sinead",
    "john jack johnny ian iain sean evan owen",
    "joseph joe joey",
    "josephine jo josie",
    "lawrence laurence larry lawrie",
    "leonard len lenny",
    "margaret peg peggy maggie meg madge marge greta rita daisy mairead marged",
    "martha patty mattie",
    "mary molly polly may mair maire mhairi maria",
    "matthew matt",
    "michael mick mike micky",
    "mohammed muhammad mohamed mohammad muhammed mo",
    "nicholas nicolas nick nicky",
    "patricia pat patsy trish tricia paddy",
    "patrick pat paddy padraig",
    "pamela pam",
    "philip phillip phil pip",
    "rebecca becky becca",
    "richard dick rick ricky rich richie",
    "robert bob bobby rob robbie bert",
    "ronald ron ronnie",
    "sarah sara sally sadie",
    "stephen steven steve steph",
    "susan sue susie suzanne",
    "theresa teresa terry tess",
    "theodore ted teddy theo",
    "thomas tom tommy",
    "valerie val",
    "victoria vicky vikki tori",
    "walter wally wat",
    "wilfred wilf",
    "william bill billy will willie liam wilhelm gwilym",
    "winifred win winnie freda",
)
GROUPS = [frozenset(group.split()) for group in SHORT_FORMS]


class Likeness(NamedTuple):
    """How like a name is to what was typed: on average, and of its least like word; 0 to 100."""

    mean: float
    least: float


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name: small letters without marks, hyphens or apostrophes."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    kept = "".join(one for one in apart if not unicodedata.combining(one) and one not in "'’.")
    return tuple(kept.replace("-", " ").split())


def other_forms(word: str) -> frozenset[str]:
    """Whatever else somebody of this name may be called: *Margaret* for *peg*."""
    return frozenset().union(*(group for group in GROUPS if word in group)) - {word}


def likeness(typed: str, *names: str) -> Likeness:
    """How like what was typed is to a person's names, in any order; every typed word must fit.

    A word fits when it is in a name, begins one, is another form of one, or is spelt nearly so.
    """
    wanted = words_of(typed)
    known = [word for name in names for word in words_of(name)]
    best = [max((_alike(word, part) for part in known), default=UNLIKE) for word in wanted]
    if not best or min(best) < NEAR:
        return Likeness(UNLIKE, UNLIKE)
    return Likeness(sum(best) / len(best), min(best))


@lru_cache(maxsize=65536)  # a scheme has many people and few names
def _alike(word: str, part: str) -> float:
    if word == part:
        return SAME
    if len(word) > 1 and part.startswith(word):
        return BEGINS
    if word in other_forms(part):
        return SHORT_FORM
    return _near(word, part)


def _near(word: str, part: str) -> float:
    """Under a short form, over nothing: one slip in a short word, two in a long one."""
    slips = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
    if OSA.distance(word, part, score_cutoff=slips) <= slips:
        return NEAR + fuzz.ratio(word, part) / 20
    ratio = fuzz.ratio(word, part)
    return NEAR + (ratio - NEAR) / 20 if ratio >= NEAR else UNLIKE


class Named(Protocol):
    """Whoever has names: a person, or a row of a list of them."""

    @property
    def preferred_name(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...


def names_alike(called: Iterable[str], family: str, other: Named) -> str:
    """In words how like these names are to somebody's; nothing where they are not.

    `called` are preferred and given name: one that is alike is enough.
    """
    whole = bool(family and other.family_name)
    names = (other.preferred_name, other.given_name, other.family_name)
    likes = [likeness(f"{first} {family}" if whole else first, *names) for first in called]
    best = max((like.least for like in likes), default=0)
    if best >= SAME:
        return SAME_WHOLE if whole else "the same first name"
    if best >= SHORT_FORM:
        return "another form of the same name"
    return "a name that is nearly the same" if best else ""
