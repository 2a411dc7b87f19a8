"""What measurement says: why it is offered, what it came to, and what could not be done."""

from collections.abc import Mapping

from elearn.domain.recognition.group_change import Direction
from elearn.domain.recognition.lean import Lean
from elearn.domain.recognition.measurement_block import Occasion
from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "measure-not-offered": N_(
        "There is nothing to measure now. You have measured already, or every set of cases was "
        "shown to you within the last year."
    ),
    "measure-over": N_(
        "That measurement has ended, or was stopped in another window. Look below for what you "
        "can do now."
    ),
    "measure-answered": N_("You have answered that case already. Your first answer counts."),
    "measure-not-yet": N_("The cases come one after the other. This one is next."),
    "measure-case-gone": N_(
        "This case has been taken away since you began. Go on with the next one."
    ),
    "measure-case-changed": N_(
        "The text of this case has been changed meanwhile. Read it again and answer."
    ),
}
OCCASIONS: Mapping[Occasion, str] = {
    Occasion.BEFORE_COURSE: N_("Before the course"),
    Occasion.AFTER_COURSE: N_("After the course"),
    Occasion.HALF_YEARLY: N_("Half-yearly"),
}
LEANS: Mapping[Lean, str] = {
    Lean.CAUTIOUS: N_(
        "Your answers lean to the cautious side: concern comes late, so signals can be missed."
    ),
    Lean.BALANCED: N_("Your answers lean neither way: concern comes neither late nor early."),
    Lean.ALARM_PRONE: N_(
        "Your answers lean to the side of alarm: concern comes early, so people who have done "
        "nothing can be met by it."
    ),
    Lean.UNKNOWN: N_(
        "Whether you lean towards alarm or towards caution cannot be said from so few answers."
    ),
}
TELLING: Mapping[Direction, str] = {
    Direction.HIGHER: N_("You tell signals from look-alikes better than then."),
    Direction.LOWER: N_("You tell signals from look-alikes less well than then."),
    Direction.NOT_CERTAIN: N_(
        "Whether you tell signals from look-alikes better or worse than then is not certain."
    ),
}
"""By the change of d′."""
THRESHOLD: Mapping[Direction, str] = {
    Direction.HIGHER: N_("It takes more than then until you become concerned."),
    Direction.LOWER: N_("It takes less than then until you become concerned, about anybody."),
    Direction.NOT_CERTAIN: N_(
        "Whether you become concerned sooner or later than then is not certain."
    ),
}
"""By the change of the criterion."""
