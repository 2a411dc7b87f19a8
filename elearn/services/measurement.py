"""Measurement blocks: begin one, answer, pass by, leave it; what is kept is twelve counts.

As voluntary and as private as practice, and in the same sealed row.
"""

from dataclasses import replace
from datetime import date

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Days
from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.measurement_block import block_of
from elearn.domain.recognition.measurement_offer import Progress, offer_of
from elearn.domain.recognition.measurement_record import MeasurementRecord, OpenBlock
from elearn.domain.recognition.practice_record import PracticeRecord
from elearn.services.kept_practice import Kept, Practitioner, locked, made, opened, write
from elearn.services.measured_groups import count_block
from elearn.services.practice import Given
from elearn.store.db import Session
from elearn.store.models import Practice
from elearn.store.queries.measurement import Form, Forms
from elearn.store.queries.practice import BankCase
from elearn.store.sealing import Sealer


def begin(
    session: Session,
    who: Practitioner,
    sealer: Sealer,
    forms: Forms,
    leaves: Days,
    *,
    course: str,
    progress: Progress,
    token: str,
    seed: str,
    today: date,
) -> None:
    """An open block; one that is open goes on. *token* is to name a new one, *seed* is chance.

    The form counts as seen from now on, whether or not the block is finished.

    Raises: Refusal `measure-not-offered` where no block of *course* is due or no form has rested.
    """
    row = made(session, who, sealer, today)
    before = opened(row, sealer, today)
    measurement = before.record.measurement.recent(today)
    if measurement.open is not None:
        return
    offer = offer_of(measurement, forms, course, progress, today=today)
    if offer is None:
        raise Refusal("measure-not-offered")
    form = forms[offer.form]
    block = OpenBlock(token, form.id, form.edition, offer.occasion, today, _order(form, seed))
    record = before.record.thawed(leaves, visited_on=before.touched_on or today, today=today)
    _store(row, sealer, before, record, measurement.begun(block), today)


def answer(
    session: Session, who: Practitioner, sealer: Sealer, forms: Forms, given: Given, *, today: date
) -> OpenBlock:
    """The block as it is now; after the last case it is finished.

    Raises:
        Refusal: `measure-over`, `measure-answered` or `measure-not-yet` when it is not this case's
            turn, `measure-case-gone` or `measure-case-changed` when the form is no longer the one
            that was shown, `answer-missing`, or a BadAnswer.
    """
    row, before, block = _open(session, who, sealer, today)
    found = _asked(block, forms, given)
    if found is None:
        raise Refusal("measure-case-gone")
    if found.exercise.version != given.version:
        raise Refusal("measure-case-changed")
    if not given.level:
        raise Refusal("answer-missing")
    found.exercise.exercise.grade((given.level,))
    is_signal = found.case.truth is Truth.SIGNAL
    further = block.answered(is_signal=is_signal, level=int(given.level))
    _go_on(row, sealer, before, further, today)
    _count(session, who, sealer, forms, before, further, today)
    return further


def skip(
    session: Session, who: Practitioner, sealer: Sealer, forms: Forms, given: Given, *, today: date
) -> OpenBlock:
    """Passes a case by, also one that the form no longer has; as `answer`.

    Raises: Refusal `measure-over`, `measure-answered` or `measure-not-yet`.
    """
    row, before, block = _open(session, who, sealer, today)
    block.require_next(given.token, given.number)
    further = block.skipped()
    _go_on(row, sealer, before, further, today)
    _count(session, who, sealer, forms, before, further, today)
    return further


def leave(session: Session, who: Practitioner, sealer: Sealer, *, today: date) -> None:
    """The open block is forgotten; nothing happens where none is open."""
    row = locked(session, who, sealer)
    before = opened(row, sealer, today)
    if row is not None and before.record.measurement.open is not None:
        _store(row, sealer, before, before.record, before.record.measurement.left(), today)


def _order(form: Form, seed: str) -> tuple[str, ...]:
    cases = [one.case for one in form.cases.values()]
    return tuple(case.id for case in block_of(form.name, cases, seed=seed))


def _open(
    session: Session, who: Practitioner, sealer: Sealer, today: date
) -> tuple[Practice, Kept, OpenBlock]:
    """Raises: Refusal `measure-over` where no block is open."""
    row = locked(session, who, sealer)
    before = opened(row, sealer, today)
    block = before.record.measurement.open_on(today)
    if row is None or block is None:
        raise Refusal("measure-over")
    return row, before, block


def _asked(block: OpenBlock, forms: Forms, given: Given) -> BankCase | None:
    id = block.require_next(given.token, given.number)
    form = forms.get(block.form)
    return form.cases.get(id) if form else None


def _go_on(row: Practice, sealer: Sealer, before: Kept, block: OpenBlock, today: date) -> None:
    measurement = _with(before, block)
    if block.is_through:
        measurement = measurement.ended(today=today)
    _store(row, sealer, before, before.record, measurement, today)


def _count(
    session: Session,
    who: Practitioner,
    sealer: Sealer,
    forms: Forms,
    before: Kept,
    block: OpenBlock,
    today: date,
) -> None:
    """A finished block joins the sums of a group, if the form is still the one it began with."""
    form = forms.get(block.form)
    if block.is_through and block.counts.answers and form and form.edition == block.edition:
        blocks = _with(before, block).ended(today=today).of_course(form.course)
        count_block(session, who, sealer, form, blocks, today=today)


def _with(before: Kept, block: OpenBlock) -> MeasurementRecord:
    return replace(before.record.measurement, open=block)


def _store(
    row: Practice,
    sealer: Sealer,
    before: Kept,
    record: PracticeRecord,
    measurement: MeasurementRecord,
    today: date,
) -> None:
    write(row, sealer, replace(record, measurement=measurement), before.session, today)
