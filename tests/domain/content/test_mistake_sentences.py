"""What an author reads about a mistake: in both languages, in the words that the author used."""

import gettext
from functools import cache

import pytest

from elearn.cli._language import TRANSLATIONS
from elearn.domain.content.checking import check_files
from elearn.domain.content.rule import Finding, Level
from elearn.wording.content import sentence
from tests.domain.content import sample

STORY = """\
### Scenario: A
<!-- id: a -->

#### Steg: samtal{setting}

Text.

1. [x] [a]({target})
2. [ ] [b](#slut-lugnt)

#### Slut: lugnt

B.
"""
MARK = """\
### Markera: A
<!-- id: a -->

> Hon [gör][t1] och [sade][t2] och [ler][t3].

[t1]: #teken "x"
[t2]: #neutralt "x"
[t3]: #skydd "x"
"""
TWINS = """\
### Tvillingar: A
<!-- id: a -->

#### Fall: a
<!-- truth: signal -->

En.

#### Fall: b
<!-- truth: lookalike -->

Två.

> **Förklaring:** Om b.

> **Förklaring:** Om båda.
"""


def errors(body: str) -> list[Finding]:
    found = check_files(sample.files(body), today=sample.TODAY)
    return [one for one in found if one.level is Level.ERROR]


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", TRANSLATIONS, [language], fallback=language == "en")


def only_sentence(body: str, language: str) -> str:
    (found,) = errors(body)
    return sentence(found, catalogue(language).gettext)


