"""What is decided for one person: the reasons to choose from, and why something was refused."""

from collections.abc import Callable, Mapping
from typing import Any

from elearn.domain.record.completion import EvidenceKind
from elearn.domain.record.exemption import ExemptionReason
from elearn.domain.record.extension import Decline
from elearn.domain.record.noted import Correction, Proof, Way
from elearn.domain.record.objection import Objection
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

WAYS: Mapping[Way, str] = {
    Way.CLASSROOM: N_("At a course with a teacher"),
    Way.OTHER_E_LEARNING: N_("By another web course"),
    Way.EARLIER_EMPLOYER: N_("At an earlier employer"),
    Way.OTHER_COURSE_HERE: N_("By another course here"),
    Way.KNOWLEDGE_TEST: N_("By a test of knowledge"),
    Way.ON_PAPER: N_("On paper"),
    Way.NOT_RECORDED: N_("Here, but it was not recorded"),
}
KINDS: Mapping[EvidenceKind, str] = {
    EvidenceKind.SELF: N_("On their own"),
    EvidenceKind.MEETING: N_("Workplace meeting"),
    EvidenceKind.EQUIVALENCE: N_("Equivalent training"),
    EvidenceKind.MANUAL: N_("Entered by hand"),
    EvidenceKind.OPEN: N_("Before signing in"),
}
"""As a manager reads it."""
PROOFS: Mapping[Proof, str] = {
    Proof.CERTIFICATE: N_("A certificate"),
    Proof.ATTENDANCE_LIST: N_("A list of those who were there"),
    Proof.EMPLOYER_STATEMENT: N_("A statement by the employer"),
    Proof.ANSWER_SHEET: N_("The answers on paper"),
    Proof.WAS_THERE: N_("I was there"),
}
CORRECTIONS: Mapping[Correction, str] = {
    Correction.WRONG_PERSON: N_("It was another person"),
    Correction.WRONG_DAY: N_("The day is wrong"),
    Correction.WRONG_MODULE: N_("The module is wrong"),
    Correction.NOT_COMPLETED: N_("It was not completed"),
    Correction.ENTERED_TWICE: N_("It was entered twice"),
    Correction.UNDONE: N_("It was undone"),
    Correction.COUNTS_AFTER_ALL: N_("The correction was the mistake: it counts after all"),
}

OBJECTIONS: Mapping[Objection, str] = {
    Objection.NOT_COMPLETED: N_("I have not completed it"),
    Objection.WRONG_DAY: N_("The day is wrong"),
    Objection.WRONG_MODULE: N_("The module is wrong"),
    Objection.COMPLETED_AFTER_ALL: N_("I have completed it"),
}

SENTENCES: Mapping[str, str] = {
    "extension-not-asked": N_("Nothing of the course is asked of this person now."),
    "modules-to-choose": N_(
        "One of several modules is enough here. Note which one on the colleague's own page."
    ),
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
    "completed-in-future": N_("Choose today or an earlier day."),
    "completed-too-long-ago": N_("Choose a day within the last %(months)s months."),
    "completed-expired": N_(
        "It would not count any more: a completion counts for %(days)s days. The course has to be "
        "taken again."
    ),
    "modules-missing": N_("Tick what was completed."),
    "modules-unknown": N_("Tick modules of the list."),
    "evidence-stands": N_("That is noted already, for that day."),
    "evidence-not-there": N_("No such row counts for this person."),
    "evidence-gone": N_("That row is not there."),
    "evidence-corrected": N_("That row has been corrected already."),
    "correction-reason": N_("Choose a reason from the list."),
    "objection-reason": N_("Choose one of the buttons beside the row."),
    "objection-answered": N_("That has been answered already."),
    "bulk-act-elsewhere": N_(
        "Somebody among them does not work in your units any more, so it cannot be undone for all "
        "at once. Change it for each person instead."
    ),
    "not-for-yourself": N_("You cannot decide this for yourself. The manager above you can."),
}


def in_words(texts: Mapping[Any, str], gettext: Callable[[str], str]) -> dict[str, str]:
    """By the code as it is kept, in the language of *gettext*."""
    return {code.value: gettext(text) for code, text in texts.items()}
