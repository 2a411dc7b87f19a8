"""Refusals about taking a module."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "certificate-not-earned": N_(
        "There is no such completed course on your record now. Look at My record to see what "
        "has changed."
    ),
    "answer-malformed": N_("Your answer did not arrive whole. Choose again and send it."),
    "answer-unknown-option": N_(
        "One of the options no longer exists. Look at the question again and choose."
    ),
    "answer-only-one": N_("Only one option can be chosen here. Choose one."),
    "answer-missing": N_("Choose an answer before you go on."),
    "answer-missing-number": N_("Write a number before you go on."),
    "answer-missing-text": N_("Write an answer before you go on."),
    "answer-not-a-number": N_("Write only a number, such as 7 or 2.5."),
    "answer-incomplete": N_("Something is not answered yet. Answer all of it and send it again."),
    "answer-places": N_("Give each its own place, from 1 to %(most)s, and send it again."),
    "answer-too-long": N_("The answer is too long. Write at most %(most)s letters."),
    "answer-other-part": N_("That question is already answered. This is how far you have come."),
    "answer-stands": N_(
        "You have answered this in another window meanwhile. That answer stands, and this is what "
        "is said about it."
    ),
    "exercise-not-skippable": N_("This question cannot be skipped. Answer it and go on."),
    "attempt-over": N_(
        "This module was finished or closed in another window. Open it again from the start page."
    ),
    "course-not-open": N_("That course cannot be begun without signing in any more."),
    "resume-number-length": N_(
        "A resume number has sixteen digits, four by four. Look again and enter all of them."
    ),
    "resume-number-mistyped": N_(
        "A digit is wrong, or two have changed places. Compare with what you wrote down."
    ),
    "resume-number-unknown": N_(
        "There is nothing under that number. It may have been deleted, moved to somebody’s record, "
        "or not used for six months."
    ),
    "claim-empty": N_(
        "Nothing has been begun under that number, so there is nothing to move to your record."
    ),
    "open-work-over": N_(
        "This was finished, deleted or put away in another window. Go on from here."
    ),
    "attempt-unfinished": N_(
        "Some questions still wait for an answer. Answer them, and then finish the module."
    ),
    "attempt-unreadable": N_(
        "Your earlier answers can no longer be opened. Open the module and begin again; "
        "what you have completed is still in your record."
    ),
    "module-not-found": N_("There is no such module. Choose one from the list of courses."),
    "module-withdrawn": N_(
        "This module has been withdrawn and cannot be begun. What you have completed still counts."
    ),
}
