"""What is kept of measurement blocks is days, forms and counts, for two years."""

import json
from datetime import date, timedelta

import pytest

from elearn.domain.errors import FormatError, Refusal
from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.measurement_offer import Progress, offer_of
from elearn.domain.recognition.measurement_record import (
    KEPT_MONTHS,
    OPEN_DAYS,
    Measured,
    MeasurementRecord,
    OpenBlock,
    measurement_record_of,
)
from elearn.domain.recognition.practice_record import PracticeRecord, record_of
from elearn.domain.recognition.rating import RatingCounts

TODAY = date(2026, 11, 23)
FORM = "basics/cases/A"
BLOCK = OpenBlock("token", FORM, "edition", Occasion.BEFORE_COURSE, TODAY, ("a", "b", "c"))
NEW, IN_COURSE, DONE = Progress(False, False), Progress(True, False), Progress(True, True)


def measured(on=TODAY, form=FORM, occasion=Occasion.BEFORE_COURSE):
    return Measured(form, occasion, on, RatingCounts.of([6, 5], [1, 2, 4]))


def test_what_is_written_is_read_back():
    block = BLOCK.answered(is_signal=True, level=6).skipped()
    record = MeasurementRecord((measured(),)).begun(block)

    again = record_of(json.loads(json.dumps(PracticeRecord(measurement=record).as_json())))

    assert again.measurement == record


def test_a_record_from_before_there_was_measurement_is_read():
    older = PracticeRecord().as_json()
    del older["measurement"]

    assert record_of(older) == PracticeRecord()


@pytest.mark.parametrize("damage", [{"done": [{}]}, {"open": {"token": ""}}, {"seen_on": []}])
def test_damage_is_told(damage):
    with pytest.raises(FormatError, match="practice-malformed"):
        measurement_record_of(MeasurementRecord().as_json() | damage)


def test_an_answer_raises_one_count_and_says_nothing_of_its_case():
    one = BLOCK.answered(is_signal=True, level=6).answered(is_signal=False, level=2)
    other = BLOCK.answered(is_signal=False, level=2).answered(is_signal=True, level=6)

    assert one == other
    assert one.counts == RatingCounts.of([6], [2])


@pytest.mark.parametrize(
    ("token", "number", "code"),
    [
        ("other", 2, "measure-over"),
        ("token", 0, "measure-over"),
        ("token", 4, "measure-over"),
        ("token", 1, "measure-answered"),
        ("token", 3, "measure-not-yet"),
    ],
)
def test_only_the_case_whose_turn_it_is_can_be_answered(token, number, code):
    block = BLOCK.skipped()

    assert block.require_next("token", 2) == "b"
    with pytest.raises(Refusal, match=code):
        block.require_next(token, number)


def test_a_finished_block_leaves_its_counts_and_an_empty_one_only_its_form():
    answered = MeasurementRecord().begun(BLOCK.answered(is_signal=True, level=6))
    empty = MeasurementRecord().begun(BLOCK.skipped())

    [kept] = answered.ended(today=TODAY).done
    assert (kept.form, kept.on, kept.counts.answers) == (FORM, TODAY, 1)
    assert answered.ended(today=TODAY).open is None
    assert empty.ended(today=TODAY) == MeasurementRecord(seen_on={FORM: TODAY})


def test_an_open_block_is_over_after_thirty_days_and_counts_go_after_two_years():
    record = MeasurementRecord((measured(),)).begun(BLOCK)
    last, over = TODAY + timedelta(OPEN_DAYS - 1), TODAY + timedelta(OPEN_DAYS)
    two_years = date(2028, 11, 23)

    assert record.open_on(last) == BLOCK
    assert record.open_on(over) is None
    assert KEPT_MONTHS == 24
    assert record.recent(two_years - timedelta(1)).done == record.done
    assert record.recent(two_years) == MeasurementRecord(seen_on={FORM: TODAY})


FORMS = [FORM, "basics/cases/B", "other/cases/A"]


@pytest.mark.parametrize(
    ("done", "progress", "expected"),
    [
        ([], NEW, (Occasion.BEFORE_COURSE, FORM)),
        ([], IN_COURSE, None),
        ([measured()], DONE, (Occasion.AFTER_COURSE, "basics/cases/B")),
        ([measured(form="other/cases/A")], NEW, (Occasion.BEFORE_COURSE, FORM)),
    ],
    ids=["new", "in-the-course", "done", "another-course"],
)
def test_what_is_offered_is_of_the_course_and_with_a_form_that_has_rested(done, progress, expected):
    seen = {one.form: one.on for one in done}
    record = MeasurementRecord(tuple(done), seen)

    found = offer_of(record, FORMS, "basics", progress, today=TODAY)

    assert (found and (found.occasion, found.form)) == expected


def test_nothing_is_offered_while_every_form_rests():
    record = MeasurementRecord(seen_on=dict.fromkeys(FORMS, TODAY))

    assert offer_of(record, FORMS, "basics", NEW, today=TODAY + timedelta(300)) is None


def test_a_form_that_was_begun_and_left_rests_too():
    record = MeasurementRecord().begun(BLOCK).left()

    found = offer_of(record, FORMS, "basics", NEW, today=TODAY)

    assert found.form == "basics/cases/B"
