"""Each rule, with a text that breaks it; the sample course, which breaks none, is its twin."""

from importlib import import_module

import pytest

from elearn.domain.content.checking import RULES, check_files
from elearn.domain.content.rule import Level
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.wording.content import sentence
from tests.domain.content import sample
from tests.domain.content.sample import BODY, EN, SV

HEAD = sample.FRONT.count("\n")
"""Lines before the body."""
LONG = " ".join(["Kommunfullmäktiges beredningsorganisation", "förändringsbenägenhet"] * 40)
SIGNS = "## Tecken\n<!-- id: t -->\n\nSe upp för dessa:\n\n- a\n- b\n- c\n\n"


def _ask(number: int, right: int, options: tuple[str, str] = ("En lång text", "Kort")) -> str:
    boxes = "\n".join(
        f"{n}. [{'x' if n == right else ' '}] {text}\n    > Så."
        for n, text in enumerate(options, start=1)
    )
    return f"### Fråga: Vad {number}?\n<!-- id: f{number} -->\n\n{boxes}\n\n"


STORY = "### Scenario: A\n<!-- id: a -->\n#### Steg: a\n\n\n"
END = "\n#### Slut: b\n\nText."


def _mark(first: str, phrase: str = "slutat sjunga") -> str:
    return (
        f"### Markera: A\n<!-- id: a -->\n\n> Hon har [{phrase}][k1] och [b][k2] och [c][k3], "
        f'[d][k4].\n\n{first}\n[k2]: #neutralt "x"\n[k3]: #skydd "x"\n[k4]: #neutralt "x"\n'
    )


def _front(old: str, new: str) -> str:
    return sample.FRONT.replace(old, new)


CASE = "### Bedöm: A\n<!-- id: a; truth: lookalike; {} -->\n\nText.\n\n{}"
OTHER_CASE = CASE.replace("id: a", "id: b")
WHY = "> **Förklaring:** Så."

BROKEN_BODY = [
    ("link-broken", "[a](https:x y)\n\n[a](annan.md)", 3),
    ("link-broken", "[a](javascript:alert(1))", 1),
    ("link-broken", "[a](#borta)", 1),
    ("link-broken", "[a][saknas]", 1),
    ("link-broken", "[a](/admin)", 1),
    ("link-broken", "[a](https://example.test/{{lokal.samordnare}})", 1),
    ("image-broken", "![alt](https://example.test/a.png)", 1),
    ("image-broken", "![alt](../media/borta.png)", 1),
    ("image-without-alt", "\n![](../media/bild.png)", 2),
    ("footnote-missing", "Text\nmer.[^borta]", 2),
    ("footnote-unused", "a\n\n[^x]: b <https://example.test>", 3),
    ("slot-unknown", "a\n{{lokal.borta}}", 2),
    ("slot-unknown", "{{lokal.samordnare.fax}}", 1),
    ("slot-malformed", "{{samordnare}}", 1),
    ("slot-empty", "{{lokal.tom}}", 1),
    ("slot-empty", "{{lokal.samordnare.url}}", 1),
    ("phone-typed", "Ring 0980-319 220.", 1),
    ("phone-typed", "Ring +46 980 31 92 20.", 1),
    ("phone-typed", "Ring 114 14.", 1),
    ("personal-number-typed", "850101-1234", 1),
    ("personal-number-typed", "198501011234", 1),
    ("law-typed", "Enligt 19 kap. 1 § ska du anmäla.", 1),
    ("option-without-feedback", "### Fråga: A\n<!-- id: a -->\n1. [x] a\n2. [ ] b\n    > c", 3),
    ("option-repeated", "### Fråga: A\n<!-- id: a -->\n1. [x] Ja.\n2. [ ] ja", 4),
    ("all-of-the-above", "### Fråga: A\n<!-- id: a -->\n1. [ ] a\n2. [x] Alla ovanstående", 4),
    ("longest-option-right", _ask(1, 1) + _ask(2, 2, ("a", "längre")) + _ask(3, 1), 1),
    ("position-always-right", _ask(1, 1) + _ask(2, 1, ("a", "längre")) + _ask(3, 1), 1),
    ("option-without-feedback", "### Tal: A\n<!-- id: a -->\n- [x] 1\n- [ ] 2", 4),
    ("option-without-feedback", _mark("[k1]: #tecken"), 6),
    ("option-without-feedback", f"{STORY}1. [a](#slut-b)\n2. [b](#slut-b)\n{END}", 6),
    ("option-repeated", f"{STORY}1. [a](#slut-b)\n2. [A](#slut-b)\n{END}", 7),
    ("option-repeated", "### Para ihop: A\n<!-- id: a -->\n- a → b\n- a → c", 4),
    ("signals-outnumber", _mark('[k1]: #tecken "x"').replace("#neutralt", "#tecken", 1)
     .replace("[d][k4]", "[d][k4] [e][k5]") + '[k5]: #tecken "x"', 1),
    ("protected-trait-marked", _mark('[k1]: #tecken "x"', "ber på rasten"), 6),
    ("lix-high", LONG, 1 - HEAD),
    ("word-to-avoid", "Han är misstänkt.", 1),
    ("bare-sign-list", SIGNS, 1),
    ("single-sign-unsaid", "Det finns tecken.", 1 - HEAD),
    ("claim-without-source", "a\n\nForskning visar det.", 3),
    ("sources-missing", "Text utan källa.", 1 - HEAD),
    ("source-without-address", "a[^x]\n\n[^x]: En bok, 2025.", 3),
    ("source-old", "a[^x]\n\n[^x]: Rapport, 2019, <https://example.test/2026>.", 3),
    ("ending-without-card", "## A\n<!-- id: a -->\n\nSlut.", 1),
    ("title-differs", "# Något annat", 1 - HEAD),
    ("heading-jump", "## A\n<!-- id: a -->\n\n#### B", 4),
    ("callout-without-title", "!!! note\n    a", 1),
    ("concept-unknown", CASE.format("concept: orro", WHY), 1),
    ("twin-unknown", CASE.format("twin: c", WHY) + "\n\n" + OTHER_CASE.format("twin: a", WHY), 1),
    ("twin-unknown", CASE.format("twin: a", WHY), 1),
    ("twin-unknown", CASE.format("twin: f1", WHY) + "\n\n" + _ask(1, 1), 1),
]  # fmt: skip

