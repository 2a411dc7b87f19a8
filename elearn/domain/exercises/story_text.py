"""The parts of a scenario, as its author wrote them → the story."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from elearn.domain.exercises.exercise import Body, Item, Spec, SubPart, Where
from elearn.domain.exercises.passing import refuse_quotes_out_of_place
from elearn.domain.exercises.story import Comparison, Effect, Ending, Guard, Move, Step, Story
from elearn.domain.recognition.response import Rung

WORDS: Mapping[str, str] = {"steg": "step", "step": "step", "slut": "end", "end": "end"}
"""What may stand under `####`, and in the target of a link."""
STEP_SETTINGS = frozenset({"band", "duty"})
"""What a comment under the heading of a step may say."""
MOST_PARTS = 90
"""So that a way through fits the two digits that number its answers."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_BAND = re.compile(r"([0-4])(?:\s*[-–—]\s*([0-4]))?")
_RUNG = re.compile(r"(?:nivå|level)\s+([0-4])")
_LIKE_A_RUNG = re.compile(r"(?:nivå|level)\s*[-+]?[0-9.,]+$")
_CHANGE = re.compile(r"([-+−–])\s*([^\W\d_][\w-]{0,29})")
_GUARD = re.compile(
    r"(?:om|if)\s+([^\W\d_][\w-]{0,29})\s*(>=|<=|≥|≤|==|=|>|<)\s*([0-9]{1,2})"
)  # fmt: skip
_SAME = {"≥": ">=", "≤": "<=", "==": "="}
_TASKS = frozenset({Body.NUMBERED_TASKS, Body.BULLETED_TASKS})
_YES_OR_NO = {"yes": True, "ja": True, "no": False, "nej": False}


def read_story(spec: Spec, where: Where) -> Story:
    """Raises: ContentError for the first part that cannot be read."""
    if spec.items:
        where.refuse("scenario-choices-outside", line=spec.items[0].line)
    for key in sorted(spec.settings.keys() & STEP_SETTINGS):
        where.refuse("scenario-setting-above", key=key)
    if len(spec.parts) > MOST_PARTS:
        where.refuse("scenario-too-large", limit=MOST_PARTS)
    _refuse_names(spec.parts, where)
    steps = dict(_steps(spec, where))
    endings = dict(_endings(spec, where))
    if not steps or not endings:
        where.refuse("scenario-without-step" if not steps else "scenario-without-end")
    _refuse_targets(spec.parts, where)
    return Story(_start(spec, steps, where), steps, endings)


def _refuse_targets(parts: tuple[SubPart, ...], where: Where) -> None:
    """Raise: ContentError for a choice that leads nowhere, in its author's words."""
    places = {_place(part) for part in parts}
    for item in (item for part in parts for item in part.spec.items):
        if _leads_to(item.target) not in places:
            near = next(iter(get_close_matches(item.target, _targets(parts), n=1)), "")
            at = _at(item, where)
            at.refuse(
                "scenario-target",
                target=f"#{item.target}",
                heading=_heading_for(item.target),
                near=near and f"#{near}",
            )


def _heading_for(target: str) -> str:
    """The heading that a link to *target* would lead to."""
    word, _, name = target.partition("-")
    said, name = (word, name) if word.lower() in WORDS else (next(iter(WORDS)), target)
    return f"#### {said.capitalize()}: {name}"


def _targets(parts: tuple[SubPart, ...]) -> list[str]:
    """Every way to write a link to one of *parts*; in the words of the others, if they use any."""
    written = {item.target.partition("-")[0] for part in parts for item in part.spec.items}
    words = written & WORDS.keys() or WORDS.keys()
    return [f"{word}-{part.name}" for part in parts for word in words if WORDS[word] == part.word]


def _place(part: SubPart) -> str:
    return f"{part.word}-{part.name}"


def _at(part: SubPart | Item, where: Where) -> Where:
    return Where(where.file, part.line or where.line)


def _refuse_names(parts: tuple[SubPart, ...], where: Where) -> None:
    line_by_place: dict[str, int] = {}
    for part in parts:
        at, place = _at(part, where), _place(part)
        if not _NAME.fullmatch(part.name):
            at.refuse("part-name", name=part.name)
        if place in line_by_place:
            at.refuse("part-twice", name=part.name, first=line_by_place[place])
        line_by_place[place] = at.line


def _steps(spec: Spec, where: Where) -> Iterator[tuple[str, Step]]:
    before = 0
    for part in spec.parts:
        if part.word == "step":
            yield _place(part), _step(part, _at(part, where), before)
            before += len(part.spec.items)


