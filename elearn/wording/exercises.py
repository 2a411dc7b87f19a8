"""What scales ask, what their levels are called, and what is said about an answer in words that
no author wrote."""

from collections.abc import Callable, Mapping

from elearn.domain.exercises.exercise import Remark, Verdict
from elearn.domain.exercises.interaction import Scale
from elearn.domain.recognition.panel_votes import Reason
from elearn.wording.mark import N_
from elearn.wording.panel import REASONS

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
SHORT: Mapping[Scale, Mapping[str, str]] = {
    Scale.CONCERN: {
        level: words
        for words, levels in ((N_("sure"), "16"), (N_("fairly sure"), "25"), (N_("unsure"), "34"))
        for level in levels
    },
}
"""What is left of the words of a level under its heading: their end, in every language."""
VERDICTS: Mapping[Verdict, str] = {
    Verdict.RIGHT: N_("Right:"),
    Verdict.WRONG: N_("Not right:"),
    Verdict.MISSED: N_("This would have been right:"),
    Verdict.NEUTRAL: N_("You answered:"),
}
YOU_CHOSE = N_("You chose:")
ANSWERS: Mapping[str, str] = {
    f"{scale}-{level}": words for scale, levels in LEVELS.items() for level, words in levels.items()
} | {"unanswered": N_("Nothing")}
"""What was given in answer, by `Remark.code`."""
_OF_VOTES: Mapping[str, str] = {
    "panel-votes.right": N_("You chose, as most did:"),
    "panel-votes.missed": N_("Most chose:"),
    "panel-votes.wrong": N_("You chose, and nobody else:"),
    "panel-votes.neutral": N_("You chose, as some did:"),
}
_OF_NOTES: Mapping[str, str] = {
    f"response-{level}.{verdict}": words
    for levels, verdict, words in (
        ("01", "right", N_("No concern was needed here, and you answered:")),
        ("23", "wrong", N_("More than was needed here:")),
        ("01", "wrong", N_("There was reason for concern here, and you answered:")),
        ("23", "right", N_("Right, there was reason for concern here:")),
    )
    for level in levels
}
LEADS: Mapping[str, str] = {
    "scenario-end": N_("How it ended:"),
    "model-answer": N_("One way to answer:"),
    "order-follows": N_("Partly right:"),
    "phrase-signal.right": N_("A signal, and you marked it:"),
    "phrase-signal.missed": N_("A signal, and you left it:"),
    "phrase-missing.right": N_("Missing from the text, and you saw it:"),
    "phrase-missing.missed": N_("Missing from the text, and you did not see it:"),
    "phrase-neutral.wrong": N_("Harmless, and you marked it:"),
    "phrase-neutral.neutral": N_("Harmless, and you left it:"),
    "phrase-protective.wrong": N_("Good for the person, and you marked it:"),
    "phrase-protective.neutral": N_("Good for the person, and you left it:"),
    "story-over.wrong": YOU_CHOSE,
    "story-under.wrong": YOU_CHOSE,
    "story-unadvised.wrong": YOU_CHOSE,
    "story-other.wrong": YOU_CHOSE,
    **{f"recall-{level}": QUESTIONS[Scale.RECALL] for level in LEVELS[Scale.RECALL]},
    **_OF_NOTES,
    **_OF_VOTES,
    **{f"own-{code}": words for code, words in _OF_VOTES.items()},
}
"""What stands before a remark instead of its verdict, by its code, or by code and verdict."""
WITHOUT_LEAD = frozenset({"order-misplaced"})
"""Remarks whose sentence says enough."""
SUMMARIES: Mapping[str, str] = {
    "order-places": N_("In the right place: %(right)s of %(of)s."),
    "order-neighbours": N_(
        "Steps that have the right one after them: %(right)s of %(of)s. The last has none."
    ),
    "pairs-right": N_("Right pairs: %(right)s of %(of)s."),
    "options-right": N_("Right ones chosen: %(right)s of %(of)s."),
    "options-right-and-left": N_(
        "Right ones chosen: %(right)s of %(of)s. Others left alone: %(left)s of %(others)s."
    ),
    "twins-right": N_("Judged rightly: %(right)s of %(of)s. Both have to be."),
    "story-good-choices": N_("Situations in which you chose well: %(right)s of %(of)s."),
}
"""What an answer that is not all right came to, by `Remark.code`; said first."""
SENTENCES: Mapping[str, str] = {
    "order-misplaced": N_("You put it as number %(given)s. It belongs as number %(place)s."),
    "order-follows": N_(
        "You put it as number %(given)s, right after what it should follow. "
        "It belongs as number %(place)s."
    ),
    "story-over": N_("That is more than is needed."),
    "story-under": N_("That is not enough here."),
    "story-unadvised": N_("Something else works better here."),
    "story-trust-up": N_("Trust grew to %(after)s."),
    "story-trust-down": N_("Trust fell to %(after)s."),
    "story-trust-end": N_("Trust at the end: %(trust)s of %(most)s."),
    "story-trust-first": N_("The first time: %(trust)s of %(most)s."),
    "no-change-right": N_(
        "There was no reason for concern at any time, and you were not concerned."
    ),
    "no-change-wrong": N_(
        "There was no reason for concern at any time. This time you were concerned all the same."
    ),
    "change-too-early": N_(
        "Concern was warranted from note %(note)s on. You were concerned before that."
    ),
    "change-missed": N_(
        "Concern was warranted from note %(note)s on. This time you left it alone."
    ),
    "change-in-time": N_("Concern was warranted from note %(note)s on. You saw it in time."),
    "change-soon": N_(
        "Concern was warranted from note %(note)s on. You saw it one note later. That counts, "
        "but here it is good to tell somebody the same day."
    ),
    "change-late": N_("Concern was warranted from note %(note)s on. You saw it at note %(seen)s."),
    "panel-none": N_("No panel has judged this yet, so nothing is right or wrong here."),
    "panel-votes": N_("%(votes)s of %(asked)s on the panel chose this."),
    "panel-others": N_("%(votes)s of %(asked)s on the panel chose this."),
    "panel-agreed": N_(
        "%(votes)s of %(asked)s on the panel judged it the same way as the writers."
    ),
    "panel-concerned": N_(
        "%(votes)s of %(asked)s on the panel were more than ordinarily concerned."
    ),
    "own-panel-votes": N_("%(votes)s of %(asked)s in this municipality’s panel chose this."),
    "own-panel-others": N_("%(votes)s of %(asked)s in this municipality’s panel chose this."),
    "own-panel-step": N_("%(votes)s of %(asked)s in this municipality’s panel chose this."),
    "own-panel-agreed": N_(
        "%(votes)s of %(asked)s in this municipality’s panel judged it the same way as the writers."
    ),
    "own-panel-concerned": N_(
        "%(votes)s of %(asked)s in this municipality’s panel were more than ordinarily concerned."
    ),
    "panel-contested": N_(
        "This municipality’s panel does not agree with the writers here. The key is the writers’ "
        "own, and whoever judges otherwise is in good company."
    ),
    "panel-levels": N_(
        "Ordinary: %(ordinary)s, of whom sure: %(ordinary_sure)s. "
        "More concern: %(concern)s, of whom sure: %(concern_sure)s."
    ),
    "panel-reasons": N_("What weighed with them: %(reasons)s."),
}
"""A whole sentence about the answer, by `Remark.code`."""
AFTERWARDS = frozenset(
    {"story-trust-up", "story-trust-down", "story-trust-end", "story-trust-first"}
)
"""Sentences that stand after what the author says, which is what explains them."""


def sentence_on(remark: Remark, gettext: Callable[[str], str]) -> str:
    """The sentence of *remark* in the language of *gettext*; empty where its code has none."""
    words = SENTENCES.get(remark.code)
    if not words:
        return ""
    values: dict[str, object] = dict(remark.values)
    if remark.code == "panel-reasons":
        named = (gettext(REASONS[Reason(code)]) for code in remark.values)
        pairs = zip(named, remark.values.values(), strict=True)
        values = {"reasons": ", ".join(f"{_inside(text)} ({count})" for text, count in pairs)}
    return gettext(words) % values


def _inside(text: str) -> str:
    """As it stands within a sentence."""
    return text[:1].lower() + text[1:]