NO_TRANSLATION = sample.english().replace(
    "translation_of: fraga@1.0.0", "owner: a\nreview_by: 2027-01-01"
)
BANK = _front("minutes: 5", "kind: bank")
BROKEN_FILES = [
    ("case-unexplained", sample.files(CASE.format("concept: oro", ""), front=BANK), SV, HEAD + 1),
    ("law-unknown", sample.files(front=_front("minutes: 5", "law_refs: [borta]")), SV, 10),
    ("review-overdue", sample.files(front=_front("2027-10-01", "2026-11-22")), SV, 9),
    ("review-too-far", sample.files(front=_front("2027-10-01", "2027-11-03")), SV, 9),
    ("review-in-future", sample.files(front=_front("2026-11-01", "2026-11-24")), SV, 8),
    ("legal-review-missing",
     sample.files(front=_front("minutes: 5", "law_refs: [sol-anmalan]")), SV, 10),
    ("route-expired", sample.files(routes=sample.ROUTES.replace("2027", "2025", 1)),
     "_shared/routes.yaml", 2),
    ("route-unverified", sample.files(routes=sample.ROUTES.replace("2027-06-30", "never", 1)),
     "_shared/routes.yaml", 2),
    ("law-review-overdue", sample.files(laws=sample.LAWS.replace("2027", "2025")),
     "_shared/laws.yaml", 2),
    ("no-concern-share", sample.files(BODY.replace("fall, ingen-oro", "fall")),
     "grunden/course.yaml", 1),
    ("translation-without-source",
     sample.files(en=sample.english().replace("fraga@1", "annan@1")), EN, 5),
    ("translation-twice-source",
     sample.files(en=NO_TRANSLATION), SV, 1),
    ("translation-blocks-differ", sample.files(en=sample.english().replace("id: vart", "id: till")),
     EN, 36),
    ("translation-key-differs", sample.files(
        en=sample.english().replace("[ ] I wait", "[x] I wait").replace("[x] I ask", "[ ] I ask")
    ), EN, 18),
    ("translation-options-differ", sample.files(
        en=sample.english().replace("- [x] An ear\n    > Yes.\n", "")), EN, 26),
    ("translation-stale", sample.files(BODY.replace("Jag väntar", "Jag väntar lite"),
                                       en=sample.english()), EN, 18),
    ("translation-unmarked", sample.files(
        en=sample.english(sample.BODY_EN.replace("; of: {first}", "").format(second="0" * 8))
    ), EN, 18),
]  # fmt: skip
TESTED_ALONE = {
    "understood",
    "milieu-lopsided",
    "bank-unbalanced",
    "bank-lopsided",
    "forms-unlike",
    "meeting-page-incomplete",
    "meeting-page-length",
}


