"""The lists of this room: what is looked for, why nothing suits, how far a group is."""

from __future__ import annotations

from django.db import models


class Need(models.TextChoices):
    """What was looked for. The codes go into the extract, so that schemes can be set side by side;
    the words by which each is found again in the directory are in `needs.py`.
    """

    COMPANY = "company", "Company over a cup of tea"
    EATING = "eating_together", "Eating together"
    ONE_TO_ONE = "one_to_one", "One person’s company"
    WALKING = "walking", "Walking with others"
    MOVING = "gentle_exercise", "Gentle exercise, dancing"
    NATURE = "nature", "Birds, animals, the outdoors"
    GARDENING = "gardening", "Gardening"
    CRAFTS = "crafts", "Making things: crafts and art"
    WORKSHOP = "workshop", "A workshop: wood, metal, mending"
    MUSIC = "music", "Singing and music"
    GAMES = "games", "Games, cards and quizzes"
    TALKS = "books_and_films", "Books, films and talks"
    LEARNING = "learning", "Learning something"
    ONLINE = "getting_online", "Getting online"
    GRIEF = "grief", "Company after a loss"
    CARERS = "carers", "Others who care for somebody"
    HEALTH = "same_condition", "Others with the same condition"
    LIKE_ME = "people_like_me", "People of one’s own age or background"
    FAITH = "faith", "Faith and belief"
    HELPING = "helping", "Lending a hand"
    GETTING_ABOUT = "getting_about", "A way to get about"
    OTHER = "other", "Something else"


class Barrier(models.TextChoices):
    """Why nothing suited: the contract's list."""

    NONE_EXISTS = "none_exists", "There is none"
    FULL = "full", "Full"
    TOO_FAR = "too_far", "Too far"
    NO_TRANSPORT = "no_transport", "No way to get there"
    NOT_ACCESSIBLE = "not_accessible", "Not accessible"
    COST = "cost", "Costs too much"
    WRONG_TIME = "wrong_time", "Wrong time"
    AGE = "age", "For another age"
    LANGUAGE = "language", "Another language"
    NOT_A_GROUP_PERSON = "not_a_group_person", "Not a group person"
    OTHER = "other", "Something else"


class Closing(models.TextChoices):
    """What became of a gap that is closed."""

    FILLED = "filled", "There is something now"
    ENDED = "ended", "A group ran for it, and has ended"
    NOT_WANTED = "not_wanted", "No longer wanted"
    MOVED = "moved", "Moved away, or died"
    MISTAKE = "mistake", "Written down by mistake"


class State(models.TextChoices):
    """How far a group is."""

    IDEA = "idea", "An idea"
    PLANNING = "planning", "Being planned"
    RUNNING = "running", "Running"
    SELF_SUSTAINING = "self_sustaining", "Running without us"
    ENDED = "ended", "Ended"


class Said(models.TextChoices):
    """What somebody said to an invitation."""

    COMING = "coming", "Coming"
    NOT_NOW = "not_now", "Not now"
    LEFT = "left", "Has stopped coming"


class Rhythm(models.TextChoices):
    """How often a group meets."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Once a month"


class Weekday(models.IntegerChoices):
    """The day on which it meets; Monday is 0, as everywhere here."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class OfferKind(models.TextChoices):
    """What somebody offers."""

    ROOM = "room", "A room"
    MINIBUS = "minibus", "A minibus"
    LIFT = "lift", "A lift by car"
    TIME = "time", "An hour of somebody’s time"
    THINGS = "things", "Things or materials"
    MONEY = "money", "Money"
    OTHER = "other", "Something else"
