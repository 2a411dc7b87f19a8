"""Refusals about answering exercises."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "answer-malformed": N_("Your answer did not arrive whole. Choose again and send it."),
    "answer-unknown-option": N_(
        "One of the options no longer exists. Look at the question again and choose."
    ),
    "answer-only-one": N_("Only one option can be chosen here. Choose one."),
}