@pytest.mark.parametrize(("rule", "body", "line"), BROKEN_BODY)
def test_a_broken_rule_is_found_at_its_line(rule: str, body: str, line: int):
    found = sample.findings(sample.files(body), rule)

    assert (SV, line + HEAD) in [(one.file, one.line) for one in found]


@pytest.mark.parametrize(("rule", "given", "file", "line"), BROKEN_FILES)
def test_a_broken_rule_is_found_in_its_file(
    rule: str, given: dict[str, bytes], file: str, line: int
):
    found = sample.findings(given, rule)

    assert (file, line) in [(one.file, one.line) for one in found]


@pytest.mark.parametrize(
    ("rule", "until"), [("route-unverified", "never"), ("route-expired", "2025-06-30")]
)
def test_nobody_is_told_to_try_an_acute_number(rule: str, until: str):
    routes = sample.ROUTES.replace("2027-06-30", until)
    acute = routes.replace("urgency: advice", "urgency: acute")

    told, other = (
        sentence(found, str) for found in sample.findings(sample.files(routes=acute), rule)
    )

    assert "Never call an emergency number to try it." in told
    assert "Never call" not in other


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("phone-typed", "Klockan 16.55 den 2026-11-23 kom 12 000 av 40 000 barn, LIX 35–40."),
        ("phone-typed", "Se.[^a]\n\n[^a]: Växel 0980-319 220, <https://example.test/010-568 70>"),
        ("personal-number-typed", "Diarienummer 2026-0123 och 12345678."),
        ("link-broken", "[a](https://example.test) [b](#samtalet) [c](/card) [d](01-fraga.md)"
                        " [e](../media/bild.png)\n\n## S\n<!-- id: samtalet -->"),
        ("link-broken", "`[a](borta.md)`\n\n```\n[a](borta.md)\n```"),
        ("footnote-missing", "`[^a]`"),
        ("slot-unknown", "{{lokal.kommun}} {{ lokal.samordnare.hours }}"),
        ("claim-without-source", "Forskning visar det.[^a]\n\n[^a]: b"),
        ("source-old", "a[^x]\n\n[^x]: Regeringsformen, SFS 1974:152, läst 2026-01-01."),
        ("longest-option-right", _ask(1, 1) + _ask(2, 1)),
        ("longest-option-right", _ask(1, 1) + _ask(2, 1) + _ask(3, 2)),
        ("position-always-right", _ask(1, 1) + _ask(2, 1) + _ask(3, 2)),
        ("option-without-feedback", "### Skriv: A\n<!-- id: a -->\n- [x] ord\n- [x] orden"),
        ("option-without-feedback", "### Ordna: A\n<!-- id: a -->\n1. a\n2. b\n3. c"),
        ("option-repeated", "### Para ihop: A\n<!-- id: a -->\n- a → b\n- c → b\n- → a"),
        ("signals-outnumber", _mark('[k1]: #tecken "x"')),
        ("protected-trait-marked", _mark('[k1]: #tecken "x"')),
        ("protected-trait-marked", _mark('[k1]: #neutralt "x"', "ber på rasten").replace(
            "#skydd", "#tecken")),
        ("position-always-right", "### Panel: A\n<!-- id: a -->\n- a: 9\n- b: 0"),
        ("single-sign-unsaid", "Inget enskilt tecken bevisar något."),
        ("bare-sign-list", SIGNS + "Det finns andra förklaringar. Vänner skyddar. Fråga först."),
        ("bare-sign-list", "## Ta med\n<!-- id: t -->\n\n- Inget tecken bevisar något\n- b\n- c"),
        ("lix-high", "Ordet."),
        ("ending-without-card", "## A\n<!-- id: a -->\n\nSe [kortet](/card)."),
        ("callout-without-title", '!!! note "Så"\n    a'),
        ("concept-unknown", CASE.format("concept: oro", WHY)),
        ("twin-unknown", CASE.format("twin: b", WHY) + "\n\n" + OTHER_CASE.format("", WHY)),
        ("case-unexplained", CASE.format("concept: oro", "")),
    ],
)  # fmt: skip
def test_a_rule_leaves_its_look_alikes_alone(rule: str, body: str):
    assert sample.findings(sample.files(body), rule) == []


