"""What measurement says: why it is offered, what it came to, and what could not be done."""

from collections.abc import Mapping

from elearn.domain.recognition.detection import Flag
from elearn.domain.recognition.group_change import Direction
from elearn.domain.recognition.group_report import Effect
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
    Direction.HIGHER: N_("You become concerned later than then: it takes more."),
    Direction.LOWER: N_("You become concerned sooner than then: it takes less."),
    Direction.NOT_CERTAIN: N_(
        "Whether you become concerned sooner or later than then is not certain."
    ),
}
"""By the change of the criterion."""
FLAGS: Mapping[Flag, str] = {
    Flag.AT_LEAST: N_(
        "You judged every case as its writers do. 24 cases reach no further, so read it as "
        "“at least”."
    ),
    Flag.CANNOT_TELL: N_(
        "You were concerned about every case, or about none. Then nothing tells whether you can "
        "tell signals from look-alikes."
    ),
    Flag.CHECK_THE_KEY: N_(
        "You were concerned about look-alikes more often than about signals. The writers’ key may "
        "be wrong, or you may have read the answers the other way round."
    ),
}
"""What has to be said beside a learner's own figures."""
GROUP_LEANS: Mapping[Lean, str] = {
    Lean.CAUTIOUS: N_("Cautious: concern comes late"),
    Lean.BALANCED: N_("Neither way"),
    Lean.ALARM_PRONE: N_("Towards alarm: concern comes early"),
    Lean.UNKNOWN: N_("Not certain"),
}
EFFECTS: Mapping[Effect, str] = {
    Effect.BETTER: N_(
        "After the course they tell signals from look-alikes better: more signals are noticed and "
        "fewer false alarms raised."
    ),
    Effect.WORSE: N_("After the course they tell signals from look-alikes less well."),
    Effect.ONE_SIDED: N_(
        "Something has changed, but not to the good on both sides: either false alarms or missed "
        "signals have not become fewer. Do not call it a gain."
    ),
    Effect.NOT_CERTAIN: N_(
        "Whether they tell signals from look-alikes better or worse after the course is not "
        "certain."
    ),
}
GROUP_THRESHOLD: Mapping[Direction, str] = {
    Direction.HIGHER: N_("Concern comes later than before the course."),
    Direction.LOWER: N_("Concern comes sooner than before the course."),
    Direction.NOT_CERTAIN: N_("Whether concern comes sooner or later is not certain."),
}
"""By the change of the criterion of a group."""
