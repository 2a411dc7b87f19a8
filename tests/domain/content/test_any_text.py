"""Whatever an author types under the heading of an exercise is read, or explained."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.content.checking import check_files
from elearn.domain.content.compiled import compile_module, dump, load
from elearn.domain.content.parsing import read_library
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.wording.content import SENTENCES
from tests.domain.content import sample
from tests.domain.content.test_bodies import SAMPLE, whole_sample

KEYWORDS = sorted({word for one in EXERCISE_TYPES.values() for word in one.keywords.values()})
SETTINGS = st.sampled_from(
    [
        "", "truth: signal", "truth: lookalike; concept: c", "truth: grey; panel: none",
        "credit: adjacent", "unit: dagar", "start: a", "clean: yes", "alternative: b",
        "band: 1–2", "shuffle: no; tags: x",
    ]
)  # fmt: skip
LINES = st.sampled_from(
    [
        "", "", "text", "- a → b", "- → c", "- d -> e", "1. f", "2. g", "1. [x] h", "2. [ ] i",
        "- [x] 10 ± 2", "- [x] 5–8", "- [ ] 30", "- [x] ord*", "- j: 7", "- k: 3", "    > l",
        "> m", "> En [fras][k1] och [en][k2].", "> [en till][k3] [k4][]", ">",
        '[k1]: #tecken "n"', '[k2]: #neutralt "o"', '[k3]: #skydd "p"', '[k4]: #neutral "q"',
        '[k5]: #saknas "r"', "[k1]: #tecken", '[k6]: #tecken "', "[k7]: /card",
        "#### Steg: a", "#### Steg: b", "#### Slut: c", "#### Fall: a", "#### Case: b", "#### d",
        "<!-- truth: signal -->", "<!-- truth: lookalike -->", "<!-- band: 2 -->",
        "1. [x] [s](#steg-b)", '2. [ ] [t](#slut-c "+u")', '1. [v](#slut-c "om u>=1; nivå 2")',
        "> **Svar:** w", "> **Exempelsvar:** x", "> **Obs:** y", "> **Förklaring:** z",
        "> **Ledtråd:** å", "**Säkerhet:** a | b | c", "**Confidence:** a", "```", "\t> ä",
        "{{lokal.samordnare}}", "🙂 שלום مرحبا", "[^a]", "[^a]: ö", "- [x] → ", "1. ", "**",
    ]
)  # fmt: skip


@st.composite
def exercises(draw: st.DrawFn) -> str:
    keyword, said = draw(st.sampled_from(KEYWORDS)), draw(SETTINGS)
    lines = draw(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=20))
    return "\n".join([f"### {keyword}: A", f"<!-- id: a; {said} -->", "", *lines])


@settings(max_examples=300, deadline=None)
@given(st.lists(exercises(), min_size=1, max_size=2).map("\n".join))
def test_it_is_read_or_explained_and_what_is_read_can_be_shown(body: str):
    written = (sample.FRONT + body).encode("utf-8", "surrogatepass")
    given = sample.files() | {sample.SV: written}

    library, errors = read_library(given)

    assert all(error.code in SENTENCES and error.line > 0 for error in errors)
    assert check_files(given, today=sample.TODAY) is not None
    for module in library.modules.values():
        compiled = compile_module(module, library)
        assert load(dump(compiled)) == compiled


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("    >", "\t>"),
        lambda text: text.replace("    >", "  >"),
        lambda text: text.replace("\n- ", "\n* "),
        lambda text: text.replace("→", "->"),
        lambda text: text.replace("→", "=>"),
        lambda text: text.replace("[x]", "[X]"),
        lambda text: text.replace("å", "a\u030a"),
        lambda text: text.replace("\n#### ", "\n####   "),
        lambda text: text.replace("][k1]", "][K1]"),
    ],
    ids=[
        "crlf", "cr", "bom", "tabs", "two-spaces", "stars", "arrow", "double-arrow", "capital-x",
        "decomposed", "wide-heading", "capital-label",
    ],
)  # fmt: skip
def test_habits_of_editors_make_no_difference_to_any_kind(change):
    changed = whole_sample(change(SAMPLE))

    plain = whole_sample()
    assert [_shown(block.spec) for block in changed.exercises] == [
        _shown(block.spec) for block in plain.exercises
    ]


def _shown(spec) -> str:
    return repr(spec).replace("=>", "→").replace("->", "→")


def test_other_writing_systems_and_signs_are_read_in_every_kind():
    words = SAMPLE.replace("Elias", "שלום 🙂").replace("Polisen", "مرحبا 👩‍🏫")

    module = whole_sample(words)

    assert "שלום 🙂" in module.exercises[7].passage[0].text
    assert module.exercises[0].spec.items[0].text.startswith("مرحبا 👩‍🏫")


@pytest.mark.parametrize(
    "line",
    [
        "- a → b", "> En [fras][k1].", '[k1]: #tecken "x"', "#### Steg: a", "[[[[", "> > ", "1. ",
        "- [x] a", "<!-- band: 1 -->", "**Säkerhet:** a | b", "    > feedback", "> **Ledtråd:** a",
        "[a](#steg-b)", "{{lokal.x}}", "`", "*a", "->",
    ],
)  # fmt: skip
def test_the_same_line_over_and_over_is_read_under_every_heading(line: str):
    """That it takes no longer than its length is measured by `python -m bench.reading`."""
    body = "\n".join(
        f"### {keyword}: A\n<!-- id: a{number} -->\n" + f"\n{line}" * 100
        for number, keyword in enumerate(KEYWORDS)
    )
    written = (sample.FRONT + body).encode()

    library, _ = read_library(sample.files() | {sample.SV: written})

    assert library.modules


def test_a_file_above_the_largest_size_is_explained():
    given = sample.files() | {sample.SV: b"x" * 200_001}

    assert ("file-too-large", sample.SV, 1) in sample.mistakes(given)