def test_an_explained_case_of_a_bank_is_left_alone():
    given = sample.files(CASE.format("concept: oro", WHY), front=BANK)

    assert sample.findings(given, "case-unexplained") == []


def test_a_mistyped_concept_or_twin_is_told_what_was_meant():
    body = CASE.format("concept: orro; twin: bb", WHY) + "\n\n" + OTHER_CASE.format("", WHY)
    body = body.replace("id: b;", "id: bbb;")

    concept = sample.findings(sample.files(body), "concept-unknown")
    twin = sample.findings(sample.files(body), "twin-unknown")

    assert [dict(one.values)["near"] for one in (*concept, *twin)] == ["oro", "bbb"]


def test_what_was_understood_is_told_beside_every_exercise():
    found = sample.findings(sample.files(), "understood")

    told = [(dict(one.values)["variant"], dict(one.values)["key"]) for one in found]
    assert told == [("one", "2"), ("several", "1, 2")]


UNDERSTOOD = [
    ("Fråga: A", "", "1. [x] a\n2. [ ] b", "One answer, key: 1, of 2 options."),
    ("Fråga: A", "", "1. [x] a\n2. [x] b\n3. [ ] c",
     "One answer, any of these: 1, 2, of 3 options."),
    ("Fråga: A", "", "- [x] a\n- [ ] b", "Several answers, key: 1, of 2 options."),
    ("Para ihop: A", "", "- a → b\n- c → d\n- → e",
     "2 pairs, and 1 on the right that belong to nothing on the left."),
    ("Ordna: A", "", "1. a\n2. b\n3. c", "3 to be put in the order in which they stand here."),
    ("Tal: A", "", "- [x] 5–8\n- [ ] 30", "A number, key: 5–8; known mistakes: 1."),
    ("Skriv: A", "", "- [x] oro\n- [x] oros*", "A few words, key: oro | oros*; known mistakes: 0."),
    ("Bedöm: A", "truth: signal", "Text.", "A case to judge, key: more than ordinary concern."),
    ("Bedöm: A", "truth: lookalike", "Text.", "A case to judge, key: ordinary concern."),
    ("Bedöm: A", "truth: grey", "Text.", "A case to judge without a right answer."),
    ("Tvillingar: A", "", "#### Fall: a\n<!-- truth: signal -->\n\nEn.\n\n#### Fall: b\n"
     "<!-- truth: lookalike -->\n\nTvå.",
     "Two cases, 1 with more than ordinary concern; only both judged rightly count."),
    ("Förlopp: A", "", "1. [ ] a\n2. [ ] b\n3. [x] c\n4. [ ] d",
     "4 notes; concern is warranted from number 3 on."),
    ("Förlopp: A", "", "1. [ ] a\n2. [ ] b\n3. [ ] c\n4. [ ] d",
     "4 notes; concern is never warranted."),
    ("Markera: A", "", '> [a][k1] [b][k2] [c][k3]\n\n[k1]: #tecken "x"\n[k2]: #neutralt "x"\n'
     '[k3]: #skydd "x"\n[Saknas]: #saknas "x"',
     "To find: 1 signs. To leave alone: 2. Missing from the text: 1."),
    ("Scenario: A", "", "#### Steg: a\n\nA.\n\n1. [x] [b](#slut-b)\n2. [ ] [c](#slut-b)\n\n"
     "#### Slut: b\n\nB.", "A story of 1 steps and 1 ends, scored."),
    ("Scenario: A", "", "#### Steg: a\n\nA.\n\n1. [b](#slut-b)\n2. [c](#slut-b)\n\n"
     "#### Slut: b\n\nB.", "A story of 1 steps and 1 ends, without right or wrong."),
    ("Panel: A", "", "- a: 4\n- b: 3", "2 options, scored by how many of the panel chose each."),
    ("Panel: A", "", "- a\n- b",
     "2 options; no panel of at least five has voted, so nothing is scored."),
    ("Reflektera: A", "", "Text.", "To reflect on: never sent, never kept, never scored."),
    ("Exempel: A", "", "Text.", "To read: never scored."),
    ("Regel: A", "", "Vem?\n\n> **Svar:** 112.",
     "To know by heart: rated by the reader, never scored."),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "setting", "body", "told"), UNDERSTOOD)
