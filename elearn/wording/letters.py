"""What is said of letters: which rung it is, what a manager is asked, why none leave."""

from collections.abc import Mapping

from elearn.domain.record.reminders import Step
from elearn.domain.record.week_letters import Advice
from elearn.wording.mark import N_

STEPS: Mapping[Step, str] = {
    Step.BEFORE_DUE: N_("Before the last day"),
    Step.ON_DUE: N_("In the week of the last day"),
    Step.AFTER_DUE: N_("After the last day"),
    Step.AFTER_DUE_AGAIN: N_("After the last day, once more"),
    Step.BEFORE_EXPIRY: N_("Before it expires"),
    Step.ON_EXPIRY: N_("In the week in which it expires"),
    Step.AFTER_EXPIRY: N_("After it has expired"),
    Step.AFTER_EXPIRY_AGAIN: N_("After it has expired, once more"),
}
ADVICE: Mapping[Advice, str] = {
    Advice.ANSWER: N_("Manager: answer those who ask something"),
    Advice.TALK: N_("Manager: talk with those who are late"),
    Advice.ASK_MANAGER: N_("Next manager: ask the nearest one what is in the way"),
    Advice.PRINT_LIST: N_("Manager: print the list of those without an address"),
    Advice.PLAN_MEETING: N_("Manager: do it together at a workplace meeting"),
}
TROUBLES: Mapping[str, str] = {
    "worker-silent": N_("No letters leave: the job worker has never been started"),
    "no-mail-server": N_("No letters leave: SMTP_URL is not set"),
    "letters-not-planned": N_("Nobody has looked today whether reminders are due"),
}
"""By the code of the trouble, where it has no figure."""
