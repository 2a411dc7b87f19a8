"""What is kept about whom, why, who sees it and how long: one line a table of the database.

The page /privacy and docs/privacy.md are made from this list, and a test fails when it and the
schema differ. So a new table is explained to the people it is about before it exists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from elearn.domain.record.retention import RETENTION, Kept
from elearn.wording.mark import N_


class Part(StrEnum):
    """The parts of the list, in its order."""

    YOU = "you"
    DONE = "done"
    SIGN_IN = "sign-in"
    TRACE = "trace"
    PLACE = "place"
    COURSES = "courses"
    OPERATION = "operation"


PARTS: Mapping[Part, str] = {
    Part.YOU: N_("You and your work"),
    Part.DONE: N_("What you have done"),
    Part.SIGN_IN: N_("Signing in"),
    Part.TRACE: N_("Who has looked, and who has changed something"),
    Part.PLACE: N_("The organisation and its rules"),
    Part.COURSES: N_("The courses; nothing here is about a person"),
    Part.OPERATION: N_("Running the system"),
}

NOBODY = N_("Nobody; the program alone uses it")
YOU = N_("You alone")
YOU_AND_MANAGERS = N_("You, and the managers of your unit and above")
YOU_MANAGERS_ADMINISTRATORS = N_("You, the managers of your unit and above, and the administrators")
ADMINISTRATORS = N_("The administrators")
PLANNERS = N_("Coordinators and administrators")
EVERYBODY = N_("Everybody who is signed in")
ANYBODY = N_("Anybody, also without signing in")
READERS = N_("Everybody who is signed in; of open courses anybody")
WHOEVER_HAS_THE_NUMBER = N_("Whoever has the number")

WITH_RECORD = N_("As long as your record of completion")
UNTIL_TURNED_OFF = N_("Until you turn them off, or have no address here any more")
UNTIL_TAKEN_AWAY = N_("Until you take it away, or your record of completion goes")
WHILE_IN_USE = N_("As long as it is in use")
LATEST_IMPORT = N_("Until the next list is taken in")

TERMS: Mapping[Kept, str] = {
    Kept.EVIDENCE: N_(
        "Until %(months)s months after your last employment ended, "
        "or another time that your department has set"
    ),
    Kept.OPEN_ATTEMPT: N_(
        "Until you leave the result, at most 24 hours after you sent it in; "
        "unfinished, %(days)s days"
    ),
    Kept.SESSION: N_("%(days)s days after you last used it"),
    Kept.SLIP: N_("%(days)s days"),
    Kept.AUDIT: N_("%(months)s months"),
    Kept.HELD_ANSWER: N_("Half an hour in use, deleted within a day"),
    Kept.EXERCISE_SEEN: N_("%(months)s months"),
    Kept.PRACTICE: N_(
        "%(months)s months after you last practised, or until you delete it; "
        "a session with its answers until you end it, at most the day"
    ),
    Kept.BALLOT: N_("Until it is sent in, withdrawn or its round is closed, at most %(days)s days"),
    Kept.SIGN_IN_FAILURE: N_("A day or two after the last try"),
    Kept.JOB: N_("%(days)s days after it was done"),
    Kept.REMINDER: N_("%(months)s months after the letter"),
    Kept.MEETING_VOTE: N_("Until the meeting ends, at the latest the night after it"),
    Kept.RESUME_NUMBER: N_(
        "%(months)s months after the number was last used, until it is deleted or moved to a "
        "record; "
        "answers until the module is done, at most 30 days"
    ),
    Kept.BULK_ACT: N_("%(days)s days, as long as it can be undone"),
}


@dataclass(frozen=True)
class Holding:
    table: str
    part: Part
    what: str
    """What it holds and why, as a msgid."""
    seen_by: str
    """A msgid."""
    kept: Kept | str
    """A term of the retention table, or a msgid where none applies."""


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "person",
        Part.YOU,
        N_(
            "Your name, or the alias shown instead of it, your e-mail address at work if you "
            "have one, and the language you chose"
        ),
        YOU_MANAGERS_ADMINISTRATORS,
        WITH_RECORD,
    ),
    Holding(
        "person_identifier",
        Part.YOU,
        N_(
            "What you sign in with and your employment number, so that your record is yours. "
            "Never a personal identity number"
        ),
        YOU_MANAGERS_ADMINISTRATORS,
        WITH_RECORD,
    ),
    Holding(
        "employment",
        Part.YOU,
        N_(
            "Your workplace, occupation code, kind of employment and its dates, "
            "to know which courses you are asked to take and which text is meant for your work"
        ),
        YOU_MANAGERS_ADMINISTRATORS,
        WITH_RECORD,
    ),
    Holding(
        "leave",
        Part.YOU,
        N_("First and last day of a leave, so that nothing falls due meanwhile. Never a cause"),
        YOU_MANAGERS_ADMINISTRATORS,
        WITH_RECORD,
    ),
    Holding(
        "merged_row",
        Part.YOU,
        N_(
            "When you were in the register twice and the two were made one: which lines came "
            "from which, so that it can be undone"
        ),
        ADMINISTRATORS,
        WITH_RECORD,
    ),
    Holding(
        "role_grant",
        Part.YOU,
        N_("Roles such as manager or coordinator, where and from when to when"),
        N_("You and the administrators; a unit's managers are shown to those above them"),
        WITH_RECORD,
    ),
    Holding(
        "evidence",
        Part.DONE,
        N_(
            "That you have completed a module, on which day, in which version, and who recorded "
            "it. No answers, no score, no number of tries"
        ),
        YOU_AND_MANAGERS,
        Kept.EVIDENCE,
    ),
    Holding(
        "status_period",
        Part.DONE,
        N_("Your status in each course from day to day, worked out from the rest"),
        YOU_AND_MANAGERS,
        WITH_RECORD,
    ),
    Holding(
        "person_tally",
        Part.DONE,
        N_(
            "In which units you count with which status, so that you can be taken out of their sums"
        ),
        YOU_AND_MANAGERS,
        WITH_RECORD,
    ),
    Holding(
        "exemption",
        Part.DONE,
        N_(
            "That you need not take a course for a time, with a reason from a fixed list "
            "without causes of health"
        ),
        YOU_AND_MANAGERS,
        WITH_RECORD,
    ),
    Holding(
        "extension",
        Part.DONE,
        N_(
            "That you have asked for more time, or been given it: for which course, on which day, "
            "and what a manager answered, with a reason from a fixed list. You write no reason"
        ),
        YOU_AND_MANAGERS,
        WITH_RECORD,
    ),
    Holding(
        "objection",
        Part.DONE,
        N_(
            "That you have said that a row somebody else recorded about you is wrong, with a "
            "reason from a fixed list, and what a manager answered"
        ),
        YOU_AND_MANAGERS,
        WITH_RECORD,
    ),
    Holding(
        "attendance",
        Part.DONE,
        N_(
            "That you were at a workplace meeting, who noted it and on which day, and whether you "
            "have confirmed it by your own answers. No answers, and nothing of what was said"
        ),
        YOU_AND_MANAGERS,
        WITH_RECORD,
    ),
    Holding(
        "certificate",
        Part.DONE,
        N_(
            "That you have made a certificate of a course: which course, its days, and which "
            "lines of your record it rests on. Whoever has its link sees those days and whether "
            "it still counts; your name only with the code that stands on the certificate"
        ),
        N_("You, and without your name whoever you give the link"),
        WITH_RECORD,
    ),
    Holding(
        "attempt",
        Part.DONE,
        N_(
            "What you have answered so far in a module, encrypted, so that you can go on where "
            "you were"
        ),
        YOU,
        Kept.OPEN_ATTEMPT,
    ),
    Holding(
        "held_answer",
        Part.DONE,
        N_("An answer that arrived after you had been signed out, encrypted, until you are back"),
        YOU,
        Kept.HELD_ANSWER,
    ),
    Holding(
        "exercise_seen",
        Part.DONE,
        N_(
            "That somebody has answered an exercise before, under a pseudonym that says nothing "
            "without a key kept elsewhere, so that only first answers are counted"
        ),
        NOBODY,
        Kept.EXERCISE_SEEN,
    ),
    Holding(
        "practice",
        Part.DONE,
        N_(
            "When you practise recognising signs: how well each concept is remembered and when it "
            "comes back, two averages, which cases you have seen, and days. When you measure: the "
            "day, the set of cases, and how often you chose each answer. Encrypted, and under a "
            "pseudonym that says nothing without a key kept elsewhere. No answers beyond the "
            "session, and nobody can see whether you take part"
        ),
        YOU,
        Kept.PRACTICE,
    ),
    Holding(
        "practice_letter",
        Part.DONE,
        N_(
            "If you have asked for letters about practice: that, and the day of the last one. "
            "Encrypted, and under a pseudonym; only the program opens it, to send the letter"
        ),
        YOU,
        UNTIL_TURNED_OFF,
    ),
    Holding(
        "measurement_sums",
        Part.DONE,
        N_(
            "What a unit has come to when people there measured, summed up by set of cases and "
            "quarter, without person or day. Only for sets of cases that a panel of your own "
            "municipality has judged. While a single colleague has measured, the sum is that "
            "one's; no page shows it before ten have"
        ),
        NOBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "measurement_seen",
        Part.DONE,
        N_(
            "That somebody has been counted in such a sum, and on which day, under a pseudonym "
            "of its own that says nothing without a key kept elsewhere, so that nobody counts "
            "twice within a year"
        ),
        NOBODY,
        Kept.EXERCISE_SEEN,
    ),
    Holding(
        "measurement_snapshot",
        Part.DONE,
        N_(
            "What coordinators are shown of groups until the next quarter: groups of ten people "
            "and 240 answers and more, rounded, and nothing from which a smaller group can be "
            "worked out"
        ),
        N_("Coordinators"),
        WHILE_IN_USE,
    ),
    Holding(
        "exercise_counter",
        Part.DONE,
        N_(
            "How many have chosen each option of an exercise, how sure those said they were, and "
            "the sum of how well they did elsewhere in the module, without person, workplace or "
            "day, so that poor exercises are found"
        ),
        N_("Authors and reviewers"),
        WHILE_IN_USE,
    ),
    Holding(
        "coverage_change",
        Part.DONE,
        N_("How the number of people with each status in a unit changed from day to day, no names"),
        N_("Managers above the unit; coordinators, where the group is large enough"),
        WHILE_IN_USE,
    ),
    Holding(
        "exercise_sums",
        Part.DONE,
        N_(
            "Sums over the first answers to an exercise, without person, workplace or day, that "
            "tell whether those who do well elsewhere do well here"
        ),
        N_("Authors and reviewers"),
        WHILE_IN_USE,
    ),
    Holding(
        "exercise_workplace",
        Part.DONE,
        N_(
            "From how many workplaces an exercise has been answered, each under a pseudonym that "
            "says nothing without a key kept elsewhere; figures are shown from three workplaces up"
        ),
        NOBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "resume_number",
        Part.DONE,
        N_(
            "That somebody takes an open course without an account: a fingerprint of their number "
            "that says nothing without a key kept elsewhere, the course, and the day it was last "
            "used. No name, no address"
        ),
        WHOEVER_HAS_THE_NUMBER,
        Kept.RESUME_NUMBER,
    ),
    Holding(
        "open_work",
        Part.DONE,
        N_(
            "Under such a number: which modules are begun or done, in which version and on which "
            "days, and what has been answered so far in one that is not done, encrypted"
        ),
        WHOEVER_HAS_THE_NUMBER,
        Kept.RESUME_NUMBER,
    ),
    Holding(
        "panel_ballot",
        Part.DONE,
        N_(
            "A panel ballot that was handed out and not sent in: a fingerprint of its code, the "
            "day, and what has been judged on it so far, encrypted. Nothing says who holds it"
        ),
        N_("Whoever holds the code"),
        Kept.BALLOT,
    ),
    Holding(
        "panel_vote",
        Part.DONE,
        N_(
            "How many panel ballots chose what about a case, and the reasons from a fixed list, "
            "without person or day. Nothing is shown before five votes, and then five at a time "
            "while the panel is at work"
        ),
        N_("Coordinators; learners after their own answer"),
        WHILE_IN_USE,
    ),
    Holding(
        "meeting_vote",
        Part.DONE,
        N_(
            "How many of those in the room chose what about a made-up case, without person or "
            "time. Nothing is shown before the vote is closed, and nothing of fewer than five: "
            "that is deleted when it is closed"
        ),
        N_("Those in the room, once the vote is closed"),
        Kept.MEETING_VOTE,
    ),
    Holding(
        "meeting_voter",
        Part.DONE,
        N_(
            "That a phone has voted in the round that is open: a fingerprint of a random number "
            "that the phone has drawn, without choice, person or time. Deleted when the round is "
            "closed"
        ),
        NOBODY,
        Kept.MEETING_VOTE,
    ),
    Holding(
        "reminder",
        Part.DONE,
        N_(
            "That a letter reminded you, or told one of your managers that something is late: "
            "which course, which last day, which reminder, and on which day it was sent. So "
            "nothing is said twice"
        ),
        NOBODY,
        Kept.REMINDER,
    ),
    Holding(
        "credential",
        Part.SIGN_IN,
        N_("A fingerprint of your password (Argon2), from which it cannot be read"),
        NOBODY,
        WITH_RECORD,
    ),
    Holding(
        "login_session",
        Part.SIGN_IN,
        N_("Where you are signed in: since when, last used, and roughly on what device"),
        YOU,
        Kept.SESSION,
    ),
    Holding(
        "calendar_link",
        Part.SIGN_IN,
        N_(
            "That you have made a private address for your calendar, and on which day. The address "
            "only as fingerprint, and not when a calendar asks for it"
        ),
        YOU,
        UNTIL_TAKEN_AWAY,
    ),
    Holding(
        "one_time_code",
        Part.SIGN_IN,
        N_("That a slip or link was made for you, by whom and when. The code only as fingerprint"),
        N_("You see who made it when you use it"),
        Kept.SLIP,
    ),
    Holding(
        "sign_in_failure",
        Part.SIGN_IN,
        N_(
            "How often signing in has failed for a name or a network address, both made "
            "unreadable, to slow down guessing"
        ),
        NOBODY,
        Kept.SIGN_IN_FAILURE,
    ),
    Holding(
        "audit_view",
        Part.TRACE,
        N_("Which manager or administrator opened a page with the people of which unit, and when"),
        N_("You, where it was your unit; no other page shows it"),
        Kept.AUDIT,
    ),
    Holding(
        "audit_act",
        Part.TRACE,
        N_(
            "Who changed something about people, units, roles, duties or contact routes, and "
            "when. That a record was disposed of stays, without the name"
        ),
        N_("Nobody here: no page shows it"),
        Kept.AUDIT,
    ),
    Holding(
        "audit_seal",
        Part.TRACE,
        N_(
            "How many lines the log had on a day and a fingerprint of them, without whom they are "
            "about, so that nobody changes the log unnoticed"
        ),
        NOBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "municipality",
        Part.PLACE,
        N_("The municipality's name, language, colours and where to get help"),
        ANYBODY,
        WHILE_IN_USE,
    ),
    Holding("host", Part.PLACE, N_("The internet addresses of this site"), ANYBODY, WHILE_IN_USE),
    Holding(
        "unit",
        Part.PLACE,
        N_(
            "Departments, units and workplaces, who is the controller of personal data there, "
            "and how long records are kept"
        ),
        PLANNERS,
        WHILE_IN_USE,
    ),
    Holding(
        "unit_placement",
        Part.PLACE,
        N_("What each unit was called and what it belonged to, from day to day"),
        PLANNERS,
        WHILE_IN_USE,
    ),
    Holding(
        "duty",
        Part.PLACE,
        N_("Which courses are asked of which groups, and how long they count"),
        PLANNERS,
        WHILE_IN_USE,
    ),
    Holding(
        "bulk_act",
        Part.TRACE,
        N_(
            "That somebody has decided the same for many people at once, when, and which rows it "
            "wrote, so that it can be undone. No person stands in it but who did it"
        ),
        PLANNERS,
        Kept.BULK_ACT,
    ),
    Holding(
        "route",
        Part.PLACE,
        N_("Whom to turn to: telephone numbers and addresses of functions, not of persons"),
        ANYBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "meeting",
        Part.PLACE,
        N_("Which unit takes which module together on which day, and the code shown there"),
        N_("The managers of the unit and above"),
        WHILE_IN_USE,
    ),
    Holding("course", Part.COURSES, N_("The courses"), READERS, WHILE_IN_USE),
    Holding(
        "open_course",
        Part.COURSES,
        N_("Which courses anybody may take without signing in, and since when"),
        ANYBODY,
        WHILE_IN_USE,
    ),
    Holding("module", Part.COURSES, N_("The modules of each course"), READERS, WHILE_IN_USE),
    Holding(
        "module_gap",
        Part.COURSES,
        N_("On which days a module was out of use"),
        PLANNERS,
        WHILE_IN_USE,
    ),
    Holding(
        "module_version",
        Part.COURSES,
        N_("Every published version of a module, so that a record says what was taken"),
        READERS,
        WHILE_IN_USE,
    ),
    Holding(
        "module_text", Part.COURSES, N_("Each version in each language"), READERS, WHILE_IN_USE
    ),
    Holding(
        "content_blob",
        Part.COURSES,
        N_("The texts and pictures themselves"),
        READERS,
        WHILE_IN_USE,
    ),
    Holding(
        "case_bank",
        Part.COURSES,
        N_("The cases to practise with"),
        EVERYBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "meeting_page",
        Part.COURSES,
        N_("The pages for workplace meetings"),
        EVERYBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "panel_round",
        Part.COURSES,
        N_(
            "Which texts a panel was asked to judge, from which day to which, and how many ballots "
            "came in"
        ),
        PLANNERS,
        WHILE_IN_USE,
    ),
    Holding(
        "media", Part.COURSES, N_("Which pictures belong to which text"), READERS, WHILE_IN_USE
    ),
    Holding(
        "search_entry",
        Part.COURSES,
        N_("Words of the published texts, for the search. What you search for is not kept"),
        EVERYBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "sync_mark",
        Part.COURSES,
        N_("Which files were published last"),
        NOBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "content_stamp",
        Part.COURSES,
        N_("When the published texts last changed, so that pages are drawn anew"),
        NOBODY,
        WHILE_IN_USE,
    ),
    Holding(
        "import_batch",
        Part.OPERATION,
        N_(
            "The latest list from the payroll system, while it waits to be confirmed, and how to "
            "take it back"
        ),
        ADMINISTRATORS,
        LATEST_IMPORT,
    ),
    Holding(
        "job",
        Part.OPERATION,
        N_("What the program still has to do, such as sending you a letter; a number for you"),
        NOBODY,
        Kept.JOB,
    ),
    Holding(
        "worker_beat",
        Part.OPERATION,
        N_("When the program last looked for something to do"),
        NOBODY,
        WHILE_IN_USE,
    ),
)


def how_long(holding: Holding, gettext: Callable[[str], str]) -> str:
    """The sentence, with the figures of the retention table in it."""
    if not isinstance(holding.kept, Kept):
        return gettext(holding.kept)
    term = RETENTION[holding.kept]
    return gettext(TERMS[holding.kept]) % {"months": term.months, "days": term.days}


def of_part(part: Part) -> tuple[Holding, ...]:
    return tuple(holding for holding in HOLDINGS if holding.part is part)
