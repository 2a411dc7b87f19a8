"""What letters say, which of them would leave on a day, and whether the mail leaves at all."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.domain.errors import Refusal
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission
from elearn.domain.record.coverage import SMALLEST_GROUP
from elearn.domain.record.week_letters import WeekLetter, to_list
from elearn.domain.record.working_days import is_working_day
from elearn.mail.letters import Letter
from elearn.mail.samples import SAMPLES, sample
from elearn.services.mail_health import Sign, Trouble, signs
from elearn.services.week_letters import Foreseen, foresee
from elearn.store.queries.reminding import names
from elearn.web.admin.asked import scope
from elearn.web.admin.blueprint import pages
from elearn.web.admin.trace import note_all_names_shown
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import requires, within
from elearn.web.language import LANGUAGES
from elearn.web.page import dateformat
from elearn.web.site import SWEDEN, site
from elearn.web.tenant import municipality_id
from elearn.wording.letters import ADVICE, STEPS, TROUBLES

DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, and how many letters it fires in."""

    text: str
    people: int
    is_small: bool
    """Whether the figure would be about too few people to be shown."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """Somebody of a unit that the viewer leads."""

    name: str
    rules: tuple[str, ...]


@pages.get("/letters")
@requires(Permission.SEE_LETTERS)
def letters() -> ResponseReturnValue:
    error = ""
    try:
        day = _day_asked()
    except Refusal as refusal:
        day, error = site().today(), refused(refusal)
    foreseen = foresee(session(), municipality_id(), day, today=site().today())
    own = _of_scope(foreseen)
    rules = list(_rules(own))
    return render_template(
        "admin/letters.html",
        day=day,
        day_error=error,
        page_has_errors=bool(error),
        today=site().today(),
        days_ahead=DAYS_AHEAD,
        smallest=SMALLEST_GROUP,
        rules=rules,
        total=None if any(rule.is_small for rule in rules) else len(own),
        named=_named(own, foreseen, day),
        unreached=_unreached(foreseen, day),
        is_day_off=not is_working_day(day),
        troubles=troubles(),
        is_demo=site().config.is_demo and not site().config.smtp_url,
        samples=_sample_titles(),
    ), 422 if error else 200


@pages.get(
    "/letters/<any('week', 'week-of-manager', 'practice', 'sign-in-link', 'new-secret'):kind>"
)
@requires(Permission.SEE_LETTERS)
def letter(kind: str) -> ResponseReturnValue:
    """With an invented reader and an invented workplace, in every language."""
    shown: Mapping[str, Letter] = {
        name: sample(kind, language, site().config.address, site().today())
        for language, name in LANGUAGES.items()
    }
    return render_template("admin/letter.html", title=_sample_titles()[kind], shown=shown)


def troubles() -> list[str]:
    """What is wrong with the mail, a sentence each, the worst first."""
    found = signs(
        session(),
        municipality_id(),
        has_mail_server=bool(site().config.smtp_url) or site().config.is_demo,
        now=site().now(),
    )
    return [_told(sign) for sign in found]


def _told(sign: Sign) -> str:
    if sign.trouble is Trouble.FAILED:
        text = ngettext(
            "%(num)s letter could not be sent in the last seven days",
            "%(num)s letters could not be sent in the last seven days",
            sign.letters,
        )
    elif sign.trouble is Trouble.LATE:
        text = ngettext(
            "%(num)s letter has waited for more than an hour",
            "%(num)s letters have waited for more than an hour",
            sign.letters,
        )
    elif sign.since is not None:
        text = _(
            "No letters leave: the job worker has been silent since %(when)s", when=_at(sign.since)
        )
    else:
        text = _(TROUBLES[sign.trouble])
    return str(text)


def _at(moment: datetime) -> str:
    local = moment.astimezone(SWEDEN)
    return f"{dateformat(local.date())} {local:%H:%M}"


def _day_asked() -> date:
    """The day in `on`, today when there is none.

    Raises: Refusal `day-not-a-date` or `day-out-of-reach`.
    """
    text, today = request.args.get("on", "").strip(), site().today()
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError:
        raise Refusal("day-not-a-date") from None
    last = today + timedelta(days=DAYS_AHEAD)
    if not today <= day <= last:
        raise Refusal("day-out-of-reach", first=today, last=last)
    return day


def _of_scope(foreseen: Foreseen) -> dict[UUID, WeekLetter]:
    """The letters to people in the viewer's units; a manager counts where they work."""
    reached = scope(Permission.SEE_LETTERS)
    return {
        person: letter
        for person, letter in foreseen.letters.items()
        if reached is None or foreseen.facts.units.get(person, frozenset()) & reached
    }


def _unreached(foreseen: Foreseen, day: date) -> int:
    """How many in the viewer's units have something to do and no address."""
    return len(to_list(foreseen.facts, within(Permission.SEE_LETTERS), day))


def _rules(own: Mapping[UUID, WeekLetter]) -> Iterator[RuleLine]:
    """In the order of the ladder; what fires nowhere is left out."""
    steps = Counter(
        step
        for letter in own.values()
        for step in {line.step for line in letter.lines if line.is_new}
    )
    for step, text in STEPS.items():
        if steps[step]:
            yield RuleLine(_(text), steps[step], steps[step] < SMALLEST_GROUP)
    advice = Counter(each.recommendation.advice for each in own.values() if each.recommendation)
    for code, text in ADVICE.items():
        if advice[code]:
            yield RuleLine(_(text), advice[code], False)


def _named(own: Mapping[UUID, WeekLetter], foreseen: Foreseen, day: date) -> list[NamedLine]:
    """Of the units that the viewer leads as a manager; that names were shown is written down."""
    led = within(Permission.SEE_UNIT_STATUS)
    mine = {who: own[who] for who in own if foreseen.facts.units.get(who, frozenset()) & led}
    if not mine:
        return []
    note_all_names_shown("admin.letters", day)
    named = names(session(), municipality_id(), mine.keys())
    lines = [NamedLine(named[who], _fired(letter)) for who, letter in mine.items()]
    return sorted(lines, key=lambda line: sorting_key(line.name))


def _fired(letter: WeekLetter) -> tuple[str, ...]:
    steps = dict.fromkeys(line.step for line in letter.lines if line.is_new)
    advice = [letter.recommendation.advice] if letter.recommendation else []
    return (*(_(STEPS[step]) for step in steps), *(_(ADVICE[code]) for code in advice))


def _sample_titles() -> dict[str, str]:
    titles = {
        "week": _("The weekly letter"),
        "week-of-manager": _("The weekly letter to a manager"),
        "practice": _("A letter about practice, for whoever asked for it"),
        "sign-in-link": _("A link to choose a password"),
        "new-secret": _("A password was changed"),
    }
    return {kind: titles[kind] for kind in SAMPLES}
