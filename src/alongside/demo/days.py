"""The days of the demonstration, counted from today. Nothing much happens at a weekend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


@dataclass(frozen=True)
class Days:
    """Counts days from today, away from weekends."""

    today: date

    def ago(self, days: int) -> date:
        """So many days ago; a Saturday or Sunday becomes the Friday before."""
        day = self.today - timedelta(days=days)
        return day if days == 0 else day - timedelta(days=max(0, day.weekday() - 4))

    def ahead(self, days: int) -> date:
        """In so many days; a Saturday or Sunday becomes the Monday after."""
        day = self.today + timedelta(days=days)
        return day if days <= 0 else day + timedelta(days=max(0, 7 - day.weekday()) % 7 % 3)

    def working_days_ago(self, days: int) -> date:
        """The day from which it is so many working days until today."""
        day = self.today
        while days:
            days -= day.weekday() < 5
            day -= timedelta(days=1)
        return day

    def at(self, day: date, clock: str) -> datetime:
        """A moment, from a day and a clock time like 14:00."""
        zone = timezone.get_current_timezone()
        return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZoneInfo(str(zone)))
