"""Every kind of exercise, translated: a faithful translation is accepted, another key is not."""

import pytest

from elearn.domain.content.checking import check_files
from elearn.domain.content.compiled import compile_module
from elearn.domain.content.course import ModuleKey
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from tests.domain.content import sample

KEY, OPTIONS = "translation-key-differs", "translation-options-differ"
PAIRS = {
    "single-choice": (
        """\
### Fråga: Vad?
<!-- id: a -->

1. [ ] Ett
2. [x] Två
""",
        """\
### Question: What?
<!-- id: a -->

1. [ ] One
2. [x] Two
""",
    ),
    "multiple-choice": (
        """\
### Fråga: Vad?
<!-- id: a; credit: proportional -->

- [x] Ett
- [ ] Två
""",
        """\
### Question: What?
<!-- id: a; credit: proportional -->

- [x] One
- [ ] Two
""",
    ),
    "matching": (
        """\
### Para ihop: Vad?
<!-- id: a -->

- Brand → 112
- Oro → Chefen
- Fara → 112
- → Nej
""",
        """\
### Match: What?
<!-- id: a -->

- Fire -> 112
- Concern -> A manager
- Danger => 112
- -> No
""",
    ),
    "ordering": (
        """\
### Ordna: Vad?
<!-- id: a; credit: adjacent -->

1. Skriv
2. Fråga
3. Dela
""",
        """\
### Order: What?
<!-- id: a; credit: adjacent -->

1. Write
2. Ask
3. Share
""",
    ),
    "numeric": (
        """\
### Tal: Hur många?
<!-- id: a; unit: dagar -->

- [x] 1,5 ± 0,5
- [x] 5–8 dagar
- [ ] 1 000
""",
        """\
### Number: How many?
<!-- id: a; unit: days -->

- [x] 1.5 +/- 0.5
- [x] 5-8 days
- [ ] 1000
""",
    ),
    "short-text": (
        """\
### Skriv: Vad?
<!-- id: a -->

- [x] orosanmälan
- [x] orosanmäl*
- [ ] polis*
""",
        """\
### Write: What?
<!-- id: a -->

- [x] report of concern
""",
    ),
    "reflection": (
        """\
### Reflektera: Vad?
<!-- id: a -->

Tänk.

> **Exempelsvar:** Så.
""",
        """\
### Reflect: What?
<!-- id: a -->

Think.
""",
    ),
    "worked-case": (
        """\
### Exempel: Så
<!-- id: a -->

En text.

> **Förklaring:** Därför.
""",
        """\
### Worked case: So
<!-- id: a -->

A text.
""",
    ),
    "rule-card": (
        """\
### Regel: Vem?
<!-- id: a -->

> **Svar:** Chefen.
""",
        """\
### Rule: Who?
<!-- id: a -->

> **Answer:** The manager.
""",
    ),
    "mark-signals": (
        """\
### Markera: Vad?
<!-- id: a -->

> Hon [gör][k1] och [sade][k2] och [ler][k3] och [k][k4].

[k1]: #tecken "a"
[k2]: #neutralt "b"
[k3]: #skydd "c"
[k4]: #neutralt "e"
[Vem]: #saknas "d"
""",
        """\
### Mark: What?
<!-- id: a -->

> She [smiles][k3] and [said][k2] and [does][k1] and [k][k4].

[k1]: #signal "a"
[k2]: #neutral "b"
[k3]: #protective "c"
[k4]: #neutral "e"
[Who]: #missing "d"
""",
    ),
    "scenario": (
        """\
### Scenario: A
<!-- id: a; start: ett -->

#### Steg: ett
<!-- band: 1–2 -->

Text.

1. [x] [Fråga](#steg-tva "nivå 1; +tillit")
2. [ ] [Vänta](#slut-illa "nivå 0")

#### Steg: tva

Mer.

1. [x] [Dela](#slut-bra "om tillit>=1")
2. [ ] [Nej](#slut-illa)

#### Slut: bra

Bra.

#### Slut: illa

Illa.
""",
        """\
### Scenario: A
<!-- id: a; start: one -->

#### Step: one
<!-- band: 1-2 -->

Text.

1. [x] [Ask](#step-two "level 1; +trust")
2. [ ] [Wait](#end-badly "level 0")

#### Step: two

More.

1. [x] [Share](#end-well "if trust>=1")
2. [ ] [No](#end-badly)

#### End: well

Well.

#### End: badly

Badly.
""",
    ),
    "judge": (
        """\
### Bedöm: A
<!-- id: a; truth: lookalike; markers: luva -->

En text.
""",
        """\
### Judge: A
<!-- id: a; truth: lookalike; markers: luva -->

A text.
""",
    ),
    "twins": (
        """\
### Tvillingar: A
<!-- id: a -->

#### Fall: a
<!-- truth: signal -->

En.

#### Fall: b
<!-- truth: lookalike -->

Två.
""",
        """\
### Twins: A
<!-- id: a -->

#### Case: a
<!-- truth: signal -->

One.

#### Case: b
<!-- truth: lookalike -->

Two.
""",
    ),
    "course-of-events": (
        """\
### Förlopp: A
<!-- id: a -->

1. [ ] Ett
2. [ ] Två
3. [x] Tre
4. [ ] Fyra
""",
        """\
### Course of events: A
<!-- id: a -->

1. [ ] One
2. [ ] Two
3. [x] Three
4. [ ] Four
""",
    ),
    "panel": (
        """\
### Panel: Vad?
<!-- id: a -->

- Fråga: 7
- Vänta: 2
""",
        """\
### Panel: What?
<!-- id: a -->

- Ask: 7
- Wait: 2
""",
    ),
}
"""By type, the same exercise in Swedish and in English."""

