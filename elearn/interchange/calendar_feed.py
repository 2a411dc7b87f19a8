"""Days → iCalendar (RFC 5545), which calendars fetch again and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

MADE_BY = "-//elearn//calendar//SV"
FETCH_EVERY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day."""

    key: str
    """The same for the same thing each time, so that a calendar moves it instead of doubling it."""
    day: date
    title: str
    url: str


def feed(name: str, host: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """*name* is what the calendar is called, *host* the site's. A day takes nobody's time: whoever
    looks at it is still free."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", FETCH_EVERY, parameters={"value": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry, host, now))
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry, host: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
