from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.balance import Fault, Finding, Level, blocks, findings, phi
from elearn.domain.recognition.case import Case, Truth

SIGNAL, LOOKALIKE, GREY = Truth
FLAG = frozenset({"flag"})


def case(id_: str, truth: Truth, **values) -> Case:
    return Case(id=id_, concept="c", truth=truth, **values)


def balanced(pairs: int = 10) -> list[Case]:
    """Each signal with its twin and another look-alike; half of each have a flag."""
    bank = []
    for n in range(pairs):
        markers = FLAG if n % 2 else frozenset()
        values = {"markers": markers, "ideology": "ab"[n % 2], "religion": "xy"[n // 2 % 2]}
        bank.append(case(f"s{n}", SIGNAL, **values))
        bank.append(case(f"l{n}", LOOKALIKE, twin=f"s{n}", **values))
        bank.append(case(f"m{n}", LOOKALIKE, **values))
    return bank


def faults(bank: list[Case]) -> dict[Fault, Level]:
    return {finding.fault: finding.level for finding in findings(bank)}


def test_a_balanced_bank_has_nothing_wrong():
    assert findings(balanced()) == ()
    assert findings([]) == ()


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from([SIGNAL, LOOKALIKE, GREY])),
        min_size=1,
        max_size=60,
    )
)
def test_phi_is_the_correlation_of_marker_and_truth(rows):
    bank = [
        case(str(n), truth, markers=FLAG if marked else frozenset())
        for n, (marked, truth) in enumerate(rows)
    ]
    clear = [(marked, truth is SIGNAL) for marked, truth in rows if truth is not GREY]

    found = phi(bank, "flag")

    marked, signal = zip(*clear, strict=True) if clear else ((), ())
    if len(set(marked)) < 2 or len(set(signal)) < 2:
        assert found is None
    else:
        assert found == pytest.approx(np.corrcoef(marked, signal)[0, 1])


def test_a_marker_that_goes_with_signals_blocks():
    bank = [
        replace(each, markers=frozenset()) if each.id[0] == "m" else each for each in balanced()
    ]

    predicts = [each for each in findings(bank) if each.fault is Fault.MARKER_PREDICTS]

    assert [(each.about, each.level) for each in predicts] == [("flag", Level.BLOCKING)]
    assert predicts[0].value == pytest.approx(phi(bank, "flag"))
    assert blocks(predicts)


def test_nine_cases_with_a_marker_are_too_few_to_correlate():
    few = [each for each in balanced() if "flag" in each.markers][:9]
    others = [replace(each, markers=frozenset()) for each in balanced() if each not in few]

    found = faults([*few, *(each for each in others if each.id[0] == "s"), *others])

    assert Fault.MARKER_PREDICTS not in found


@pytest.mark.parametrize(
    ("truth", "count", "level"),
    [
        (SIGNAL, 1, Level.BLOCKING),
        (LOOKALIKE, 9, Level.WARNING),
        (LOOKALIKE, 10, Level.BLOCKING),
        (GREY, 3, None),
    ],
    ids=["one signal", "some look-alikes", "many look-alikes", "grey cases"],
)
def test_a_marker_stands_on_both_sides(truth, count, level):
    marked = [case(f"x{n}", truth, markers=frozenset({"scarf"})) for n in range(count)]

    assert faults([*balanced(), *marked]).get(Fault.MARKER_ONE_SIDED) is level


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"ideology": "z"}, Fault.IDEOLOGY_ONE_SIDED),
        ({"religion": "z"}, Fault.RELIGION_ONE_SIDED),
        ({"key_traits": frozenset({"prayer", "threat"})}, Fault.PROTECTED_TRAIT_IN_KEY),
        ({"key_traits": frozenset({"bon", "hot"})}, Fault.PROTECTED_TRAIT_IN_KEY),
    ],
    ids=["ideology", "religion", "trait", "trait in Swedish"],
)
def test_what_would_teach_a_prejudice_blocks(values, fault):
    bank = [*balanced(), case("x", LOOKALIKE, **values)]

    assert faults(bank) == {fault: Level.BLOCKING}


def test_a_protected_trait_is_named_with_its_case():
    bank = [*balanced(), case("x", GREY, key_traits=frozenset({"dress"}))]

    assert findings(bank) == (
        Finding(Fault.PROTECTED_TRAIT_IN_KEY, Level.BLOCKING, "dress", case="x"),
    )


@pytest.mark.parametrize(
    ("twin", "truth", "markers", "found"),
    [
        ("x", LOOKALIKE, FLAG, False),
        (None, LOOKALIKE, FLAG, True),
        ("x", LOOKALIKE, frozenset(), True),
        ("x", GREY, FLAG, True),
    ],
    ids=["a twin", "none", "other markers", "a grey one"],
)
def test_every_signal_has_a_lookalike_twin_with_the_same_markers(twin, truth, markers, found):
    bank = [
        *balanced(),
        case("x", SIGNAL, markers=FLAG),
        case("y", truth, markers=markers, twin=twin),
    ]

    missing = [each.case for each in findings(bank) if each.fault is Fault.SIGNAL_WITHOUT_TWIN]

    assert missing == (["x"] if found else [])


def test_the_signal_may_name_its_twin_instead():
    bank = [case("x", SIGNAL, twin="y"), case("y", LOOKALIKE)]

    assert Fault.SIGNAL_WITHOUT_TWIN not in faults(bank)


def test_a_bank_of_signals_warns():
    bank = [each for each in balanced() if each.id[0] != "m"]

    found = [each for each in findings(bank) if each.fault is Fault.SHARE_OF_SIGNALS]

    assert [(each.level, each.value) for each in found] == [(Level.WARNING, 0.5)]


@pytest.mark.parametrize(
    ("right", "wrong", "warns"),
    [(4, 0, True), (3, 0, False), (10, 2, True), (6, 4, False), (0, 0, False)],
    ids=["always", "hardly tried", "mostly", "about half", "no options"],
)
def test_the_longest_option_is_not_always_right(right, wrong, warns):
    found = findings(balanced(), [True] * right + [False] * wrong)

    told = {each.fault: each.level for each in found}
    assert told == ({Fault.LONGEST_IS_RIGHT: Level.WARNING} if warns else {})
