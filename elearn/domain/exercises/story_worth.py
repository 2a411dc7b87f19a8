"""Whether what the author says of the worth of choices fits together."""

from elearn.domain.exercises.story import Step, Story


def refuse_unless_worth_fits(story: Story) -> None:
    """Raise: ContentError at the step or choice that contradicts itself or the others."""
    for step in story.steps.values():
        _refuse_rungs(step)
        _refuse_boxes(step)
    is_scored = any(step.is_judged for step in story.steps.values())
    for step in story.steps.values():
        if is_scored and len(step.moves) > 1 and not step.is_judged:
            step.where.refuse("scenario-step-unjudged", name=step.name)


def _refuse_rungs(step: Step) -> None:
    for move in step.moves:
        if step.band is None and move.effect.rung is not None:
            step.where.refuse("scenario-band-missing", name=step.name)
        if step.band is not None and move.effect.rung is None:
            move.where.refuse("scenario-rung-missing")
    if step.band is not None and not any(map(step.accepts, step.moves)):
        step.where.refuse("scenario-band-unmet", name=step.name)


def _refuse_boxes(step: Step) -> None:
    if not step.is_judged:
        return
    if not any(move.recommended is not False for move in step.moves):
        step.where.refuse("scenario-nothing-recommended", name=step.name)
    for move in step.moves:
        if step.band is not None and move.recommended and not step.accepts(move):
            move.where.refuse("scenario-box-outside-band")
