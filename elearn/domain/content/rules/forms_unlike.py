"""The forms of a bank measure alike, so that a change is one of people and not of forms."""

from collections.abc import Iterator, Sequence
from datetime import date

from elearn.domain.content.balancing import banks_of
from elearn.domain.content.bank import cases_of
from elearn.domain.content.course import Library, ModuleText
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.recognition.form_parity import differences, lacking


def check(library: Library, today: date) -> Iterator[Place]:
    for course in library.courses.values():
        for banks in banks_of(course, library).values():
            with_forms = [module for module in banks if module.front.forms]
            if with_forms:
                yield from _unlike(with_forms)


def _unlike(banks: Sequence[ModuleText]) -> Iterator[Place]:
    """Told at the line where the first of *banks* names its forms."""
    file, line = banks[0].file, banks[0].front.line_by_key.get("forms", 1)
    forms = list(dict.fromkeys(form for module in banks for form in module.front.forms))
    cases = [case for module in banks for case in cases_of(module).values()]
    for short in lacking(forms, cases):
        counts = {"signals": short.signals, "lookalikes": short.lookalikes}
        yield at(file, line, variant="lacking", form=short.form, **counts)
    for each in differences(forms, cases):
        counted = ", ".join(f"{form} {count}" for form, count in each.count_by_form.items())
        yield at(file, line, variant="differ", about=each.about, counts=counted)


RULE = Rule("forms-unlike", Level.WARNING, check)
