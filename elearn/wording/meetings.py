"""Refusals about workplace meetings."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "meeting-too-long-ago": N_(
        "Choose a day within the last %(days)s days, or a later one. Who was at an earlier meeting "
        "takes the module alone."
    ),
    "meeting-too-far-ahead": N_("Choose a day within the next %(months)s months."),
    "meeting-page-missing": N_(
        "This module has no page for meetings, or is no longer offered. Choose another one."
    ),
    "meeting-without-questions": N_(
        "This module has fewer than three questions by which a meeting can be confirmed. Choose "
        "another one."
    ),
    "meeting-there-already": N_(
        "The unit already has a meeting about this module that day. Open it, or say that you meet "
        "twice."
    ),
    "meeting-codes-used-up": N_("There are too many meetings that day. Choose another day."),
    "meeting-to-come": N_("The meeting has not been yet. Note on its day who came, or afterwards."),
    "meeting-attended": N_(
        "Somebody is noted as at the meeting. Undo those ticks first, and then remove it."
    ),
    "meeting-gone": N_("The meeting was removed meanwhile. Open the list of meetings again."),
    "meeting-code-unknown": N_(
        "No meeting today has that code. Look at the screen again: it is six digits, and works on "
        "the day of the meeting only."
    ),
    "vote-not-today": N_("There is a vote on the day of the meeting only."),
    "vote-too-few": N_(
        "Fewer than five are on the list, and in so small a group everybody sees who voted what. "
        "Talk about the case, and then read the key together."
    ),
    "vote-is-open": N_("The vote is open already."),
    "vote-over": N_("Both votes have been held. Go on to the key."),
    "vote-closed": N_("The vote was closed before yours arrived, so it was not counted."),
    "vote-choice-missing": N_("Choose one of the answers."),
    "vote-code-unknown": N_(
        "No vote today has that code. Look at the screen again: it is four digits."
    ),
    "attendance-not-listed": N_(
        "Somebody you ticked did not work here on that day, and nobody was noted. Open the "
        "meeting again. Guests join by the code."
    ),
    "attendance-confirmed": N_(
        "This person has answered the three questions, so the meeting is in their record and the "
        "tick stays."
    ),
    "attendance-missing": N_(
        "You are not noted as at a meeting about this module any more. You can take the whole "
        "module instead; what you have answered is kept."
    ),
}
