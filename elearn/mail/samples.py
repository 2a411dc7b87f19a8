"""Each letter with an invented reader, to be looked at before anybody gets one."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from elearn.domain.people.sign_in import LINK_HOURS
from elearn.mail.letters import Letter, letter
from elearn.mail.week import Item, Wish

READER = {
    "sv": {"name": "Kim Exempel", "municipality": "Exempelkommunen", "unit": "Exempelenheten"},
    "en": {"name": "Kim Example", "municipality": "Example Municipality", "unit": "Example Unit"},
}
TITLES = {"sv": ("En kurs", "En kurs till"), "en": ("One course", "Another course")}

Values = dict[str, object]


def sample(kind: str, language: str, address: str, today: date) -> Letter:
    """The letter *kind* of SAMPLES; Swedish where *language* has no invented reader."""
    spoken = language if language in READER else "sv"
    reader = READER[spoken]
    values: Values = {
        "name": reader["name"],
        "municipality": reader["municipality"],
        "user_name": "kim@example.se",
        "help_contact": "0980-319 200",
    }
    folder, added = SAMPLES[kind]
    return letter(
        folder,
        "kim@example.se",
        "<1@example.se>",
        spoken,
        {**values, **added(spoken, address, today)},
    )


def _week(language: str, address: str, today: date) -> Values:
    first, second = TITLES[language]
    items = [
        Item(first, "overdue", today - timedelta(days=2)),
        Item(second, "expiring", today + timedelta(days=20)),
    ]
    return {"items": items, "wish": None, "url": f"{address}/"}


def _week_of_manager(language: str, address: str, today: date) -> Values:
    wish = Wish("talk", READER[language]["unit"], 3, f"{address}/units/…")
    return {**_week(language, address, today), "wish": wish}


def _sign_in_link(_language: str, address: str, _today: date) -> Values:
    return {"url": f"{address}/account/code/…", "hours": LINK_HOURS}


def _new_secret(_language: str, address: str, _today: date) -> Values:
    return {"url": f"{address}/account/forgot"}


def _practice(_language: str, address: str, _today: date) -> Values:
    return {"url": f"{address}/practice", "off_url": f"{address}/practice/letters/off/…"}


SAMPLES: Mapping[str, tuple[str, Callable[[str, str, date], Values]]] = {
    "week": ("week", _week),
    "week-of-manager": ("week", _week_of_manager),
    "practice": ("practice", _practice),
    "sign-in-link": ("sign-in-link", _sign_in_link),
    "new-secret": ("new-secret", _new_secret),
}
"""By kind: the folder of its templates, and what it mentions besides its reader."""
