"""What scales ask, what their levels are called, and what is said about an answer in words that
no author wrote."""

from collections.abc import Mapping

from elearn.domain.exercises.exercise import Verdict
from elearn.domain.exercises.interaction import Scale
from elearn.wording.mark import N_

QUESTIONS: Mapping[Scale, str] = {
    Scale.CONCERN: N_("Is there reason for more than ordinary concern, and how sure are you?"),
    Scale.RESPONSE: N_("What would you do now?"),
    Scale.RECALL: N_("Did you know it?"),
}
LEVELS: Mapping[Scale, Mapping[str, str]] = {
    Scale.CONCERN: {
        "1": N_("Ordinary, and I am sure"),
        "2": N_("Ordinary, and I am fairly sure"),
        "3": N_("Ordinary, but I am unsure"),
        "4": N_("More concern, but I am unsure"),
        "5": N_("More concern, and I am fairly sure"),
        "6": N_("More concern, and I am sure"),
    },
    Scale.RESPONSE: {
        "0": N_("Be with the person as usual"),
        "1": N_("Talk with the person and give support"),
        "2": N_("Ask a colleague or my manager"),
        "3": N_("Ask somebody with special knowledge, without naming the person"),
    },
    Scale.RECALL: {"1": N_("No"), "2": N_("Partly"), "3": N_("Yes")},
}
HALVES: Mapping[Scale, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Scale.CONCERN: (
        (N_("Ordinary"), ("1", "2", "3")),
        (N_("More than ordinary concern"), ("4", "5", "6")),
    ),
}
"""Levels that stand under a heading of their own."""
VERDICTS: Mapping[Verdict, str] = {
    Verdict.RIGHT: N_("Right:"),
    Verdict.WRONG: N_("Not right:"),
    Verdict.MISSED: N_("Would have been right, too:"),
    Verdict.NEUTRAL: N_("You answered:"),
}
CODES: Mapping[str, str] = {
    f"{scale}-{level}": words for scale, levels in LEVELS.items() for level, words in levels.items()
}
"""By `Remark.code`."""
