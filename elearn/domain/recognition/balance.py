"""Whether a bank of cases would itself teach a prejudice: the faults that block its publishing.

If a headscarf or a flag goes with the signals of our own cases, learners learn the headscarf.
Grey cases have no truth to go with and count only where it says so.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.proportion import Proportion

LARGEST_PHI = 0.05
FEWEST_WITH_MARKER = 10
SIGNAL_SHARE = 0.25, 0.40
"""Of the signals and look-alikes in a bank; each session keeps its own mix."""
# fmt: off
PROTECTED = frozenset({
    "faith", "religion", "prayer", "dress", "language", "origin", "ethnicity", "name", "party",
    "opinion", "ideology",
    "tro", "bon", "klader", "kladsel", "sprak", "ursprung", "etnicitet", "namn", "parti", "asikt",
})
# fmt: on
"""What no key may rest on, as authors call it in either language."""
_HALF = 0.5


class Level(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


class Fault(StrEnum):
    MARKER_PREDICTS = "marker-predicts"
    MARKER_ONE_SIDED = "marker-one-sided"
    IDEOLOGY_ONE_SIDED = "ideology-one-sided"
    RELIGION_ONE_SIDED = "religion-one-sided"
    SIGNAL_WITHOUT_TWIN = "signal-without-twin"
    PROTECTED_TRAIT_IN_KEY = "protected-trait-in-key"
    SHARE_OF_SIGNALS = "share-of-signals"
    LONGEST_IS_RIGHT = "longest-is-right"


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    level: Level
    about: str = ""
    """The marker, ideology, religion, trait or, without such, the id of the case."""
    value: float | None = None
    """The φ or the share that was found; None where nothing was measured."""
    case: str = ""
    """The id of the case to mend, where it is one."""


def findings(bank: Sequence[Case], longest_is_right: Sequence[bool] = ()) -> tuple[Finding, ...]:
    """Everything wrong with *bank*, the cases of one role as they are published or were served.

    *longest_is_right* says of each question with options beside them whether the longest one is
    right. An empty bank has nothing wrong with it.
    """
    faults = (finding for check in _CHECKS for finding in check(bank))
    return (*faults, *_length_faults(longest_is_right))


def blocks(found: Sequence[Finding]) -> bool:
    return any(finding.level is Level.BLOCKING for finding in found)


def phi(bank: Sequence[Case], marker: str) -> float | None:
    """The correlation of *marker* with being a signal, -1 to 1; None where either never varies.

    Source: Pearson 1900, the coefficient of a fourfold table.
    """
    table = Counter((marker in case.markers, case.truth is Truth.SIGNAL) for case in _clear(bank))
    both, marked, signal, neither = (
        table[cell] for cell in ((True, True), (True, False), (False, True), (False, False))
    )
    margins = (both + marked) * (signal + neither) * (both + signal) * (marked + neither)
    return (both * neither - marked * signal) / sqrt(margins) if margins else None


def _marker_faults(bank: Sequence[Case]) -> Iterator[Finding]:
    for marker in sorted(frozenset().union(*(case.markers for case in bank))):
        with_it = [case for case in _clear(bank) if marker in case.markers]
        sides = _sides(with_it)
        if len(sides) == 1:
            yield Finding(Fault.MARKER_ONE_SIDED, _one_sided_level(with_it), marker)
        value = phi(bank, marker)
        if len(with_it) >= FEWEST_WITH_MARKER and value is not None and abs(value) > LARGEST_PHI:
            yield Finding(Fault.MARKER_PREDICTS, Level.BLOCKING, marker, value)


def _one_sided_level(with_marker: Sequence[Case]) -> Level:
    """A few marked look-alikes harm nobody; a marked signal without them does."""
    harmless = _sides(with_marker) == {Truth.LOOKALIKE} and len(with_marker) < FEWEST_WITH_MARKER
    return Level.WARNING if harmless else Level.BLOCKING


def _ideology_faults(bank: Sequence[Case]) -> Iterator[Finding]:
    return _absent_from_a_side(bank, Fault.IDEOLOGY_ONE_SIDED, lambda case: case.ideology)


def _religion_faults(bank: Sequence[Case]) -> Iterator[Finding]:
    return _absent_from_a_side(bank, Fault.RELIGION_ONE_SIDED, lambda case: case.religion)


def _absent_from_a_side(
    bank: Sequence[Case], fault: Fault, trait: Callable[[Case], str | None]
) -> Iterator[Finding]:
    traits = {value for case in _clear(bank) if (value := trait(case))}
    for value in sorted(traits):
        if len(_sides([case for case in _clear(bank) if trait(case) == value])) == 1:
            yield Finding(fault, Level.BLOCKING, value)


def _twin_faults(bank: Sequence[Case]) -> Iterator[Finding]:
    """Either of two twins may name the other."""
    lookalikes = [case for case in bank if case.truth is Truth.LOOKALIKE]
    for case in bank:
        if case.truth is Truth.SIGNAL and not any(_are_twins(case, each) for each in lookalikes):
            yield Finding(Fault.SIGNAL_WITHOUT_TWIN, Level.BLOCKING, case.id, case=case.id)


def _are_twins(signal: Case, lookalike: Case) -> bool:
    named = signal.twin == lookalike.id or lookalike.twin == signal.id
    return named and signal.markers == lookalike.markers


def _key_faults(bank: Sequence[Case]) -> Iterator[Finding]:
    """In grey cases too."""
    for case in bank:
        for trait in sorted(case.key_traits & PROTECTED):
            yield Finding(Fault.PROTECTED_TRAIT_IN_KEY, Level.BLOCKING, trait, case=case.id)


def _share_faults(bank: Sequence[Case]) -> Iterator[Finding]:
    clear = _clear(bank)
    if not clear:
        return
    share = sum(case.truth is Truth.SIGNAL for case in clear) / len(clear)
    least, most = SIGNAL_SHARE
    if not least <= share <= most:
        yield Finding(Fault.SHARE_OF_SIGNALS, Level.WARNING, value=share)


def _length_faults(told: Sequence[bool]) -> Iterator[Finding]:
    """Where choosing the longest option is, beyond chance, right more often than not."""
    share = Proportion(sum(told), len(told))
    if share.interval is not None and share.interval.low > _HALF:
        yield Finding(Fault.LONGEST_IS_RIGHT, Level.WARNING, value=share.fraction)


def _clear(bank: Sequence[Case]) -> list[Case]:
    return [case for case in bank if case.truth is not Truth.GREY]


def _sides(cases: Sequence[Case]) -> set[Truth]:
    return {case.truth for case in cases}


_CHECKS = (
    _marker_faults,
    _ideology_faults,
    _religion_faults,
    _twin_faults,
    _key_faults,
    _share_faults,
)
