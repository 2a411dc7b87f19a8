"""What is decided for one person: the reasons to choose from, and why something was refused."""

from collections.abc import Mapping

from elearn.domain.record.exemption import ExemptionReason
from elearn.domain.record.extension import Decline
from elearn.wording.mark import N_

DECLINES: Mapping[Decline, str] = {
    Decline.TIME_IS_SET_ASIDE: N_("Working time is set aside for it before the last day"),
    Decline.TOGETHER_AT_MEETING: N_("We do it together at a workplace meeting"),
    Decline.WORK_REQUIRES_IT: N_("The work requires it now"),
    Decline.LET_US_TALK: N_("Let us talk about it first"),
}

EXEMPTIONS: Mapping[ExemptionReason, str] = {
    ExemptionReason.OTHER_WORK: N_("Has other work for the time being"),
    ExemptionReason.LEAVING_SOON: N_("Leaves before the course would be of use"),
    ExemptionReason.TRAINED_ELSEWHERE: N_("Has had other training, which is being looked at"),
    ExemptionReason.OTHER_EMPLOYER: N_("Takes the course at another employer"),
}

SENTENCES: Mapping[str, str] = {
    "extension-not-needed": N_("Nothing of that course is due soon, so you need not ask."),
    "extension-answered": N_("The request has been answered already."),
    "extension-gone": N_("The request was taken back meanwhile."),
    "extension-not-later": N_("Choose a day after today and after the present last day."),
    "extension-too-long": N_("Choose a day within the next %(months)s months."),
    "exemption-over": N_("Choose today or a later day."),
    "exemption-too-long": N_("Choose a day within the next %(months)s months."),
    "exemption-not-asked": N_("The course is not asked of this person today."),
    "exemption-stands": N_("There is an exemption already. End it first, and then give a new one."),
    "exemption-gone": N_("The exemption is not there any more."),
    "not-for-yourself": N_("You cannot decide this for yourself. The manager above you can."),
}
