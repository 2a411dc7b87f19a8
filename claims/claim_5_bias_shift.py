"""Training that only makes people readier to raise concern is not taken for learning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import norm

from claims.claim import Claim, Figure, runs, share_error
from claims.detecting import Floats, Population, estimates
from elearn.domain.recognition.group_change import Direction, PairedSums, group_change

STAFF = Population(1.2, 0.5, -0.1, 0.4)
PEOPLE = 30
SHIFT = -0.4
GAIN = 0.5
RUNS = 4_000


@dataclass(frozen=True)
class Staffs:
    """Many staffs, a row each, a column a person: as they are, or as a block shows them."""

    d_prime: Floats
    criterion: Floats

    def shown(self, chance: np.random.Generator, per_class: int) -> "Staffs":
        """What the product computes from a block of so many signals and as many look-alikes."""
        hits, alarms = (
            chance.binomial(per_class, norm.cdf(side * self.d_prime / 2 - self.criterion))
            for side in (1, -1)
        )
        d_prime, criterion, _ = estimates(per_class, per_class)
        return Staffs(d_prime[hits, alarms], criterion[hits, alarms])

    @property
    def hit_rate(self) -> float:
        return float(norm.cdf(self.d_prime / 2 - self.criterion).mean())


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(RUNS, share)
    before = staffs(chance, count)
    after = replace(before, criterion=before.criterion + SHIFT)
    shown = before.shown(chance, 6), after.shown(chance, 6)
    gained = share_of(Direction.HIGHER, shown[0].d_prime, shown[1].d_prime)
    shifted = share_of(Direction.LOWER, shown[0].criterion, shown[1].criterion)
    yield figure("a shift is not taken for discrimination", 1 - gained, count, at_least=0.98)
    yield figure("the shift is flagged", shifted, count, at_least=0.95)
    yield Figure("what a report of hits alone would boast of", after.hit_rate - before.hit_rate)

    before = staffs(chance, count)
    after = replace(before, d_prime=before.d_prime + GAIN)
    shown = before.shown(chance, 12), after.shown(chance, 12)
    seen = share_of(Direction.HIGHER, shown[0].d_prime, shown[1].d_prime)
    yield figure("a real gain in d′ is seen", seen, count, at_least=0.85)


def staffs(chance: np.random.Generator, count: int) -> Staffs:
    people = STAFF.people(chance, count * PEOPLE)
    return Staffs(*(values.reshape(count, PEOPLE) for values in people))


def share_of(direction: Direction, before: Floats, after: Floats) -> float:
    """Of the staffs, those whose change the product reports to have that direction."""
    rows = (after - before).tolist()
    changes = [group_change(PairedSums.of(row)) for row in rows]
    return float(np.mean([bool(change) and change.direction is direction for change in changes]))


def figure(name: str, value: float, count: int, *, at_least: float) -> Figure:
    return Figure(name, value, at_least=at_least, error=share_error(value, count))


CLAIM = Claim(
    id="5",
    says="A shift of bias is not mistaken for learning.",
    passes_when="with 30 people and 6+6 cases before and after a training that only moves c by "
    "-.4, no gain is reported in 98 % and the shift in 95 %; with 12+12 cases a real gain of .5 "
    "in d′ is reported in 85 %",
    measure=measure,
)