def test_what_was_understood_is_told_in_words(heading: str, setting: str, body: str, told: str):
    text = f"### {heading}\n<!-- id: a; {setting} -->\n\n{body}"

    (found,) = sample.findings(sample.files(text), "understood")

    assert sentence(found, str) == told


def test_every_kind_of_exercise_is_told_in_its_own_words():
    keywords = {row[0].split(":")[0] for row in UNDERSTOOD}

    assert keywords == {one.keywords["sv"] for one in EXERCISE_TYPES.values()}


def test_a_course_in_which_one_milieu_dominates_is_told():
    fronts = [
        sample.FRONT.replace("id: fraga", f"id: m{n}").replace("minutes: 5", f"milieus: [{milieu}]")
        for n, milieu in enumerate(["en", "en", "en", "annan", "tredje"])
    ]
    modules = {
        f"grunden/sv/0{n}-m{n}.md": (front + BODY).encode() for n, front in enumerate(fronts)
    }
    course = sample.COURSE.replace("[fraga]", "[fraga, m0, m1, m2, m3, m4]")

    found = sample.findings(sample.files(course=course) | modules, "milieu-lopsided")

    assert [dict(one.values)["milieu"] for one in found] == ["en"]


@pytest.mark.parametrize(
    ("source", "translation", "broken"),
    [
        ("### Skriv: A\n<!-- id: a -->\n- [x] oro\n- [x] oros*",
         "### Write: A\n<!-- id: a -->\n- [x] concern", []),
        ("### Tal: A\n<!-- id: a -->\n- [x] 1,5",
         "### Number: A\n<!-- id: a -->\n- [x] 1.5", []),
        ("### Tal: A\n<!-- id: a -->\n- [x] 1,5",
         "### Number: A\n<!-- id: a -->\n- [x] 15", ["translation-key-differs"]),
        ("### Bedöm: A\n<!-- id: a; truth: signal -->\nText.",
         "### Judge: A\n<!-- id: a; truth: lookalike -->\nText.", ["translation-key-differs"]),
        (f"{STORY}1. [a](#slut-b)\n2. [b](#slut-b)\n{END}",
         "### Scenario: A\n<!-- id: a -->\n#### Step: a\n\n\n1. [a](#end-b)\n2. [c](#end-b)\n"
         "\n#### End: b\n\nText.", []),
        (f"{STORY}1. [a](#slut-b)\n2. [b](#slut-b)\n{END}",
         f"{STORY}1. [a](#slut-b)\n2. [b](#slut-c)\n{END}\n\n#### Slut: c\n\nText.",
         ["translation-options-differ"]),
    ],
    ids=["words", "same-number", "other-number", "other-truth", "same-story", "longer-story"],
)  # fmt: skip
def test_a_translation_asks_the_same_as_its_source(
    source: str, translation: str, broken: list[str]
):
    given = sample.files(source, en=sample.FRONT_EN + translation)

    told = {one.code for one in check_files(given, today=sample.TODAY) if one.file == EN}
    assert sorted(told & {"translation-key-differs", "translation-options-differ"}) == broken


def test_every_rule_is_broken_somewhere_here():
    broken = {row[0] for row in BROKEN_BODY} | {row[0] for row in BROKEN_FILES}

    assert broken | TESTED_ALONE == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_called_as_its_file(name: str):
    module = import_module(f"elearn.domain.content.rules.{name.replace('-', '_')}")

    assert module.RULE is RULES[name]


def test_a_day_that_passes_makes_no_error():
    """Nothing may turn red by itself because of the calendar."""
    given = sample.files(en=sample.english(), front=_front("minutes: 5", "law_refs: [sol-anmalan]"))

    later = check_files(given, today=sample.TODAY.replace(year=2099))

    assert [one.code for one in later if one.level is Level.ERROR] == []
    assert {"review-overdue", "route-expired"} <= {one.code for one in later}
