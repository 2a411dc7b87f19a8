"""The cases of a bank: what practice, balance and measurement have to know of its exercises."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.content.course import ExerciseBlock, ModuleText
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Exercise
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.recognition.case import Case


def cases_of(module: ModuleText | CompiledModule) -> Mapping[str, Case]:
    """The cases of *module* by the id of their exercise, for every case that names its concept.

    A case is an exercise of type `judge`. Its own id, and that of its twin, is
    `course/module/exercise`: the same in every language.
    """
    cases = {one.id: case for one, case in _cases(module)}
    case_by_id = {case.id: case for case in cases.values()}
    return {id: _with_traits_of_twins(case, case_by_id) for id, case in cases.items()}


def note_cases(module: ModuleText, mistakes: Mistakes) -> None:
    """Note the cases of a bank that cannot be used: without a concept, or of an unknown form."""
    for block in module.exercises:
        case = _case(block.exercise)
        if case is None:
            continue
        if module.is_bank and not case.concept:
            mistakes.add("case-without-concept", block.line)
        if case.form and case.form not in module.front.forms and not module.front.translation_of:
            forms = ", ".join(module.front.forms)
            mistakes.add("form-unknown", block.line, form=case.form, forms=forms)


def _cases(
    module: ModuleText | CompiledModule,
) -> Iterator[tuple[ExerciseBlock | CompiledExercise, Case]]:
    module_id = module.id if isinstance(module, CompiledModule) else module.front.id
    place = f"{module.course}/{module_id}/"
    for one in module.exercises:
        case = _case(one.exercise)
        if case and case.concept:
            twin = place + case.twin if case.twin else None
            yield one, replace(case, id=place + one.id, twin=twin)


def _with_traits_of_twins(case: Case, case_by_id: Mapping[str, Case]) -> Case:
    """*case* with what tells it from the twin that it names, beside behaviour: learners would
    take that for the key."""
    twin = case_by_id.get(case.twin or "")
    if twin is None or twin.truth is case.truth:
        return case
    pairs = {"religion": (case.religion, twin.religion), "ideology": (case.ideology, twin.ideology)}
    traits = {name for name, (own, other) in pairs.items() if own and other and own != other}
    return replace(case, key_traits=case.key_traits | traits)


def _case(exercise: Exercise) -> Case | None:
    """What the settings of *exercise* say, without its id; None for one that is no case."""
    if not isinstance(exercise, Judge):
        return None
    said = exercise.vignette
    return Case(
        id="",
        concept=said.concept,
        truth=said.truth,
        markers=said.markers,
        ideology=said.ideology,
        religion=said.religion,
        twin=said.twin,
        cue=said.cue,
        context=said.context,
        form=said.form,
        anchor=said.anchor,
        key_traits=frozenset({said.concept}),
    )
