"""Regular times: read as people write them, checked, counted out in days, and said in words.

parse_hours("Tuesdays 10am-12 noon (term time only)")   # a list of ParsedTime
read_rule("RRULE:FREQ=WEEKLY;BYDAY=TU")                  # or CannotRead, with a sentence
days_on(time, since, until)                             # the days themselves, exceptions taken
next_words(times, today, holidays)                       # "Tuesday 24 November, 10am to noon"
words_of(time)                                          # "Tuesdays, 10am to noon, …"
"""

from .coming import next_words
from .days import days_on
from .hours import ParsedTime, parse_hours
from .rules import CODES, CannotRead, Rule, bits_of, fault_of, read_rule, weekdays_bits
from .words import words_of

__all__ = [
    "CODES",
    "CannotRead",
    "ParsedTime",
    "Rule",
    "bits_of",
    "days_on",
    "fault_of",
    "next_words",
    "parse_hours",
    "read_rule",
    "weekdays_bits",
    "words_of",
]
