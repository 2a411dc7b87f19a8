"""What an author is told to do about an exercise, by how it did."""

from collections.abc import Mapping

from elearn.domain.recognition.case_lean import Alarm
from elearn.domain.recognition.item_statistics import Advice, Separation
from elearn.domain.recognition.option_analysis import Suspicion
from elearn.domain.recognition.reliability import Consistency
from elearn.wording.mark import N_

ADVICE: Mapping[Advice, str] = {
    Advice.CHECK_THE_KEY: N_(
        "Those who do well elsewhere get this one wrong. Check first that the right option is the "
        "one that is marked, then whether the question can be read in two ways."
    ),
    Advice.MAKE_CLEARER: N_(
        "It hardly tells those who know from those who do not. Read it aloud to a colleague and "
        "make it clearer."
    ),
    Advice.LEAVE_AS_IT_IS: N_("Works as it should. Leave it as it is."),
    Advice.WAIT: N_("Too few answers to say more. Wait."),
}
OPTIONS: Mapping[Suspicion, str] = {
    Suspicion.DEAD: N_("Hardly anybody chooses this one. Write a likelier one, or take it out:"),
    Suspicion.DRAWS_THE_STRONG: N_(
        "Wrong, but chosen by those who do well elsewhere. Is it right after all?"
    ),
}
SEPARATIONS: Mapping[Separation, str] = {
    Separation.GOOD: N_("Tells those who know from those who do not."),
    Separation.UNCLEAR: N_("Not clear whether it tells those who know from those who do not."),
    Separation.BACKWARDS: N_("Works backwards."),
}
ALARMS: Mapping[Alarm, str] = {
    Alarm.RAISED: N_(
        "These cases raise alarm: they draw more concern than there is reason for. Read the "
        "look-alikes again, and say more of what is ordinary in them."
    ),
    Alarm.LOWERED: N_(
        "These cases lower alarm: they draw less concern than there is reason for. Read the "
        "signals again, and let what the person does be seen more clearly."
    ),
    Alarm.AS_IT_SHOULD: N_("These cases draw as much concern as there is reason for."),
}
CONSISTENCIES: Mapping[Consistency, str] = {
    Consistency.SATISFACTORY: N_("Together, the exercises measure one thing well enough."),
    Consistency.DOUBTFUL: N_(
        "Together, the exercises measure one thing only in part. Mend those that are marked "
        "before anything is read out of the whole."
    ),
    Consistency.UNSATISFACTORY: N_(
        "Together, the exercises do not measure one thing. Read nothing out of the whole; mend "
        "those that are marked first."
    ),
}
UNEQUAL = N_(
    "Treated differently, although both deserve the same: %(first)s were concerned about the first "
    "alone, %(second)s about the second alone. Look for what makes one sound worse than the other, "
    "and read both with somebody who knows that life."
)
ALIKE = N_("Both are treated alike.")
