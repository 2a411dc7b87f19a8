"""Every shape that an exercise can have, from the Markdown that its author typed."""

from pathlib import Path

import pytest

from elearn.domain.content import plain
from elearn.domain.content.compiled import CompiledExercise, compile_module, dump, load
from elearn.domain.content.course import ExerciseBlock, ModuleText, Role
from elearn.domain.content.parsing import read_library
from elearn.domain.exercises.exercise import Body, Meaning, Run
from tests.domain.content import sample

AFTERWARDS = {Role.FEEDBACK, Role.EXPLANATION}
SAMPLE = (
    (Path(__file__).parent / "every_kind.md")
    .read_text(encoding="utf-8")
    .replace("## Öva\n", "## Öva\n<!-- id: ova -->\n")
)
"""The sample of the format, with the one id that it leaves to its author."""

PAIRS = """\
### Para ihop: Vem gör vad?
<!-- id: a -->

- Det brinner → 112
    > Ring först.
- Du undrar -> Chefen
- Du är
  osäker => Chefen
- → Växeln
"""
MARKED = """\
### Markera: Samtalet
<!-- id: a -->

Markera det som är värt att fråga om.

> Hon har [slutat sjunga][K1] och
> [bytt frisyr][k2]. Det är *sent*.[^a]
>
> Hennes bror [ringer][] och [läser][k3].

[^a]: Kommunen, 2025, <https://example.test>.

[k1]: #tecken "Något har ändrats, {{lokal.samordnare}}."
[k2]: #neutralt "Frisyrer säger inget."
[ringer]: #skydd "En vuxen nära."
[k3]: #neutralt "Att läsa är att läsa."
[Ingen har frågat henne]: #saknas "Det är första steget."
"""
STORY = """\
### Scenario: Ett samtal
<!-- id: a -->

Du är på väg hem.

> **Obs:** Handlar om oro.

#### Steg: samtal

En mamma ringer. Hon räknar upp:

- sömn
- mat

1. [x] [Jag lyssnar.](#slut-bra "+tillit")
    > Hon känner sig sedd.
2. [ ] [Jag lägger
   på.](#slut-daligt)

> **Förklaring:** Att lyssna räcker långt.

#### Slut: bra

Hon får hjälp.

#### Slut: daligt

Hon ringer inte mer.
"""


def exercise(body: str) -> ExerciseBlock:
    return sample.module(body).exercises[0]


def compiled(module: ModuleText) -> CompiledExercise:
    library, _ = read_library({})
    return compile_module(module, library).exercises[0]


def test_pairs_are_cut_at_their_arrow():
    spec = exercise(PAIRS).spec

    assert spec.body is Body.BULLETED
    assert [(item.text, item.partner) for item in spec.items] == [
        ("Det brinner", "112"),
        ("Du undrar", "Chefen"),
        ("Du är osäker", "Chefen"),
        ("", "Växeln"),
    ]
    assert spec.items[0].feedback == "Ring först."
    assert spec.items[0].raw == "Det brinner → 112"


@pytest.mark.parametrize("arrow", ["a→b", "a ->b", "a-> b", "`a` =>b"])
def test_an_arrow_without_space_around_it_is_text(arrow: str):
    spec = exercise(f"### Panel: A\n<!-- id: a -->\n\n- {arrow}\n- c").spec

    assert [item.text for item in spec.items] == [arrow, "c"]


def test_an_order_is_a_numbered_list_without_boxes():
    body = "### Ordna: A\n<!-- id: a -->\n\nText.\n\n1. ett\n2. två → tre\n    > varför\n3. fyra"

    spec = exercise(body).spec

    assert spec.body is Body.NUMBERED
    assert (spec.stem.strip(), [item.text for item in spec.items]) == (
        "Text.",
        ["ett", "två → tre", "fyra"],
    )
    assert spec.items[1].feedback == "varför"


def test_a_passage_is_cut_where_phrases_begin_and_end():
    spec = exercise(MARKED).spec

    assert spec.body is Body.PASSAGE
    assert spec.passage == (
        (
            Run("Hon har "),
            Run("slutat sjunga", "k1"),
            Run(" och\n"),
            Run("bytt frisyr", "k2"),
            Run(". Det är *sent*.[^a]"),
        ),
        (Run("Hennes bror "), Run("ringer", "ringer"), Run(" och "), Run("läser", "k3"), Run(".")),
    )


def test_phrases_come_in_the_order_of_their_definitions_with_what_is_missing():
    phrases = exercise(MARKED).spec.phrases

    assert [(phrase.label, phrase.meaning) for phrase in phrases] == [
        ("k1", Meaning.SIGNAL),
        ("k2", Meaning.NEUTRAL),
        ("ringer", Meaning.PROTECTIVE),
        ("k3", Meaning.NEUTRAL),
        ("Ingen har frågat henne", Meaning.MISSING),
    ]
    assert phrases[1].why == "Frisyrer säger inget."


