"""What panels say: the reasons on a ballot, and why something was refused."""

from collections.abc import Mapping

from elearn.domain.recognition.panel_votes import Reason
from elearn.wording.mark import N_

REASONS: Mapping[Reason, str] = {
    Reason.BEHAVIOUR: N_("What the person does"),
    Reason.CHANGE: N_("That something has changed"),
    Reason.TOGETHER: N_("That several things coincide"),
    Reason.ORDINARY: N_("That there is an ordinary explanation"),
    Reason.SUPPORT: N_("That the person has support"),
    Reason.LITTLE_KNOWN: N_("That little is known"),
    Reason.HELPS: N_("That it helps the person most"),
    Reason.FIND_OUT: N_("That one has to know more first"),
    Reason.LEAST_HARM: N_("That it does the least harm if there is nothing to it"),
    Reason.URGENT: N_("That it cannot wait"),
    Reason.DUTY: N_("What law or routine asks for"),
    Reason.NOT_ALONE: N_("That one should not decide alone"),
}
SENTENCES: Mapping[str, str] = {
    "panel-round-open": N_(
        "This text is put to a panel already. Close that round first, or hand out more ballots in "
        "it."
    ),
    "panel-round-over": N_("That round is closed. Open a new one to ask again."),
    "panel-ballots-printed": N_(
        "Ballots have been printed since this page was shown, perhaps by the same press of the "
        "button. Look at the numbers and print more only if they are lacking."
    ),
    "panel-more-would-be-lost": N_(
        "Nothing is closed yet. Look at how many ballots would be lost, and then say again that "
        "the round is to be closed."
    ),
    "panel-ballots-outside": N_("Print at least one ballot, and at most %(most)s at a time."),
    "panel-ballot-unknown": N_(
        "This code cannot be used. It may be mistyped. If the ballot has been sent in, it counts "
        "and there is nothing more to do. If the round is closed or the ballot was withdrawn, "
        "whoever gave it to you can tell you more."
    ),
    "panel-ballot-expired": N_(
        "This ballot is too old, and what was on it does not count. Ask whoever gave it to you for "
        "a new one."
    ),
    "panel-ballot-empty": N_(
        "Nothing on this ballot has been judged yet. Judge at least one case before you send it."
    ),
}