SAID = [
    (
        "twice-explained",
        TWINS,
        ("above the first heading with ####",),
        ("ovanför den första rubriken med ####",),
    ),
    (
        "mistyped-mark",
        MARK,
        ("[t1] leads to “#teken”", '[t1]: #tecken "why"', "Did you mean “#tecken”?"),
        ("[t1] leder till ”#teken”", '[t1]: #tecken "varför"', "Menade du ”#tecken”?"),
    ),
    (
        "lost-end",
        STORY.format(target="#slut-kafe", setting=""),
        ("“#slut-kafe”", "#### Slut: kafe"),
        ("”#slut-kafe”", "#### Slut: kafe"),
    ),
    (
        "almost-an-end",
        STORY.format(target="#slut-lungt", setting=""),
        ("Did you mean “#slut-lugnt”?",),
        ("Menade du ”#slut-lugnt”?",),
    ),
    (
        "a-name-alone",
        STORY.format(target="#lugnt", setting=""),
        ("#### Steg: lugnt", "Did you mean “#slut-lugnt”?"),
        ("#### Steg: lugnt", "Menade du ”#slut-lugnt”?"),
    ),
    (
        "no-such-level",
        STORY.format(target='#slut-lugnt "nivå 7"', setting="\n<!-- band: 1 -->"),
        ("“nivå 7”", "0 the ordinary relation", "4 the formal route"),
        ("”nivå 7”", "0 den vanliga relationen", "4 den formella vägen"),
    ),
    (
        "no-such-band",
        STORY.format(target="#slut-lugnt", setting="\n<!-- band: 3–2 -->"),
        ("“3–2”", "band: 1–2"),
        ("”3–2”", "band: 1–2"),
    ),
    (
        "order-with-hyphens",
        "### Ordna: A\n<!-- id: a -->\n\n- a\n- b",
        ("1. 2. 3.",),
        ("1. 2. 3.",),
    ),
    (
        "pairs-with-numbers",
        "### Para ihop: A\n<!-- id: a -->\n\n1. a → b\n2. c → d",
        ("(Para ihop:)", "- …"),
        ("(Para ihop:)", "- …"),
    ),
    (
        "events-with-hyphens",
        "### Förlopp: A\n<!-- id: a -->\n\n- [ ] a\n- [x] b",
        ("(Förlopp:)", "1. [x] …"),
        ("(Förlopp:)", "1. [x] …"),
    ),
    (
        "indented-exercise",
        "## A\n<!-- id: a -->\n\n    ### Bedöm: Vad nu? ###",
        ("left edge: ### Bedöm: Vad nu?",),
        ("vänsterkanten: ### Bedöm: Vad nu?",),
    ),
    (
        "indented-part",
        STORY.format(target="#slut-lugnt", setting="") + "\n    #### Slut: kafe\n",
        ("left edge: #### Slut: kafe",),
        ("vänsterkanten: #### Slut: kafe",),
    ),
    (
        "part-with-three",
        "### Steg: samtal\n<!-- id: a -->\n\nText.",
        ("begins with ###. Begin it with ####: #### Steg: samtal",),
        ("börjar med ###. Börja den med ####: #### Steg: samtal",),
    ),
    (
        "quoted-heading",
        "> ### Fråga: B",
        ("own: ### Fråga: B",),
        ("egen rad: ### Fråga: B",),
    ),
    (
        "bare-label",
        "### Fråga: A\n<!-- id: a -->\n\n> Förklaring: b\n\n1. [x] a\n2. [ ] b",
        ("> **Förklaring:** …",),
        ("två asterisker", "> **Förklaring:** …"),
    ),
    (
        "space-from-elsewhere",
        "###\u00a0Fråga: A\n<!-- id: a -->\n\n1. [x] a\n2. [ ] b",
        ("copied from a word processor",),
        ("kopierar från ett ordbehandlingsprogram",),
    ),
    (
        "no-way-out",
        STORY.format(target="#steg-fast", setting="").replace(
            "#### Slut", "#### Steg: fast\n\n1. [x] [a](#steg-fast)\n\n#### Slut"
        ),
        ("the step “fast”", "[text](#slut-hjalp)"),
        ("steget ”fast”", "[text](#slut-hjalp)"),
    ),
    (
        "no-heading",
        "## A\n<!-- id: a -->\n\n**Fråga: Vad?**\n\n- [x] a\n- [ ] b",
        ("heading: ### Fråga: Vad?",),
        ("rubrik: ### Fråga: Vad?",),
    ),
    (
        "no-space",
        "##Så gör du",
        ("(## Så gör du)",),
        ("(## Så gör du)",),
    ),
    (
        "no-colon",
        "### Para ihop det\n<!-- id: a; points: 2 -->\n\n- a → b",
        ("after “Para ihop”", "### Para ihop: det"),
        ("efter ”Para ihop”", "### Para ihop: det"),
    ),
    (
        "no-such-setting",
        "## A\n<!-- id: a; tegs: b -->\n\nText.",
        ("“tegs”", "There are: id, of, type"),
        ("”tegs”", "Det finns: id, of, type"),
    ),
    (
        "unclosed-settings",
        "### Fråga: A\n<!-- id: a\n\n1. [x] a\n2. [ ] b\n\n## B\n<!-- id: b -->\n\n[^x]",
        ("Close it with -->",),
        ("Avsluta den med -->",),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "english"), [row[1:3] for row in SAID], ids=[r[0] for r in SAID])
def test_a_mistake_is_told_alone_and_with_what_to_write(body: str, english: tuple[str, ...]):
    told = only_sentence(body, "en")

    assert [part for part in english if part not in told] == []


@pytest.mark.parametrize(
    ("body", "swedish"), [(row[1], row[3]) for row in SAID], ids=[r[0] for r in SAID]
)
def test_it_is_told_in_swedish_as_well(body: str, swedish: tuple[str, ...]):
    told = only_sentence(body, "sv")

    assert [part for part in swedish if part not in told] == []


def test_what_never_ends_is_told_without_what_follows_from_it():
    """Neither rules about the text nor its translation are heard before it can be read."""
    broken = sample.BODY.replace("ingen-oro -->", "ingen-oro")

    found = check_files(sample.files(broken, en=sample.english()), today=sample.TODAY)

    assert [one.code for one in found] == ["comment-unclosed"]


def test_a_file_that_cannot_be_read_is_not_told_to_be_absent():
    front = sample.FRONT.replace("owner: samordnaren", "owner: [a")

    found = check_files(sample.files(front=front, en=sample.english()), today=sample.TODAY)

    assert [(one.code, one.file) for one in found] == [("yaml-broken", sample.SV)]