def test_marks_may_stand_anywhere_in_the_file():
    marks = MARKED[MARKED.index("[k1]") : MARKED.index("[Ingen")]
    body = f"{MARKED.replace(marks, '')}\n## Sist\n<!-- id: b -->\n\nText.\n\n{marks}"

    spec = exercise(body).spec

    assert [phrase.label for phrase in spec.phrases] == [
        "Ingen har frågat henne", "k1", "k2", "ringer", "k3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("#tecken", Meaning.SIGNAL),
        ("#signal", Meaning.SIGNAL),
        ("#Skydd", Meaning.PROTECTIVE),
        ("#protective", Meaning.PROTECTIVE),
        ("#neutralt", Meaning.NEUTRAL),
        ("#NEUTRAL", Meaning.NEUTRAL),
    ],
)
def test_what_a_mark_means_is_said_in_either_language(word: str, meaning: Meaning):
    marks = MARKED.replace("#neutralt", "#tecken", 1).replace("[k1]: #tecken", f"[k1]: {word}")
    more = "> och [kort][k4], [lång][k5].\n\n[^a]"

    spec = exercise(marks.replace("\n[^a]", more, 1) + '[k4]: #skydd "x"\n[k5]: #skydd "x"\n').spec

    assert spec.phrases[0].meaning is meaning


def test_pieces_of_a_passage_keep_the_spaces_between_them():
    asked = compiled(sample.module(MARKED)).exercise.interaction()

    texts = ["".join(one if isinstance(one, str) else one.text for one in row)
             for row in asked.paragraphs]  # fmt: skip
    assert texts[0].startswith("Hon har slutat sjunga och bytt frisyr. Det är <em>sent</em>.<sup")
    assert texts[1] == "Hennes bror ringer och läser."


def test_parts_have_a_body_each():
    block = exercise(STORY)

    samtal, bra, _ = block.spec.parts
    assert (block.spec.body, block.spec.stem.strip()) == (Body.PARTS, "Du är på väg hem.")
    assert [(part.word, part.name) for part in block.spec.parts] == [
        ("step", "samtal"), ("end", "bra"), ("end", "daligt"),
    ]  # fmt: skip
    assert samtal.spec.stem.strip() == "En mamma ringer. Hon räknar upp:\n\n- sömn\n- mat"
    assert (samtal.spec.body, bra.spec.body) == (Body.NUMBERED_TASKS, Body.PROSE)
    assert samtal.spec.explanation == "Att lyssna räcker långt."


def test_choices_come_out_of_their_links():
    first, second = exercise(STORY).spec.parts[0].spec.items

    assert (first.text, first.target, first.title) == (
        "Jag lyssnar.",
        "slut-bra",
        "+tillit",
    )
    assert (first.checked, first.feedback) == (True, "Hon känner sig sedd.")
    assert (second.text, second.target, second.title) == ("Jag lägger på.", "slut-daligt", "")


def test_a_choice_without_a_box_among_choices_with_one_is_a_mistake():
    found = sample.mistakes_in(STORY.replace("[x] [Jag lyssnar.]", "[Jag lyssnar.]"))

    assert [code for code, _ in found] == ["option-without-box"]


def test_a_comment_under_a_part_holds_its_own_settings():
    body = STORY.replace(
        "#### Steg: samtal\n", "#### Steg: samtal\n<!-- band: 1–2; duty: no -->\n"
    ).replace("+tillit", "nivå 1; +tillit")
    steps = body.replace("#slut-daligt)", '#slut-daligt "nivå 0")')

    assert exercise(steps).spec.parts[0].spec.settings == {"band": "1–2", "duty": "no"}


def test_an_id_under_a_part_is_a_mistake():
    body = STORY.replace("#### Slut: bra\n", "#### Slut: bra\n<!-- id: x -->\n")

    assert sample.mistakes_in(body) == [("setting-unknown", 23)]


def test_prose_keeps_its_lists_and_quotes():
    body = (
        "### Reflektera: A\n<!-- id: a -->\n\n- ett\n- två\n\n> Ett citat.\n\n"
        "> **Exempelsvar:** Hej.\n\nMer."
    )

    spec = exercise(body).spec

    assert spec.body is Body.PROSE
    assert spec.stem.strip() == "- ett\n- två\n\n> Ett citat.\n\n\n\nMer."
    assert spec.model_answer == "Hej."


def test_the_answer_of_a_card_is_not_in_its_question():
    block = exercise("### Regel: A\n<!-- id: a -->\n\nVem ringer du?\n\n> **Svar:** 112.")

    assert (block.spec.stem.strip(), block.spec.answer) == ("Vem ringer du?", "112.")


NOTICED = """\
### Fråga: A
<!-- id: a; alternative: b -->

> **Obs:** Handlar om hot, {{lokal.samordnare}}.

1. [x] Ja
2. [ ] Nej

**Säkerhet:** gissar | rätt  säker | helt säker

### Fråga: B
<!-- id: b -->

1. [x] Ja
2. [ ] Nej
"""


