"""Whether the forms of a bank measure alike: as many cases, as hard, about the same.

Whoever meets another form after the course than before it would otherwise be measured with
another yardstick, and the change would be that of the forms.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.measurement_block import is_complete

LARGEST_DIFFERENCE = 1
"""Cases by which two forms may differ in any respect; ours, for nobody has tried another."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A form that cannot be taken yet."""

    form: str
    signals: int
    lookalikes: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What one form has more of than another."""

    about: str
    """As a case says it in its settings, such as `cue: 3`."""
    count_by_form: Mapping[str, int]


def lacking(forms: Iterable[str], bank: Sequence[Case]) -> tuple[Lacking, ...]:
    """Those of *forms* that are not whole, in their order."""
    cases_by_form = {form: _of(form, bank) for form in forms}
    return tuple(
        Lacking(form, _count(cases, Truth.SIGNAL), _count(cases, Truth.LOOKALIKE))
        for form, cases in cases_by_form.items()
        if not is_complete(cases)
    )


def differences(forms: Iterable[str], bank: Sequence[Case]) -> Iterator[Difference]:
    """How those of *forms* that are whole differ: how hard their cases are, and what about."""
    whole = [form for form in forms if is_complete(_of(form, bank))]
    counts = {form: Counter(_kinds(_of(form, bank))) for form in whole}
    for kind in sorted(frozenset().union(*counts.values())):
        count_by_form = {form: count[kind] for form, count in counts.items()}
        if max(count_by_form.values()) - min(count_by_form.values()) > LARGEST_DIFFERENCE:
            yield Difference(kind, count_by_form)


def _of(form: str, bank: Sequence[Case]) -> list[Case]:
    return [case for case in bank if case.form == form]


def _count(cases: Sequence[Case], truth: Truth) -> int:
    return sum(case.truth is truth for case in cases)


def _kinds(cases: Iterable[Case]) -> Iterator[str]:
    """A signal with a weak cue is hard and a look-alike with one is not, so the truth counts."""
    for case in cases:
        yield f"truth: {case.truth}; cue: {case.cue}"
        yield f"truth: {case.truth}; context: {case.context}"
        yield f"concept: {case.concept}"
        yield from (f"markers: {marker}" for marker in case.markers)
