"""What the settings under the heading of a case say about it, for practice and measurement."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from elearn.domain.exercises.exercise import Where
from elearn.domain.recognition.case import Anchor, Truth

# fmt: off
SETTINGS = frozenset((
    "truth", "concept", "markers", "cue", "context", "twin", "panel", "form", "ideology",
    "religion", "anchor",
))
# fmt: on
_STRENGTHS = ("1", "2", "3")
_USUAL_STRENGTH = "2"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Votes:
    """What a panel said, where one has been asked."""

    agreed: int
    """Who judged as the truth says; of a grey case, who saw cause for concern."""
    asked: int


@dataclass(frozen=True, kw_only=True)
class Vignette:
    """What `recognition.case.Case` says of a case, as far as its author wrote it."""

    truth: Truth
    concept: str = ""
    """Empty outside a bank, where nothing is practised by concept."""
    markers: frozenset[str] = frozenset()
    cue: int
    context: int
    twin: str | None = None
    panel: Votes | None = None
    """None while no panel has judged the case."""
    form: str | None = None
    ideology: str | None = None
    religion: str | None = None
    anchor: Anchor | None = None


def read_vignette(settings: Mapping[str, str], where: Where) -> Vignette:
    """Raises: ContentError for a setting that cannot be read, or two that contradict each other."""
    vignette = Vignette(
        truth=read_truth(settings, where),
        concept=_name(settings, "concept", where) or "",
        markers=read_markers(settings, where),
        cue=int(_one_of(_STRENGTHS, settings, "cue", where, _USUAL_STRENGTH)),
        context=int(_one_of(_STRENGTHS, settings, "context", where, _USUAL_STRENGTH)),
        twin=_name(settings, "twin", where),
        panel=_votes(settings, where),
        form=_name(settings, "form", where),
        ideology=_name(settings, "ideology", where),
        religion=_name(settings, "religion", where),
        anchor=_anchor(settings, where),
    )
    _refuse_contradictions(vignette, where)
    return vignette


def read_truth(
    settings: Mapping[str, str], where: Where, *, among: Collection[Truth] = tuple(Truth)
) -> Truth:
    """What `truth:` says. Raises: ContentError when it says nothing, or none of *among*."""
    if not settings.get("truth"):
        where.refuse("truth-missing")
    return Truth(_one_of(tuple(among), settings, "truth", where))


def read_markers(settings: Mapping[str, str], where: Where) -> frozenset[str]:
    """What `markers:` lists. Raises: ContentError."""
    listed = [marker.strip() for marker in settings.get("markers", "").split(",")]
    markers = frozenset(filter(None, listed))
    for marker in sorted(markers):
        _require_name(marker, "markers", where)
    return markers


def _one_of(
    allowed: Collection[str],
    settings: Mapping[str, str],
    key: str,
    where: Where,
    otherwise: str = "",
) -> str:
    said = settings.get(key) or otherwise
    if said not in allowed:
        where.refuse("setting-value", key=key, value=said, allowed=", ".join(allowed))
    return said


def _name(settings: Mapping[str, str], key: str, where: Where) -> str | None:
    said = settings.get(key)
    return _require_name(said, key, where) if said else None


def _require_name(said: str, key: str, where: Where) -> str:
    if not _NAME.fullmatch(said):
        where.refuse("value-not-an-id", key=key, value=said)
    return said


def _anchor(settings: Mapping[str, str], where: Where) -> Anchor | None:
    if not settings.get("anchor"):
        return None
    return Anchor(_one_of(tuple(Anchor), settings, "anchor", where))


def _votes(settings: Mapping[str, str], where: Where) -> Votes | None:
    said = settings.get("panel") or "none"
    if said == "none":
        return None
    agreed, _, asked = (part.strip() for part in said.partition("/"))
    if not (_is_count(agreed) and _is_count(asked) and int(agreed) <= int(asked) > 0):
        where.refuse("panel-setting", value=said)
    return Votes(int(agreed), int(asked))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _refuse_contradictions(vignette: Vignette, where: Where) -> None:
    if vignette.form and vignette.truth is Truth.GREY:
        where.refuse("form-of-grey-case")
    if vignette.anchor is None:
        return
    is_signal = vignette.anchor is Anchor.CLEAR_SIGNAL
    if vignette.truth is not (Truth.SIGNAL if is_signal else Truth.LOOKALIKE):
        where.refuse("anchor-truth", anchor=vignette.anchor, truth=vignette.truth)