def test_notice_alternative_and_confidence_reach_the_page():
    first, second = compile_module(sample.module(NOTICED), read_library({})[0]).exercises

    assert first.notice == "<p>Handlar om hot, {{lokal.samordnare}}.</p>"
    assert (first.alternative, second.alternative) == ("b", "")
    assert (first.confidence, second.confidence) == (("gissar", "rätt säker", "helt säker"), ())


@pytest.mark.parametrize(
    ("said", "asking"),
    [("signals", ["korridoren", "forandringar"]),
     ("all", ["forsta-kontakt", "forandringar", "kontaktvagar", "ordning", "dagar", "anmalan",
              "korridoren", "foralder"])],
    ids=["signals", "all"],
)  # fmt: skip
def test_a_module_may_ask_how_sure_one_is(said: str, asking: list[str]):
    module = whole_sample(SAMPLE.replace("confidence: signals", f"confidence: {said}"))

    exercises = compile_module(module, read_library({})[0]).exercises

    assert sorted(one.id for one in exercises if one.confidence) == sorted(asking)
    assert {one.confidence for one in exercises if one.confidence} == {
        ("gissar", "ganska säker", "helt säker")
    }


def test_what_was_dumped_before_there_were_notices_can_still_be_loaded():
    module = compile_module(sample.module(), read_library({})[0])
    older = dump(module).decode()
    for key in ('"notice": "", ', '"alternative": "", ', '"confidence": [], '):
        assert key in older
        older = older.replace(key, "")

    assert load(older.encode()) == module


@pytest.mark.parametrize("body", [PAIRS, MARKED, STORY, NOTICED])
def test_every_shape_survives_being_dumped(body: str):
    module = compile_module(sample.module(body), read_library({})[0])

    assert load(dump(module)) == module


@pytest.mark.parametrize(
    ("body", "beside"),
    [
        (PAIRS, "112"),
        (PAIRS, "Ring först"),
        (MARKED, "Kommunen, 2025"),
        (MARKED, "Frisyrer"),
        (MARKED, "Det är *sent*"),
        (MARKED, "Det är första"),
        (STORY, "Du är på"),
        (STORY, "Handlar om"),
        (STORY, "En mamma"),
        (STORY, "Jag lyssnar"),
        (STORY, "Hon känner"),
        (STORY, "Att lyssna"),
        (STORY, "Hon får"),
    ],
)
def test_a_slot_is_found_in_every_piece(body: str, beside: str):
    module = sample.module(body.replace(beside, "{{lokal.tom}} " + beside))

    assert "lokal.tom" in compile_module(module, read_library({})[0]).slots


@pytest.mark.parametrize(
    ("old", "new"),
    [("#tecken", "#signal"), ("Frisyrer säger", "Frisyrer betyder")],
    ids=["meaning", "reason"],
)
def test_the_version_of_an_exercise_follows_its_marks(old: str, new: str):
    """`#signal` is the same mark as `#tecken`; what is said about one is not."""
    versions = {exercise(text).version for text in (MARKED, MARKED.replace(old, new))}

    assert len(versions) == (1 if old == "#tecken" else 2)


def test_the_version_of_an_exercise_follows_the_settings_that_decide_its_key():
    judged = "### Bedöm: A\n<!-- id: a; truth: lookalike; concept: {} -->\n\nEn text."

    assert exercise(judged.format("c")).version != exercise(judged.format("d")).version


def whole_sample(text: str = SAMPLE) -> ModuleText:
    course = b"id: grunden\ntitle: {sv: A}\nmodules: [tidiga-tecken]\n"
    given = {"grunden/course.yaml": course, "grunden/sv/01-tidiga-tecken.md": text.encode()}
    library, errors = read_library(given)
    assert errors == ()
    return next(iter(library.modules.values()))


def test_the_sample_of_the_format_is_read_whole():
    assert [(one.id, one.exercise.name) for one in whole_sample().exercises] == [
        ("forsta-kontakt", "single-choice"),
        ("forandringar", "multiple-choice"),
        ("kontaktvagar", "matching"),
        ("ordning", "ordering"),
        ("dagar", "numeric"),
        ("anmalan", "short-text"),
        ("reflektion", "reflection"),
        ("korridoren", "mark-signals"),
        ("foralder", "scenario"),
    ]


def test_the_source_mark_of_the_format_is_the_one_that_is_computed():
    assert whole_sample().exercises[0].version.startswith("b9ce1591")


def test_nothing_that_is_said_afterwards_is_in_what_goes_out_first():
    module = whole_sample()
    said = {piece.text for piece in module.pieces() if piece.role in AFTERWARDS and piece.text}

    exercises = compile_module(module, read_library({})[0]).exercises

    shown = "".join(one.heading + one.stem + repr(one.exercise.interaction()) for one in exercises)
    assert len(said) == 20
    assert [text for text in said if plain.of_markdown(text).strip() in shown] == []