CHANGED = [
    ("single-choice", "1. [ ] One\n2. [x] Two", "1. [x] One\n2. [ ] Two", KEY),
    ("single-choice", "2. [x] Two", "2. [x] Two\n3. [ ] Three", OPTIONS),
    ("single-choice", "1. [ ] One\n2. [x]", "- [ ] One\n- [x]", KEY),
    ("multiple-choice", "- [ ] Two", "- [ ] Two\n- [x] Three", OPTIONS),
    ("multiple-choice", "[x] One\n- [ ] Two", "[ ] One\n- [x] Two", KEY),
    ("multiple-choice", "credit: proportional", "credit: penalised", KEY),
    ("matching", "Danger => 112", "Danger => A manager", KEY),
    ("matching", "\n- -> No", "", OPTIONS),
    ("ordering", "3. Share", "3. Share\n4. Go", OPTIONS),
    ("ordering", "credit: adjacent", "credit: exact", KEY),
    ("numeric", "1.5 +/-", "15 +/-", KEY),
    ("numeric", "\n- [ ] 1000", "", OPTIONS),
    ("short-text", "Write:", "Question:", KEY),
    ("reflection", "Reflect:", "Worked case:", KEY),
    ("worked-case", "Worked case:", "Reflect:", KEY),
    ("rule-card", "### Rule: Who?", "### Reflect: Who?", KEY),
    ("mark-signals", "[k2]: #neutral", "[k2]: #signal", KEY),
    ("mark-signals", '\n[Who]: #missing "d"', "", OPTIONS),
    ("mark-signals", "[k2]: #neutral", "[k2]: #protective", KEY),
    ("scenario", '"level 0"', '"level 3"', KEY),
    ("scenario", "2. [ ] [No]", "2. [x] [No]", KEY),
    ("scenario", "[No](#end-badly)", "[No](#end-well)", KEY),
    ("scenario", "band: 1-2", "band: 1-3", KEY),
    ("scenario", "trust>=1", "trust=1", KEY),
    ("scenario", "; +trust", "; +trust; +luck", KEY),
    ("judge", "truth: lookalike", "truth: signal", KEY),
    ("judge", "truth: lookalike", "truth: grey", KEY),
    ("twins", "truth: signal", "truth: lookalike", KEY),
    ("course-of-events", "[x] Three\n4. [ ] Four", "[ ] Three\n4. [x] Four", KEY),
    ("course-of-events", "[x] Three", "[ ] Three", KEY),
    ("panel", "Ask: 7\n- Wait: 2", "Ask: 2\n- Wait: 7", KEY),
]


def told(name: str, old: str = "", new: str = "") -> list[str]:
    """What is wrong with the translation of *name*, once *old* in it has become *new*."""
    swedish, english = PAIRS[name]
    assert not old or old in english
    if name == "rule-card" and new:
        english = english.replace("> **Answer:** The manager.", "The manager.")
    if name == "short-text" and new:
        english += "- [ ] nothing\n"
    given = sample.files(swedish, en=sample.FRONT_EN + english.replace(old, new))
    found = [one for one in check_files(given, today=sample.TODAY) if one.level == "error"]
    return [one.code for one in found if "link" not in one.code]


@pytest.mark.parametrize("name", EXERCISE_TYPES)
def test_a_faithful_translation_is_accepted(name: str):
    assert told(name) == []


@pytest.mark.parametrize(("name", "old", "new", "code"), CHANGED)
def test_a_translation_that_asks_something_else_is_not(name: str, old: str, new: str, code: str):
    assert told(name, old, new) == [code]


def test_every_kind_is_also_translated_wrongly_here():
    assert {row[0] for row in CHANGED} == set(EXERCISE_TYPES) == set(PAIRS)


@pytest.mark.parametrize("setting", ["; credit: proportional", "; shuffle: no"])
def test_what_a_translation_leaves_unsaid_is_as_in_its_source(setting: str):
    swedish, english = PAIRS["multiple-choice"]
    bare = english.replace("; credit: proportional", "")
    source = swedish.replace("; credit: proportional", setting)
    library = sample.library(source, en=sample.FRONT_EN + bare)
    module = library.modules[ModuleKey("grunden", "fraga", "en")]

    (asked,) = compile_module(module, library).exercises

    assert sample.findings(sample.files(source, en=sample.FRONT_EN + bare), KEY) == []
    assert asked.spec.settings.get("credit") == ("proportional" if "credit" in setting else None)
    assert asked.spec.shuffle is ("shuffle" not in setting)
