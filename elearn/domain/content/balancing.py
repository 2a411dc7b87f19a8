"""The banks of a course, weighed: would they themselves teach a prejudice?"""

from collections.abc import Iterator, Sequence

from elearn.domain.content.bank import cases_of
from elearn.domain.content.course import Course, Library, ModuleText, Publication
from elearn.domain.content.habits import longest_is_right, single_choices
from elearn.domain.content.rule import Place, at
from elearn.domain.recognition.balance import Finding, findings


def banks_of(course: Course, library: Library) -> dict[Publication, list[ModuleText]]:
    """The banks of *course* in their source language, by how far their authors let them go."""
    banks: dict[Publication, list[ModuleText]] = {}
    for module in library.sources():
        if module.course == course.id and module.is_bank:
            banks.setdefault(module.front.status, []).append(module)
    return banks


def weighed(banks: Sequence[ModuleText]) -> Iterator[tuple[Finding, Place]]:
    """What is wrong with *banks* taken together, and where; at the first of them by default."""
    place_by_case = {
        case.id: (module.file, _line_of(module, block_id))
        for module in banks
        for block_id, case in cases_of(module).items()
    }
    cases = [case for module in banks for case in cases_of(module).values()]
    questions = [block for module in banks for block in single_choices(module)]
    for finding in findings(cases, [longest_is_right(block) for block in questions]):
        file, line = place_by_case.get(finding.case, (banks[0].file, 1))
        about = finding.about.rpartition("/")[2]
        value = f"{finding.value:.2f}" if finding.value is not None else ""
        yield finding, at(file, line, variant=finding.fault.value, about=about, share=value)


def _line_of(module: ModuleText, block_id: str) -> int:
    return next(block.line for block in module.exercises if block.id == block_id)
