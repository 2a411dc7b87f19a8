"""What an exercise asks, in the few words that QTI, SCORM and xAPI share.

The set is closed: pages draw interactions, formats write interactions, and neither ever sees
an exercise type. An interaction holds nothing of the key, nor of the feedback.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    id: str
    """The ordinal in the source-language block, from "1"; the same in every translation."""
    text: str
    """Markdown as the author wrote it, or safe HTML in a compiled module."""


@dataclass(frozen=True)
class Choice:
    """Choose one option, or any number of them. Source: QTI 3.0, choiceInteraction."""

    options: tuple[Option, ...]
    multiple: bool
    shuffle: bool = True
    """Whether each attempt may show the options in an order of its own."""


Interaction = Choice
"""Every interaction there is; a `match` over it ends in `assert_never`."""
