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


@pytest.mark.parametrize("rule", ["ending-without-card", "heading-jump", "sources-missing"])
def test_a_bank_is_no_page_and_needs_nothing_that_a_page_does(rule: str):
    assert sample.findings(given(), rule) == []


@pytest.mark.parametrize("concept", ["prayer", "bon", "tro", "kladsel"])
def test_a_case_about_a_protected_trait_is_an_error(concept: str):
    files = given(
        CASES.replace(
            "lookalike; concept: isolering; anchor", f"lookalike; concept: {concept}; anchor"
        )
    )

    assert told(files, "bank-unbalanced") == [("protected-trait-in-key", concept, 24)]


@pytest.mark.parametrize(
    ("setting", "others", "found"),
    [
        ("religion", ("ett", "tva"), ["religion"]),
        ("ideology", ("ett", "tva"), ["ideology"]),
        ("religion", ("ett", "ett"), []),
        ("religion", ("ett", ""), []),
    ],
)
def test_a_twin_that_differs_in_faith_or_opinion_makes_that_the_key(
    setting: str, others: tuple[str, str], found: list[str]
):
    own, other = (f"; {setting}: {value}" if value else "" for value in others)
    cases = CASES.replace("cue: 3", f"cue: 3{own}").replace("form: B", f"form: B{other}")

    shown = [
        about
        for fault, about, _ in told(given(cases), "bank-unbalanced")
        if fault == "protected-trait-in-key"
    ]

    assert shown == found


QUESTION = """
### Fråga: Vad {n}?
<!-- id: fraga-{n} -->

1. [{long}] Ett långt och utförligt svar
    > Så.
2. [{short}] Kort
    > Så.
"""


def test_a_bank_whose_questions_give_the_answer_away_by_length_is_asked_about():
    questions = "".join(QUESTION.format(n=n, long="x", short=" ") for n in range(4))

    assert told(given(CASES + questions), "bank-lopsided") == [("longest-is-right", "", 1)]
    assert (
        told(
            given(CASES + questions.replace("[x]", "[ ]", 2).replace("[ ] Kort", "[x] Kort", 2)),
            "bank-lopsided",
        )
        == []
    )


EXPLAINED = """\

> **Förklaring:** {}
"""


@pytest.mark.parametrize(
    ("explanation", "line"),
    [
        ("Han ropar. Det som avgör är att han ber i korridoren.", [19]),
        ("Avgörande: hennes slöja.", [19]),
        ("Han ber i korridoren. Det som avgör är att han hotar någon.", []),
        ("Det som avgör är inte att han ber, utan hotet.", []),
    ],
)
def test_a_signal_that_is_explained_by_a_protected_trait_is_asked_about(
    explanation: str, line: list[int]
):
    cases = CASES.replace("En text.\n", f"En text.\n{EXPLAINED.format(explanation)}", 1)

    found = sample.findings(given(cases), "protected-trait-marked")

    assert [one.line for one in found] == line


def test_a_look_alike_may_be_explained_by_a_protected_trait():
    told_so = EXPLAINED.format("Det som avgör är att han bara ber.")
    cases = CASES.replace("En annan text.\n", f"En annan text.\n{told_so}")

    assert sample.findings(given(cases), "protected-trait-marked") == []


def _case(form: str, number: int, cue: int = 2) -> str:
    truth = "signal" if number < 8 else "lookalike"
    return (
        f"### Bedöm: {form} {number}\n<!-- id: {form.lower()}-{number}; truth: {truth}; "
        f"concept: isolering; cue: {cue}; form: {form} -->\n\nText {form} {number}.\n\n"
    )


def test_forms_that_are_not_whole_or_not_alike_are_told_where_they_are_named():
    whole = "".join(_case("A", number) for number in range(24))
    harder = "".join(_case("B", number, cue=1 if number < 2 else 2) for number in range(24))

    short = sample.findings(given(whole), "forms-unlike")
    unlike = sample.findings(given(whole + harder), "forms-unlike")

    assert [(one.line, one.values["form"], one.values["signals"]) for one in short] == [
        (11, "B", 0)
    ]
    assert [one.values["about"] for one in unlike] == [
        "truth: signal; cue: 1",
        "truth: signal; cue: 2",
    ]
    assert sentence(unlike[0], str).startswith(
        "The forms do not measure alike: cases with truth: signal; cue: 1 are A 0, B 2."
    )


def test_forms_that_are_alike_are_left_alone():
    both = "".join(_case(form, number) for form in "AB" for number in range(24))

    assert sample.findings(given(both), "forms-unlike") == []
