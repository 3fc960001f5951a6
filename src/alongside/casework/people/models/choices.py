"""What a person's record can say, in words for workers. *Not asked* is always its own answer."""

from __future__ import annotations

from django.db import models


class Answer(models.TextChoices):
    """Yes, no, or not asked."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class MayLeaveMessage(models.TextChoices):
    """Whether this way of reaching somebody is safe."""

    NOT_ASKED = "not_asked", "Not asked"
    YES = "yes", "Yes"
    FIRST_NAME = "first_name", "Yes, but not who we are"
    NO = "no", "Never"


class Gender(models.TextChoices):
    """As the person gave it; the extract's words."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "In another way"
    NOT_STATED = "not_stated", "Not stated"


class Ethnicity(models.TextChoices):
    """The 2021 census groups of England and Wales; the part before the dot goes in the extract."""

    NOT_STATED = "not_stated", "Not stated"
    ASIAN_BANGLADESHI = "asian.bangladeshi", "Asian: Bangladeshi"
    ASIAN_CHINESE = "asian.chinese", "Asian: Chinese"
    ASIAN_INDIAN = "asian.indian", "Asian: Indian"
    ASIAN_PAKISTANI = "asian.pakistani", "Asian: Pakistani"
    ASIAN_OTHER = "asian.other", "Asian: any other background"
    BLACK_AFRICAN = "black.african", "Black: African"
    BLACK_CARIBBEAN = "black.caribbean", "Black: Caribbean"
    BLACK_OTHER = "black.other", "Black: any other background"
    MIXED_WHITE_ASIAN = "mixed.white_asian", "Mixed: White and Asian"
    MIXED_WHITE_BLACK_AFRICAN = "mixed.white_black_african", "Mixed: White and Black African"
    MIXED_WHITE_BLACK_CARIBBEAN = (
        "mixed.white_black_caribbean",
        "Mixed: White and Black Caribbean",
    )
    MIXED_OTHER = "mixed.other", "Mixed: any other background"
    WHITE_BRITISH = (
        "white.british",
        "White: English, Welsh, Scottish, Northern Irish or British",
    )
    WHITE_IRISH = "white.irish", "White: Irish"
    WHITE_GYPSY_TRAVELLER = "white.gypsy_traveller", "White: Gypsy or Irish Traveller"
    WHITE_ROMA = "white.roma", "White: Roma"
    WHITE_OTHER = "white.other", "White: any other background"
    OTHER_ARAB = "other.arab", "Arab"
    OTHER_ANY = "other.any", "Any other ethnic group"


class Transition(models.TextChoices):
    """The six life transitions of *Trapped in a Bubble* (2016), in the contract's words."""

    HEALTH_ISSUE = "health_issue", "A health issue"
    MOBILITY_LIMITATION = "mobility_limitation", "Getting about has become harder"
    BEREAVEMENT = "bereavement", "Somebody close has died"
    SEPARATION = "separation", "Divorced or separated"
    RETIREMENT_OR_EMPTY_NEST = "retirement_or_empty_nest", "Retired, or children have left home"
    YOUNG_NEW_MOTHER = "young_new_mother", "Young and a new mother"


class RisksKnown(models.TextChoices):
    """*None known* is an answer; it is not the same as not having asked."""

    NOT_ASKED = "not_asked", "Not asked yet"
    NONE_KNOWN = "none_known", "Asked, and none known"
    SOME = "some", "Yes, there are some"


class AdjustmentNeed(models.TextChoices):
    """Accessible information and reasonable adjustments, in plain words."""

    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    AUDIO = "audio", "Audio"
    BRAILLE = "braille", "Braille"
    BSL = "bsl", "British Sign Language"
    HEARING_AIDS = "hearing_aids", "Wears hearing aids: face them, speak clearly"
    NO_TELEPHONE = "no_telephone", "Cannot use the telephone"
    MORE_TIME = "more_time", "Needs more time to answer"
    STEP_FREE = "step_free", "Step-free places only"
    COMPANION = "companion", "Somebody they trust with them"
    QUIET = "quiet", "Quiet places"
    WRITTEN_DOWN = "written_down", "What was agreed written down"
