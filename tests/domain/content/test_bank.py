"""Banks of cases: what is read of them, and when they would teach a prejudice."""

import pytest

from elearn.domain.content.bank import cases_of
from elearn.domain.content.compiled import compile_module, dump, load
from elearn.domain.content.course import Library, ModuleKey, Purpose
from elearn.domain.content.parsing import parse_library
from elearn.domain.content.rule import Level
from elearn.domain.recognition.case import Anchor, Case, Truth
from elearn.wording.content import sentence
from tests.domain.content import sample

BANK = "grunden/sv/90-fall.md"
FRONT = sample.FRONT.replace("id: fraga", "id: fall").replace(
    "minutes: 5", "kind: bank\nforms: [A, B]"
)
CASES = """\
### Bedöm: Ett
<!-- id: ett; truth: signal; concept: isolering; markers: sport, natet; twin: tva; cue: 3 -->

En text.

### Bedöm: Två
<!-- id: tva; truth: lookalike; concept: isolering; markers: sport, natet; form: B -->

En annan text.

### Bedöm: Tre
<!-- id: tre; truth: lookalike; concept: isolering; anchor: classic-lookalike -->

En tredje text.
"""


def given(
    cases: str = CASES, *, front: str = FRONT, course: str = sample.COURSE
) -> dict[str, bytes]:
    return sample.files(course=course) | {BANK: (front + cases).encode()}


def library(cases: str = CASES) -> Library:
    return parse_library(given(cases))


def bank(cases: str = CASES):
    return library(cases).modules[ModuleKey("grunden", "fall", "sv")]


def told(files: dict[str, bytes], rule: str) -> list[tuple[object, object, int]]:
    return [
        (one.values["variant"], one.values["about"], one.line)
        for one in sample.findings(files, rule)
    ]


def test_the_cases_of_a_bank_are_what_their_settings_say():
    cases = cases_of(bank())

    assert list(cases) == ["ett", "tva", "tre"]
    assert cases["ett"] == Case(
        id="grunden/fall/ett",
        concept="isolering",
        truth=Truth.SIGNAL,
        markers=frozenset({"sport", "natet"}),
        twin="grunden/fall/tva",
        cue=3,
        key_traits=frozenset({"isolering"}),
    )
    assert (cases["tva"].form, cases["tre"].anchor) == ("B", Anchor.CLASSIC_LOOKALIKE)


def test_the_cases_of_a_compiled_bank_are_the_same():
    compiled = load(dump(compile_module(bank(), library())))

    assert compiled.kind is Purpose.BANK
    assert cases_of(compiled) == cases_of(bank())


def test_a_case_outside_a_bank_needs_no_concept_and_is_no_case_to_practise():
    judged = "### Bedöm: A\n<!-- id: a; truth: grey -->\n\nText."

    assert cases_of(sample.module(judged)) == {}


def test_a_module_that_was_dumped_before_there_were_banks_is_none():
    compiled = compile_module(sample.module(), sample.library())

    older = dump(compiled).decode().replace('"kind": "", ', "").encode()

    assert b'"kind"' not in older
    assert load(older) == compiled


def test_a_bank_is_no_step_of_its_course():
    files = given()

    assert sample.mistakes(files) == []
    listed = files | {
        "grunden/course.yaml": sample.COURSE.replace("[fraga]", "[fraga, fall]").encode()
    }
    assert sample.mistakes(listed) == [("bank-listed", "grunden/course.yaml", 3)]


def test_a_translation_of_a_bank_is_no_step_either():
    english = sample.FRONT_EN.replace("id: fraga", "id: fall").replace("fraga@", "fall@")
    files = given() | {"grunden/en/90-fall.md": (english + CASES).encode()}

    assert sample.mistakes(files) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("; form: B", "; form: C", "form-unknown", 19),
        ("concept: isolering; anchor", "anchor", "case-without-concept", 24),
    ],
    ids=["form", "concept"],
)
def test_a_case_that_cannot_be_used_is_told_at_its_line(old: str, new: str, code: str, line: int):
    assert sample.mistakes(given(CASES.replace(old, new))) == [(code, BANK, line)]


def test_forms_belong_to_banks():
    front = sample.FRONT.replace("minutes: 5", "forms: [A]")

    assert sample.mistakes_in("Text.", front=front) == [("forms-without-bank", -2)]


def test_a_balanced_bank_breaks_no_rule():
    assert told(given(), "bank-unbalanced") == []
    assert told(given(), "bank-lopsided") == []


def test_a_published_bank_with_a_signal_without_a_twin_is_an_error():
    files = given(CASES.replace("; twin: tva", ""))

    (found,) = sample.findings(files, "bank-unbalanced")

    assert (found.level, found.file, found.line) == (Level.ERROR, BANK, 14)
    assert sentence(found, str).startswith("The signal ett has no look-alike")


def test_a_marker_on_one_side_only_is_told_at_the_bank():
    files = given(CASES.replace("markers: sport, natet; form", "markers: sport; form"))

    assert ("marker-one-sided", "natet", 1) in told(files, "bank-unbalanced")


def test_a_draft_is_asked_about_what_would_keep_it_from_being_published():
    draft = FRONT.replace("status: published", "status: draft")
    files = given(CASES.replace("; twin: tva", ""), front=draft)

    assert told(files, "bank-unbalanced") == []
    assert told(files, "bank-lopsided") == [("signal-without-twin", "ett", 14)]


def test_a_published_bank_with_too_many_signals_is_asked_about():
    third = CASES.index("### Bedöm: Tre")
    files = given(CASES[:third])

    assert told(files, "bank-unbalanced") == []
    assert told(files, "bank-lopsided") == [("share-of-signals", "", 1)]


def test_a_bank_needs_no_card_at_its_end():
    assert sample.findings(given(), "ending-without-card") == []
