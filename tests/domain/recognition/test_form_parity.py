from dataclasses import replace

import pytest

from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.form_parity import Difference, Lacking, differences, lacking

FORMS = ("A", "B", "C")
CONCEPTS = ("anger", "isolation", "secrets", "weapons")


def form(name: str) -> list[Case]:
    """Two signals and four look-alikes of each concept, of every strength."""
    truths = [Truth.SIGNAL] * 8 + [Truth.LOOKALIKE] * 16
    return [
        Case(
            id=f"{name}-{n}",
            concept=CONCEPTS[n % 4],
            truth=truth,
            form=name,
            cue=n % 3 + 1,
            context=n % 3 + 1,
            markers=frozenset({"sport"} if n % 2 else {"hood"}),
        )
        for n, truth in enumerate(truths)
    ]


def bank(*changed: Case) -> list[Case]:
    """Three forms alike, with the cases of *changed* in place of those with their id."""
    by_id = {case.id: case for case in changed}
    cases = [case for name in FORMS for case in form(name)]
    return [by_id.get(case.id, case) for case in cases]


def test_forms_that_are_alike_are_left_alone():
    assert lacking(FORMS, bank()) == ()
    assert list(differences(FORMS, bank())) == []


def test_a_form_that_is_not_whole_is_named_and_compared_with_no_other():
    short = [case for case in bank() if case.id not in ("B-0", "B-8", "B-9")]

    assert lacking(FORMS, short) == (Lacking("B", 7, 14),)
    assert list(differences(FORMS, short)) == []


def test_a_form_without_cases_and_a_grey_case_are_not_whole():
    grey = replace(form("A")[0], truth=Truth.GREY)

    assert lacking(["D"], bank()) == (Lacking("D", 0, 0),)
    assert lacking(FORMS, bank(grey)) == (Lacking("A", 7, 16),)


@pytest.mark.parametrize(
    ("changed", "about"),
    [
        ({"cue": 3}, "truth: lookalike; cue: 3"),
        ({"context": 1}, "truth: lookalike; context: 1"),
        ({"concept": "anger"}, "concept: anger"),
        ({"markers": frozenset({"hood"})}, "markers: hood"),
    ],
)
def test_forms_that_differ_by_more_than_one_case_are_told(changed, about):
    others = [replace(case, **changed) for case in form("C")[8:12]]

    found = {each.about: each for each in differences(FORMS, bank(*others))}

    assert about in found
    counts = found[about].count_by_form
    assert counts["A"] == counts["B"] < counts["C"] - 1


def test_one_case_more_or_less_is_left_alone():
    other = replace(form("C")[8], concept="isolation")

    assert list(differences(FORMS, bank(other))) == []


def test_a_difference_says_how_many_each_form_has():
    others = [replace(case, markers=frozenset({"flag"})) for case in form("C")[:3]]

    found = [each for each in differences(FORMS, bank(*others)) if each.about == "markers: flag"]

    assert found == [Difference("markers: flag", {"A": 0, "B": 0, "C": 3})]
