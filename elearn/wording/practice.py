"""What practice says: refusals, and what is said about a case that was answered."""

from collections.abc import Mapping

from elearn.domain.recognition.schedule import ScheduleName
from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "practice-without-cases": N_("There are no cases to practise yet. Come back another day."),
    "practice-over": N_(
        "That session has ended, or was begun anew in another window. Your earlier answers count. "
        "Begin a session when you like."
    ),
    "practice-answered": N_("You have answered that case already. Your first answer counts."),
    "practice-not-yet": N_("The cases come one after the other. This one is next."),
    "practice-case-gone": N_(
        "This case has been taken away since you began. Go on with the next one."
    ),
    "practice-case-changed": N_(
        "The text of this case has been changed meanwhile. Read it again and answer."
    ),
}
OUTCOMES: Mapping[str, str] = {
    "found": N_("A signal, and you noticed it"),
    "missed": N_("There was a signal here"),
    "left_alone": N_("A look-alike, and you left it alone"),
    "false_alarms": N_("This was only a look-alike"),
    "grey": N_("Nothing is right or wrong here"),
    "skipped": N_("You passed this case by"),
}
"""By count of the tally that the answer raised."""
ORDINARY_OUTCOMES: Mapping[str, str] = {
    "left_alone": N_("An ordinary day, and you left it alone"),
    "false_alarms": N_("This was an ordinary day"),
}
"""The same of a case in which nothing even looks like a signal."""
SCHEDULES: Mapping[ScheduleName, str] = {
    ScheduleName.FSRS: N_(
        "What a case is about comes back when you are likely to have begun to forget it: soon "
        "after a wrong or unsure answer, later after a sure and right one."
    ),
    ScheduleName.LEITNER: N_(
        "What a case is about comes back after 14, 30, 90, 180 and 365 days as long as you answer "
        "rightly; after a wrong answer it begins anew."
    ),
}
"""Why cases come when they come."""