def _endings(spec: Spec, where: Where) -> Iterator[tuple[str, Ending]]:
    ends = (part for part in spec.parts if part.word == "end")
    for ordinal, part in enumerate(ends, start=1):
        yield _place(part), _ending(part, _at(part, where), ordinal)


def _start(spec: Spec, steps: Mapping[str, Step], where: Where) -> str:
    said = spec.settings.get("start")
    if said is None:
        return next(iter(steps))
    if f"step-{said}" not in steps:
        names = ", ".join(step.name for step in steps.values())
        where.refuse("setting-value", key="start", value=said, allowed=names)
    return f"step-{said}"


def _step(part: SubPart, where: Where, before: int) -> Step:
    _refuse_settings(part, STEP_SETTINGS, where)
    refuse_quotes_out_of_place(part.spec, where)
    if not part.spec.items:
        where.refuse("scenario-step-without-choice", name=part.name)
    is_duty = _duty(part, where)
    moves = tuple(
        _move(item, part.spec, str(n), where)
        for n, item in enumerate(part.spec.items, start=before + 1)
    )
    return Step(
        part.name,
        part.spec.stem,
        moves,
        _band(part, where, is_duty),
        is_duty,
        where,
        part.spec.explanation,
    )


def _ending(part: SubPart, where: Where, ordinal: int) -> Ending:
    _refuse_settings(part, frozenset(), where)
    refuse_quotes_out_of_place(part.spec, where)
    if part.spec.items:
        where.refuse("scenario-end-with-choices", line=part.spec.items[0].line, name=part.name)
    if not part.spec.stem.strip():
        where.refuse("scenario-end-empty", name=part.name)
    return Ending(ordinal, part.name, together(part.spec.stem, part.spec.explanation), where)


def _refuse_settings(part: SubPart, known: frozenset[str], where: Where) -> None:
    for key in part.spec.settings:
        if key not in known:
            where.refuse("setting-unknown", key=key, allowed=", ".join(sorted(known)) or "–")


def _move(item: Item, step: Spec, ordinal: str, where: Where) -> Move:
    at = _at(item, where)
    if not item.target:
        at.refuse("way-without-link")
    return Move(
        id=ordinal,
        text=item.text,
        leads_to=_leads_to(item.target),
        effect=_effect(item.title, at),
        recommended=item.checked if step.body in _TASKS else None,
        feedback=item.feedback,
        where=at,
    )


def _leads_to(target: str) -> str:
    """The place: its word in English, so that both languages say the same."""
    word, hyphen, name = target.lower().partition("-")
    return f"{WORDS.get(word, word)}{hyphen}{name}"


def _effect(title: str, where: Where) -> Effect:
    rungs: list[Rung] = []
    changes: list[tuple[str, int]] = []
    guards: list[Guard] = []
    for piece in filter(None, (one.strip().lower() for one in title.split(";"))):
        if rung := _RUNG.fullmatch(piece):
            rungs.append(Rung(int(rung[1])))
        elif change := _CHANGE.fullmatch(piece):
            changes.append((change[2], 1 if change[1] == "+" else -1))
        elif guard := _GUARD.fullmatch(piece):
            comparison = Comparison(_SAME.get(guard[2], guard[2]))
            guards.append(Guard(guard[1], comparison, int(guard[3])))
        else:
            code = "scenario-level" if _LIKE_A_RUNG.match(piece) else "scenario-title"
            where.refuse(code, value=piece)
    if len(rungs) > 1:
        where.refuse("scenario-title", value=title)
    return Effect(next(iter(rungs), None), tuple(changes), tuple(guards))


def _duty(part: SubPart, where: Where) -> bool:
    said = part.spec.settings.get("duty", "no").lower()
    if said not in _YES_OR_NO:
        where.refuse("setting-value", key="duty", value=said, allowed="yes, no")
    return _YES_OR_NO[said]


def _band(part: SubPart, where: Where, is_duty: bool) -> tuple[Rung, Rung] | None:
    """Where law asks for the formal route, that is the band, said or unsaid."""
    said = part.spec.settings.get("band", "4" if is_duty else "").strip()
    if not said and "band" not in part.spec.settings:
        return None
    found = _BAND.fullmatch(said)
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if low > high:
        where.refuse("scenario-band", value=said)
    if is_duty and low < Rung.FORMAL:
        where.refuse("scenario-duty-band", name=part.name)
    return Rung(low), Rung(high)


def together(*texts: str) -> str:
    """Blocks of text, one after the other."""
    return "\n\n".join(filter(None, texts))
