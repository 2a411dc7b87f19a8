"""How well signals were told from look-alikes, apart from how readily concern was raised.

The equal-variance model of signal detection: *d′* is how far apart the two are for somebody,
the *criterion* how much it takes until they raise concern (above 0 cautious, below 0 ready).
Made for groups and for measurement blocks; for one person `bayesian.py` needs fewer answers.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from elearn.domain.recognition.counts import require_counts
from elearn.domain.recognition.interval import STANDARD_NORMAL, Interval, around
from elearn.domain.recognition.proportion import Proportion

FEWEST_PER_CLASS = 6
"""Signals, and look-alikes, below which an estimate is never shown."""


class Reason(StrEnum):
    """Why there is no estimate."""

    ADAPTIVE = "adaptive-choice"
    NO_SIGNALS = "no-signals"
    NO_LOOKALIKES = "no-lookalikes"


class Flag(StrEnum):
    """What has to be said beside a d′, or instead of it."""

    TOO_FEW = "too-few"
    """It may be summed up with others but is not shown."""
    AT_LEAST = "at-least"
    """Everything was right: this is as far as so few answers reach."""
    CANNOT_TELL = "cannot-tell"
    """Concern about everything, or about nothing."""
    CHECK_THE_KEY = "check-the-key"
    """Surely below 0: more likely a wrong key than a person."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What was counted, and what follows from it.

    Every figure from `hit_rate` on is None exactly when `reason` is given. A figure that is
    there may still not be fit to be shown: ask `may_be_shown`.
    """

    hits: Proportion
    """Of the signals; as counted, with a Wilson interval."""
    false_alarms: Proportion
    """Of the look-alikes; likewise."""
    reason: Reason | None
    flags: frozenset[Flag] = frozenset()
    hit_rate: float | None = None
    """Corrected, so that it is never 0 or 1; likewise the next."""
    false_alarm_rate: float | None = None
    d_prime: float | None = None
    criterion: float | None = None
    ln_beta: float | None = None
    az: float | None = None
    """The area under the ROC curve that the model draws through this one point."""
    d_prime_error: float | None = None
    """A standard error; likewise the next."""
    criterion_error: float | None = None
    d_prime_interval: Interval | None = None
    """95 %; likewise the next."""
    criterion_interval: Interval | None = None

    @property
    def may_be_shown(self) -> bool:
        """Whether there is an estimate, from at least six signals and six look-alikes."""
        return self.reason is None and Flag.TOO_FEW not in self.flags


def estimate(
    hits: int,
    misses: int,
    false_alarms: int,
    correct_rejections: int,
    *,
    adaptive: bool = False,
) -> Detection:
    """d′, criterion and what belongs to them, from first answers to unseen cases.

    Hits and misses are answers to signals, the other two to look-alikes; skipped and grey cases
    are not counted. *adaptive* says that earlier answers decided which cases came: that pulls d′
    towards whatever the choice aims at, so there is none (`bayesian.py` has no such weakness).
    Rates are corrected by half a case weighted by class size, also where it would not be needed.

    Raises: Refusal `counts-malformed`.
    Source: Hautus 1995 (correction), Gourevitch and Galanter 1967 (variance).
    """
    require_counts((hits, misses, false_alarms, correct_rejections))
    hit = Proportion(hits, hits + misses)
    alarm = Proportion(false_alarms, false_alarms + correct_rejections)
    reason = _reason(hit, alarm, adaptive)
    return Detection(hit, alarm, reason) if reason else _estimated(hit, alarm)


def _reason(hit: Proportion, alarm: Proportion, adaptive: bool) -> Reason | None:
    if adaptive:
        return Reason.ADAPTIVE
    if not hit.trials:
        return Reason.NO_SIGNALS
    return None if alarm.trials else Reason.NO_LOOKALIKES


def _estimated(hit: Proportion, alarm: Proportion) -> Detection:
    answers = hit.trials + alarm.trials
    hit_rate, alarm_rate = _corrected(hit, answers), _corrected(alarm, answers)
    z_hit, z_alarm = STANDARD_NORMAL.inv_cdf(hit_rate), STANDARD_NORMAL.inv_cdf(alarm_rate)
    d_prime, criterion = z_hit - z_alarm, (-z_hit - z_alarm) / 2
    variance = _variance(hit_rate, z_hit, hit.trials) + _variance(alarm_rate, z_alarm, alarm.trials)
    error = sqrt(variance)
    interval = around(d_prime, error)
    return Detection(
        hits=hit,
        false_alarms=alarm,
        reason=None,
        flags=_flags(hit, alarm, interval),
        hit_rate=hit_rate,
        false_alarm_rate=alarm_rate,
        d_prime=d_prime,
        criterion=criterion,
        ln_beta=d_prime * criterion + 0.0,  # never -0
        az=STANDARD_NORMAL.cdf(d_prime / sqrt(2)),
        d_prime_error=error,
        criterion_error=error / 2,
        d_prime_interval=interval,
        criterion_interval=around(criterion, error / 2),
    )


def _corrected(rate: Proportion, answers: int) -> float:
    """(x + p) / (n + 2p) with p = n / answers, in whole numbers up to the one division.

    So that concern about everything gives the very same rate for both classes, and d′ 0.
    """
    return (rate.successes * answers + rate.trials) / (rate.trials * (answers + 2))


def _variance(rate: float, z: float, trials: int) -> float:
    return rate * (1 - rate) / (trials * STANDARD_NORMAL.pdf(z) ** 2)


def _flags(hit: Proportion, alarm: Proportion, d_prime: Interval) -> frozenset[Flag]:
    concerned = hit.successes + alarm.successes
    said = {
        Flag.TOO_FEW: min(hit.trials, alarm.trials) < FEWEST_PER_CLASS,
        Flag.AT_LEAST: hit.successes == hit.trials and alarm.successes == 0,
        Flag.CANNOT_TELL: concerned in (0, hit.trials + alarm.trials),
        Flag.CHECK_THE_KEY: d_prime.high < 0,
    }
    return frozenset(flag for flag, applies in said.items() if applies)
