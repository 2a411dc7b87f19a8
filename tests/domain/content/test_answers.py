"""The key on paper, for every kind of exercise."""

from elearn.domain.content.answers import Mark, answers_of
from elearn.domain.content.compiled import compile_module
from tests.domain.content import sample

KINDS = """\
### Bedöm: Nils
<!-- id: nils; truth: lookalike; concept: a; markers: b; cue: 1; context: 1; panel: none -->

Nils är trött.

> **Förklaring:** Han har jobbat natt.

### Para ihop: Vem
<!-- id: vem -->

- Fara → 112
    > Genast.
- Osäker → Chefen
- → Växeln

### Markera: Texten
<!-- id: texten -->

> Hon har [slutat sjunga][k1] och [bytt jacka][k2], [x][k3], [y][k4].

[k1]: #tecken "En förändring."
[k2]: #neutralt "Det är bara en jacka."
[k3]: #skydd "x"
[k4]: #neutralt "y"

### Fråga: Vad gör du?
<!-- id: fraga -->

1. [x] Frågar
    > Ja.
2. [ ] Väntar
    > Nej.

> **Förklaring:** Fråga alltid.
"""


def test_the_key_is_told_in_words_whatever_the_kind():
    library = sample.library(KINDS)
    module = compile_module(next(iter(library.modules.values())), library)

    told = {
        exercise.id: [(line.mark, line.text, line.why) for line in answers_of(exercise)]
        for exercise in module.exercises
    }

    assert told["nils"] == [(Mark.LOOKALIKE, "", "<p>Han har jobbat natt.</p>")]
    assert told["vem"][:2] == [
        (Mark.NONE, "Fara → 112", "<p>Genast.</p>"),
        (Mark.NONE, "Osäker → Chefen", ""),
    ]
    assert told["texten"][:2] == [
        (Mark.SIGNAL, "slutat sjunga", "En förändring."),
        (Mark.HARMLESS, "bytt jacka", "Det är bara en jacka."),
    ]
    assert told["fraga"] == [
        (Mark.RIGHT, "Frågar", "<p>Ja.</p>"),
        (Mark.WRONG, "Väntar", "<p>Nej.</p>"),
        (Mark.NONE, "", "<p>Fråga alltid.</p>"),
    ]
