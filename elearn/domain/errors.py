"""Everything the domain can object to, in one family.

    ElearnError
    ├── ContentError      one mistake in one file of a course: code, file, line, values
    ├── ContentErrors     all mistakes of one reading together; never empty
    ├── Refusal           a rule says no to an act: code, values
    │   └── BadAnswer     an answer that no page of ours could have sent
    └── FormatError       bytes that are not what their name promises: code, values

An error carries a code and the values that belong in its sentence. The sentence itself is
made at the edge, in `elearn/wording/`, in the reader's language.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType


class ElearnError(Exception):
    """The root: catch it where any of the others may pass."""


class _CodedError(ElearnError):
    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        """Kebab-case, stable: what tests, logs and wording refer to."""
        self.values: Mapping[str, object] = MappingProxyType(values)
        """What the sentence of *code* mentions, by name."""


class Refusal(_CodedError):  # noqa: N818 - a no is not a fault
    """A rule refuses what somebody asked for."""


class BadAnswer(Refusal):
    """An answer with the wrong shape, or with an option that does not exist."""


class FormatError(_CodedError):
    """A file or message that cannot be read as the format it claims to be."""


class ContentError(ElearnError):
    """One mistake, and where its author finds it: *line* counts from 1 in *file*."""

    def __init__(self, code: str, file: str, line: int, values: Mapping[str, object]) -> None:
        super().__init__(code, file, line, dict(values))
        self.code = code
        self.file = file
        self.line = line
        self.values: Mapping[str, object] = MappingProxyType(dict(values))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}"


class ContentErrors(ElearnError):  # noqa: N818 - the plural is the point
    """Every mistake that one reading found, in the order of files and lines."""

    def __init__(self, errors: Iterable[ContentError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.file, error.line)))
        super().__init__(*self.errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))
