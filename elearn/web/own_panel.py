"""What the municipality's own panel has said, told to exercises before they are reviewed.

It is kept in memory as what is published is: a page asks nothing more of the database for it.
"""

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.content.panel_text import module_with_panel, with_panel
from elearn.store.queries.panel import tallies
from elearn.web.published import published


def judged(module: CompiledModule) -> CompiledModule:
    return module_with_panel(module, published(tallies))


def judged_exercise(exercise: CompiledExercise) -> CompiledExercise:
    return with_panel(exercise, published(tallies))
