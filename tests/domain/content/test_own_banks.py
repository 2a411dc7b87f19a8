"""The banks that come with the project: fair, parallel, whole, and nothing but text tells."""

import re
from collections import Counter, defaultdict
from datetime import date
from math import log

import pytest

from config import HERE
from elearn.domain.content import plain
from elearn.domain.content.balancing import weighed
from elearn.domain.content.bank import cases_of
from elearn.domain.content.course import ModuleKey
from elearn.domain.content.parsing import parse_library
from elearn.domain.recognition.case import Anchor, Truth, is_for_practice
from elearn.domain.recognition.form_parity import differences
from elearn.domain.recognition.measurement_block import block_of
from elearn.domain.recognition.practice import Practice, PracticeState
from elearn.store.course_files import read_course_files

TODAY = date(2026, 11, 23)
LIBRARY = parse_library(read_course_files(HERE / "courses"))
BANKS = [module for module in LIBRARY.sources() if module.is_bank]
EVERY_CASE = [case for bank in BANKS for case in cases_of(bank).values()]
PRACTICE = [case for case in EVERY_CASE if is_for_practice(case)]
FORMS = ("A", "B", "C")
WORDS = range(40, 91)
SENTENCE_ENDS = re.compile(r"(?<=[.!?”])\s+(?=[A-ZÅÄÖ”“])")
JUDGED = ("signal", "lookalike")


def texts(truth):
    """The words of each case of that *truth*, counted."""
    return [
        len(plain.words(plain.of_markdown(block.spec.stem)))
        for bank in BANKS
        for block in bank.exercises
        if block.spec.settings.get("truth") == truth
    ]


def judged_cases(language):
    """Id, twin, truth and text of each case with an answer."""
    for bank in BANKS:
        module = LIBRARY.modules[ModuleKey(bank.course, bank.front.id, language)]
        by_id = {block.id: block for block in module.exercises}
        for block in bank.exercises:
            settings = block.spec.settings
            if settings["truth"] in JUDGED:
                text = plain.of_markdown(by_id[block.id].spec.stem)
                yield block.id, settings.get("twin"), settings["truth"], text


def told_apart_by_words(texts):
    """In what share of pairs the words of the other cases tell a signal from a look-alike.

    Naive Bayes on the words that are there; a case is scored without itself and its twin.
    """
    cases = [(id, twin, truth, set(plain.words(text.lower()))) for id, twin, truth, text in texts]
    scores = {truth: [] for truth in JUDGED}
    for id, twin, truth, words in cases:
        others = [case for case in cases if case[0] not in (id, twin) and case[1] != id]
        totals = Counter(case[2] for case in others)
        seen = Counter((case[2], word) for case in others for word in case[3] & words)
        share = {key: (count + 1) / (totals[key[0]] + 2) for key, count in seen.items()}
        known = {word for _, word in seen}
        weights = [
            log(share.get((kind, word), 1 / (totals[kind] + 2))) * (1 if kind == "signal" else -1)
            for word in known
            for kind in JUDGED
        ]
        scores[truth].append(sum(weights))
    signals, lookalikes = scores["signal"], scores["lookalike"]
    higher = sum((s > n) + (s == n) / 2 for s in signals for n in lookalikes)
    return higher / len(signals) / len(lookalikes)


@pytest.mark.parametrize("is_measured", [False, True], ids=["practice", "measurement"])
def test_what_is_practised_and_what_is_measured_are_each_fair_alone(is_measured):
    banks = [bank for bank in BANKS if bool(bank.front.forms) is is_measured]

    assert banks
    assert not list(weighed(banks))


def test_there_is_enough_to_practise_for_years():
    exemplars = Counter(case.concept for case in PRACTICE)
    truths = defaultdict(set)
    for case in PRACTICE:
        truths[case.concept].add(case.truth)

    assert len(exemplars) >= 24
    assert min(exemplars.values()) >= 5
    assert all(found == set(Truth) for found in truths.values())
    assert {case.anchor for case in PRACTICE} >= set(Anchor)


def test_a_session_has_its_mix_from_the_first_day():
    session = Practice(PRACTICE, PracticeState(), {}, TODAY, "seed").session()

    assert len(session) == 5
    assert {Truth.SIGNAL, Truth.LOOKALIKE} <= {case.truth for case in session}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_whole_and_has_one_case_of_every_concept(form):
    block = block_of(form, EVERY_CASE, seed="any")

    assert len({case.concept for case in block}) == len(block)


def test_the_forms_are_parallel():
    assert not list(differences(FORMS, EVERY_CASE))


def test_twins_are_never_in_one_block():
    form_by_id = {case.id: case.form for case in EVERY_CASE}

    assert all(case.form != form_by_id[case.twin] for case in EVERY_CASE if case.form and case.twin)


def test_the_length_of_a_text_does_not_tell():
    signals, lookalikes = texts("signal"), texts("lookalike")
    longer = sum((s > n) + (s == n) / 2 for s in signals for n in lookalikes)

    assert all(length in WORDS for length in [*signals, *lookalikes, *texts("grey")])
    assert 0.4 < longer / len(signals) / len(lookalikes) < 0.6


@pytest.mark.parametrize("language", ["sv", "en"])
def test_how_a_case_ends_does_not_tell(language):
    cases = list(judged_cases(language))
    ends = [(*case[:3], SENTENCE_ENDS.split(case[3].strip())[-1]) for case in cases]

    assert told_apart_by_words(ends) < 0.6
    assert told_apart_by_words(cases) < 0.7


def test_every_case_has_a_reason_of_its_own_and_an_english_text():
    for bank in BANKS:
        english = LIBRARY.modules[ModuleKey(bank.course, bank.front.id, "en")]
        reasons = [block.explanation.text for block in bank.exercises]

        assert len(set(reasons)) == len(reasons)
        assert cases_of(english) == cases_of(bank)


def test_every_concept_has_a_word_in_both_languages():
    for concept in {case.concept for case in EVERY_CASE}:
        assert {"sv", "en"} <= LIBRARY.glossary[concept].term.keys(), concept
