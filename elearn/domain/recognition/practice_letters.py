"""When somebody who asked for it is reminded by letter that they may practise."""

from datetime import date, timedelta

LETTER_EVERY_DAYS = 14


def letter_is_due(last_on: date, today: date) -> bool:
    """*last_on* is the day of the last letter, or of asking for them: the first one comes later
    too, so that its day tells nothing."""
    return today - last_on >= timedelta(days=LETTER_EVERY_DAYS)
