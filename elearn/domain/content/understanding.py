"""What was understood of an exercise, so that its author can see whether that is what was meant."""

from collections.abc import Callable, Mapping

from elearn.domain.content.course import ExerciseBlock
from elearn.domain.exercises.exercise import Meaning, Spec

Values = Mapping[str, object]
"""With *variant*, the sentence that tells it, and what that mentions."""


def understood(block: ExerciseBlock) -> Values:
    """What is told about *block*; a type that nobody speaks of here is told by its name."""
    tell = _BY_TYPE.get(block.exercise.name, _of_other)
    return tell(block)


def _of_choice(block: ExerciseBlock) -> Values:
    key = sorted(block.exercise.key(), key=int)
    several = "several" if block.exercise.name == "multiple-choice" else "any"
    variant = "one" if several == "any" and len(key) == 1 else several
    return {"variant": variant, "key": ", ".join(key), "options": len(block.spec.items)}


def _of_pairs(block: ExerciseBlock) -> Values:
    lures = sum(not item.text for item in block.spec.items)
    return {"variant": "pairs", "pairs": len(block.spec.items) - lures, "lures": lures}


def _of_order(block: ExerciseBlock) -> Values:
    return {"variant": "order", "count": len(block.spec.items)}


def _of_typed(block: ExerciseBlock) -> Values:
    right = [item.raw for item in block.spec.items if item.checked]
    mistakes = len(block.spec.items) - len(right)
    return {"variant": block.exercise.name, "key": " | ".join(right), "mistakes": mistakes}


def _of_case(block: ExerciseBlock) -> Values:
    return {"variant": f"judge-{block.spec.settings['truth']}"}


def _of_twins(block: ExerciseBlock) -> Values:
    truths = [part.spec.settings.get("truth") for part in block.spec.parts]
    return {"variant": "twins", "signals": truths.count("signal")}


def _of_notes(block: ExerciseBlock) -> Values:
    changes = [number for number, item in enumerate(block.spec.items, 1) if item.checked]
    variant = "change" if changes else "no-change"
    return {"variant": variant, "notes": len(block.spec.items), "note": sum(changes)}


def _of_marks(block: ExerciseBlock) -> Values:
    meanings = [phrase.meaning for phrase in block.spec.phrases]
    signals, missing = meanings.count(Meaning.SIGNAL), meanings.count(Meaning.MISSING)
    harmless = len(meanings) - signals - missing
    return {"variant": "marks", "signals": signals, "harmless": harmless, "missing": missing}


def _of_story(block: ExerciseBlock) -> Values:
    words = [part.word for part in block.spec.parts]
    variant = "story" if block.exercise.key() else "story-unscored"
    return {"variant": variant, "steps": words.count("step"), "ends": words.count("end")}


def _of_panel(block: ExerciseBlock) -> Values:
    variant = "panel" if block.exercise.key() else "panel-none"
    return {"variant": variant, "options": len(block.spec.items)}


def _of_prose(block: ExerciseBlock) -> Values:
    return {"variant": block.exercise.name}


def _of_other(block: ExerciseBlock) -> Values:
    return {"variant": "other", "type": block.exercise.name}


_BY_TYPE: Mapping[str, Callable[[ExerciseBlock], Values]] = {
    "single-choice": _of_choice,
    "multiple-choice": _of_choice,
    "matching": _of_pairs,
    "ordering": _of_order,
    "numeric": _of_typed,
    "short-text": _of_typed,
    "judge": _of_case,
    "twins": _of_twins,
    "course-of-events": _of_notes,
    "mark-signals": _of_marks,
    "scenario": _of_story,
    "panel": _of_panel,
    "reflection": _of_prose,
    "worked-case": _of_prose,
    "rule-card": _of_prose,
}


def size_of(spec: Spec) -> int:
    """How many things can be chosen, marked or read in turn: the same in every language."""
    return len(spec.items) + len(spec.phrases) + sum(1 + size_of(part.spec) for part in spec.parts)
