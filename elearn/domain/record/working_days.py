"""Which days people work in Sweden, and which hours of them a letter may arrive in.

Holidays are those of the law (1989:253) and the three eves on which nearly everybody is off. The
calendar is a package's: docs/decisions says why. It is imported when the first day is asked about,
because it takes longer to import than the rest of the rules together.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_HOUR = 8
END_HOUR = 16
SWEDEN = ZoneInfo("Europe/Stockholm")
_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def swedish_day(at: datetime) -> date:
    return at.astimezone(SWEDEN).date()


def is_working_time(at: datetime) -> bool:
    """*at* is a moment on a Swedish clock."""
    return is_working_day(at.date()) and FIRST_HOUR <= at.hour < END_HOUR


def next_working_time(at: datetime) -> datetime:
    """*at* itself, or when the next working hours begin; on the Swedish clock that *at* is of."""
    if is_working_time(at):
        return at
    day = at.date()
    if at.hour >= FIRST_HOUR:
        day += _DAY
    while not is_working_day(day):
        day += _DAY
    return datetime.combine(day, time(FIRST_HOUR), at.tzinfo)


def week_of(day: date) -> str:
    """The week as Swedes count them: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))
