"""What can be counted of a module: for whoever has most to read, and case by case."""

import pytest

from elearn.domain.content.measures import cases_in, minutes_of
from tests.domain.content import sample

LONG = "Ord här. " * 100
"""A minute."""
ROLES = """# Fråga i tid

<!-- roles: skola -->
{school}
<!-- /roles -->

<!-- roles: fritid, skola -->
{both}
<!-- /roles -->

<!-- roles: fritid -->
{leisure}
<!-- /roles -->
"""
STORY = """# Fråga i tid

### Scenario: En förälder ringer
<!-- id: foralder; start: samtal -->

#### Steg: samtal

{first}

1. [x] [Jag lyssnar.](#steg-fraga)
2. [ ] [Jag ber henne ringa polisen.](#steg-polis)

#### Steg: fraga

{left}

1. [x] [Jag föreslår ett möte.](#slut-hjalp)
2. [ ] [Jag börjar om.](#steg-samtal)

#### Steg: polis

{right}

1. [x] [Jag ringer upp.](#slut-hjalp)

#### Slut: hjalp

Familjen får ett möte.
"""
TWINS = """# Fråga i tid

### Tvillingar: Samma vecka
<!-- id: vecka -->

Två anteckningar.

#### Fall: a
<!-- truth: {first} -->

Han har bytt skola.

#### Fall: b
<!-- truth: {second} -->

Han har hotat en lärare.
"""


def minutes(body: str) -> float:
    return minutes_of(sample.module(body))


@pytest.mark.parametrize(
    ("first", "left", "right", "told"),
    [(LONG, "", "", 1), ("", LONG, "", 1), ("", LONG, LONG, 1), (LONG, LONG, LONG * 2, 3)],
)
def test_one_way_through_a_story_is_walked_and_the_longest_counts(first, left, right, told):
    texts = {"first": f"Ett. {first}", "left": f"Två. {left}", "right": f"Tre. {right}"}

    assert minutes(STORY.format(**texts)) == pytest.approx(told + 0.5, abs=0.15)


@pytest.mark.parametrize(
    ("school", "both", "leisure", "told"),
    [(LONG, "", LONG, 1), (LONG, LONG, LONG, 2), (LONG, "", LONG * 2, 2)],
)
def test_nobody_reads_what_is_for_two_roles(school, both, leisure, told):
    body = ROLES.format(school=f"A. {school}", both=f"B. {both}", leisure=f"C. {leisure}")

    assert minutes(body) == pytest.approx(told, abs=0.1)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("lookalike", "signal", (True, False)),
        ("lookalike", "lookalike", (True, True)),
        ("signal", "signal", (False, False)),
    ],
)
def test_each_twin_is_a_case(first, second, told):
    [twins] = sample.module(TWINS.format(first=first, second=second)).exercises

    assert cases_in(twins) == told
