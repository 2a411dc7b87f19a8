"""Each mistake an author can make, beside the code and line it is told by."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from elearn.domain.content.checking import RULES, check_files
from elearn.wording.content import SENTENCES
from tests.domain.content import sample

Node = TypeVar("Node", bound=ast.AST)

RULE_CODES = {
    code for code in SENTENCES if any(code == rule or code.startswith(f"{rule}-") for rule in RULES)
}
ASK = "### Fråga: Vad?\n<!-- id: vad -->\n\n"
"""Three lines; what follows begins on the fourth."""
TWO = "1. [x] Ja\n2. [ ] Nej\n"

SURE = "**Säkerhet:** gissar | ganska säker | helt säker"
PAIRS = "### Para ihop: A\n<!-- id: a -->\n\n"
ORDER = "### Ordna: A\n<!-- id: a -->\n\n"
NUMBER = "### Tal: A\n<!-- id: a -->\n\n"
WORDS = "### Skriv: A\n<!-- id: a -->\n\n"
THINK = "### Reflektera: A\n<!-- id: a -->\n\n"
MARK = "### Markera: A\n<!-- id: a -->\n\n"
STORY = "### Scenario: A\n<!-- id: a -->\n\n"
JUDGE = "### Bedöm: A\n<!-- id: {id}; truth: lookalike; concept: c{more} -->\n\nEn text.\n"
PASSAGE = """\
> [Ett][a] och [två][b] och [tre][c].

[a]: #tecken "Därför."
[b]: #neutralt "Därför."
[c]: #skydd "Därför."

"""
ENDS = "#### Steg: a\n\n1. [b](#slut-b)\n2. [b](#slut-b)\n\n#### Slut: b\n\nText."

IN_BODY = [
    # The text.
    ("<b>fet</b>", "raw-html", 1),
    ("text <!-- tanke --> text", "raw-html", 1),
    ("Se.[^a]\n\n[^a]: <i>x</i> <https://example.test>", "raw-html", 3),
    ("```\nkod", "fence-unclosed", 1),
    ("a\n\n<!-- glömd", "comment-unclosed", 3),
    ("## A\n<!-- id: a\n\ntext", "comment-unclosed", 2),
    ("## A\n<!-- id: a\n## B\n<!-- id: b -->", "comment-unclosed", 2),
    ("<!-- en tanke\n\n## A\n<!-- id: a -->", "comment-unclosed", 1),
    ("<!-- a\nb --> c", "text-after-comment", 2),
    ("[^a]: ett\n[^A]: två\n[^a]: tre", "label-twice", 3),
    ("[a]: /card\n[A]: /card", "label-twice", 2),
    ("##Rubrik", "heading-without-space", 1),
    ("- a\n- # b", "heading-inside-list-or-quote", 2),
    ("> ### Fråga: x", "heading-inside-list-or-quote", 1),
    ("Rubrik\n---", "heading-underlined", 2),
    ("Rubrik\n===", "heading-underlined", 2),
    ("##\n<!-- id: a -->", "heading-empty", 1),
    ("# Ett\n\n# Två", "title-twice", 3),
    ("## A\n<!-- id: a -->\n\n# Titel", "title-not-first", 4),
    ("Text\n\n# Titel", "title-not-first", 3),
    ("> > > > > > > > > a", "nesting-too-deep", 1),
    ("<!-- roles: -->\nx\n\n<!-- /roles -->", "roles-malformed", 1),
    ("<!-- roles: skola -->\nx", "roles-unclosed", 1),
    ("<!-- roles: 351 -->\nx\n<!-- /roles -->", "roles-malformed", 1),
    ("<!-- roles: a -->\nx\n<!-- roles: b -->\ny\n<!-- /roles -->", "roles-unclosed", 1),
    ("x\n\n<!-- roles: a -->\n\n## B\n<!-- id: b -->\n\n<!-- /roles -->", "roles-unclosed", 3),
    ("x\n\n<!-- /roles -->", "roles-unopened", 3),
    (f"{ASK}<!-- roles: skola -->\n\nx\n\n<!-- /roles -->\n\n{TWO}", "roles-not-here", 4),
    ("<!-- include: ruta@2 -->", "include-not-supported", 1),
    ("## A\n<!– id: a –>\n\ntext", "comment-malformed", 2),
    ("## A\n<!-id: a->\n\ntext", "comment-malformed", 2),
    ("## A\n<-- id: a -->\n\ntext", "comment-malformed", 2),
    ("###\u00a0Fråga: A", "hard-space", 1),
    ("text\n-\u00a0[ ] a", "hard-space", 2),
    (f"{ASK}1. [x]\u00a0a\n2. [\u00a0] b", "hard-space", 5),
    (f"{ASK}1. [x] a\n\u00a0\u00a0\u00a0\u00a0> b\n2. [ ] c", "hard-space", 5),
    ("### Frå\u00adga: A", "hard-space", 1),
    ("text \u202edold", "control-character", 1),
    # Blocks and their settings.
    ("## A", "id-missing", 1),
    (f"### Fråga: A\n{TWO}", "id-missing", 1),
    ("## A\n<!-- id: Å -->", "id-malformed", 1),
    ("## A\n<!-- id: lead -->", "id-malformed", 1),
    ("## A\n<!-- id: a -->\n\n## B\n<!-- id: a -->", "id-twice", 4),
    ("## A\n<!-- id: a; of: 123 -->", "of-malformed", 1),
    ("## A\n<!-- id: a; bara text -->", "setting-malformed", 2),
    ("## A\n<!-- id: a; id: b -->", "setting-twice", 2),
    ("## A\n<!-- id: a; tegs: b -->", "setting-unknown", 1),
    (f"### Fråga: A\n<!-- id: a; credit: exact -->\n{TWO}", "setting-unknown", 1),
    ("### Fråga: A\n<!-- id: a; credit: halv -->\n- [x] a\n- [ ] b", "setting-value", 1),
    (f"### Fråga: A\n<!-- id: a; points: 0 -->\n{TWO}", "setting-value", 1),
    (f"### Fråga: A\n<!-- id: a; shuffle: kanske -->\n{TWO}", "setting-value", 1),
    ("## A\n<!-- id: a -->\n\ntext\n\n<!-- id: b -->", "settings-misplaced", 6),
    # What looks like an exercise is one, or a mistake.
    ("### A\n<!-- id: a; type: singel -->", "type-unknown", 1),
    (f"### Fårga: A\n<!-- id: a -->\n\n{TWO}", "keyword-unknown", 1),
    ("### Kom ihåg: A\n<!-- id: a -->\n\n- x\n    > y", "keyword-unknown", 1),
    (f"### Fråga vad du gör\n<!-- id: a -->\n\n{TWO}", "keyword-without-colon", 1),
    ("### Para ihop det\n<!-- id: a; points: 2 -->\n\n- a → b", "keyword-without-colon", 1),
    (f"## Fråga: A\n<!-- id: a -->\n\n{TWO}", "exercise-level", 1),
    ("## A\n<!-- id: a -->\n\n#### Fråga: B", "exercise-level", 4),
    ("## A\n<!-- id: a -->\n\n- x\n\n    ### Fråga: B", "exercise-indented", 6),
    (f"{ASK}Se här:\n\n    ### Bedöm: B\n\n{TWO}", "exercise-indented", 6),
    (f"{STORY}{ENDS}\n\n    #### Slut: c\n\n    Text.", "part-indented", 13),
    ("## A\n<!-- id: a -->\n\n    #### Fall: b", "part-indented", 4),
    ("### Steg: samtal\n<!-- id: a -->\n\nText.", "part-level", 1),
    (f"## Steg: Att börja\n<!-- id: a -->\n\n{TWO}", "part-level", 1),
    ("### A\n<!-- id: a -->\n\n1. [x] b\n    > c\n2. [ ] d", "exercise-without-keyword", 5),
    (f"## A\n<!-- id: a -->\n\n**Fråga: Vad?**\n\n{TWO}", "exercise-without-heading", 4),
    ("Text.\n\nQuestion: What?\n\n- [x] a", "exercise-without-heading", 3),
    (f"### Fråga:\n<!-- id: a -->\n\n{TWO}", "exercise-without-question", 1),
    (f"{ASK}Ingen lista.", "exercise-without-options", 1),
    (f"{ASK}```\n{TWO}```", "exercise-without-options", 1),
    ('## A\n<!-- id: a -->\n\n[ord][k]\n\n[k]: #tecken "så"', "marks-outside-exercise", 6),
    (f"{ASK}[k]: #tecken\n\n{TWO}", "marks-outside-exercise", 4),
    # The task list and what belongs to it.
    ("### A\n<!-- id: a; type: single-choice -->\n- [x] a\n- [ ] b", "list-should-be-numbered", 3),
    ("### A\n<!-- id: a; type: multiple-choice -->\n" + TWO, "list-should-be-bulleted", 3),
    (f"{ASK}1. [x] a\n- [ ] b", "list-mixed", 5),
    (f"{ASK}1. a\n2. [x] b\n3. [ ] c", "list-broken", 5),
    (f"{ASK}1. [x] a\n\n> **Förklaring:** e\n\n2. [ ] b", "list-broken", 8),
    (f"{ASK}1. [x] a\n2. [*] b", "box-malformed", 5),
    (f"{ASK}1. [x] a\n2. [] b", "box-malformed", 5),
    (f"{ASK}1. [x]a\n2. [ ] b", "box-malformed", 4),
    (f"{ASK}1. [x] a\n2. b", "option-without-box", 5),
    (f"{ASK}1. [x] a\n2. [ ] ", "option-empty", 5),
    (f"{ASK}1. [x] a\n   - [ ] b", "option-indented", 5),
    (f"{ASK}    1. [x] a\n    2. [ ] b", "option-indented", 4),
    (f"{ASK}1. [x] a\n> varför\n\n2. [ ] b", "feedback-not-indented", 5),
    (f"{ASK}{TWO}\nMer text.", "text-after-options", 7),
    (f"{ASK}{TWO}```\nkod\n```", "text-after-options", 6),
    (f"{ASK}1. [x] a\n    > b\n    c\n2. [ ] d", "text-after-options", 6),
    (f"{ASK}> **Ledtråt:** x\n\n{TWO}", "label-unknown", 4),
    (f"{ASK}{TWO}\n> **Anna:** x", "label-unknown", 7),
    (f"{ASK}> Förklaring: x\n\n{TWO}", "label-not-bold", 4),
    (f"{ASK}> *Ledtråd:* x\n\n{TWO}", "label-not-bold", 4),
    (f"{ASK}> **Ledtråd:**\n\n{TWO}", "label-empty", 4),
    (f"{ASK}{TWO}\n> **Exempelsvar:** x", "label-not-here", 7),
    (f"{ASK}{TWO}\n> **Förklaring:** x\n\n> **Förklaring:** y", "label-repeated", 9),
    (f"{ASK}{TWO}\n**Säkerhet:** gissar | säker", "confidence-labels", 7),
    (f"{ASK}{TWO}\n**Säkerhet:** a | b | a", "confidence-labels", 7),
    (f"{ASK}{TWO}\n{SURE}\n\n{SURE}", "confidence-twice", 9),
    (f"### Reflektera: A\n<!-- id: a -->\n\nTänk.\n\n{SURE}", "confidence-not-here", 6),
    (f"### Fråga: A\n<!-- id: a; alternative: b -->\n{TWO}", "alternative-absent", 1),
    (f"### Fråga: A\n<!-- id: a; alternative: a -->\n{TWO}", "alternative-absent", 1),
    (
        f"## B\n<!-- id: b -->\n\n### Fråga: A\n<!-- id: a; alternative: b -->\n{TWO}",
        "alternative-absent",
        4,
    ),
    (
        f"{JUDGE.format(id='a', more='; alternative: b')}\n{JUDGE.format(id='b', more='b')}",
        "alternative-other-concept",
        1,
    ),
    # Lists without boxes.
    (f"{PAIRS}- [ ] a → b", "box-not-here", 4),
    (f"{PAIRS}- a → b → c", "arrow-twice", 4),
    (f"{PAIRS}1. a → b\n2. c → d", "list-should-be-bulleted", 4),
    (f"{ORDER}- a\n- b", "order-without-numbers", 4),
    ("### Förlopp: A\n<!-- id: a -->\n\n- [ ] a\n- [x] b", "list-should-be-numbered", 4),
    (f"{ORDER}1. a\n- b", "list-mixed", 5),
    (ORDER + "1. a\n" * 101, "options-too-many", 104),
    (PAIRS + "".join(f"- {n} → {n}\n" for n in range(101)), "options-too-many", 104),
    (f"{ORDER}1. a\n   - b", "option-indented", 5),
    (f"{ORDER}1. a\n2. [*] b", "box-malformed", 5),
    (f"{ORDER}1. a\n> varför", "feedback-not-indented", 5),
    (f"{ORDER}1. a\n2. b\n\nText.", "text-after-options", 7),
    (f"{ORDER}Text.", "exercise-without-list", 1),
    (f"{PAIRS}Text.", "exercise-without-list", 1),
    ("### Tal: A\n<!-- id: a -->\n\nText.", "exercise-without-list", 1),
    (
        "### Tvillingar: A\n<!-- id: a -->\n\n#### Fall: a\n<!-- truth: signal -->\n\nEn.\n\n"
        "- [x] [a](#fall-b)\n\n#### Fall: b\n<!-- truth: lookalike -->\n\nTvå.",
        "options-not-here",
        9,
    ),
    # Prose.
    (f"{THINK}- [x] a", "options-not-here", 4),
    (f"{THINK}- a\n    > b", "options-not-here", 5),
    # Passages.
    (f"{MARK}Bara text.", "exercise-without-passage", 1),
    (f"{MARK}> En [fras][k].", "mark-undefined", 4),
    (f"{MARK}> En\n> [fras][k].", "mark-undefined", 5),
    (f'{MARK}> En [fras][k].\n\n[k]: #teken "varför"', "mark-target", 6),
    (f'{MARK}> En [fras][k].\n\n[k]: tecken "varför"', "mark-target", 6),
    (f'{MARK}{PASSAGE}[Vem]: #sakna "varför"', "mark-target", 10),
    (f"{MARK}> En [fras](#tecken).", "passage-link", 4),
    (f"{MARK}> Ett\n> ![x](y.png).", "passage-link", 5),
    (f"{MARK}> En fras.\n\nMer text.", "text-after-passage", 6),
    (f"{MARK}{PASSAGE}[e]: #tecken", "mark-unused", 10),
    (f"{MARK}> [Ett] och [två][b].\n\n[a]: #tecken\n[b]: #neutralt", "mark-unused", 6),
    (f'{MARK}> En [fras][k].\n\n[k] #tecken "varför"', "mark-malformed", 6),
    (f'{MARK}> En [fras][k].\n\n[k]: # tecken "varför"', "mark-malformed", 6),
    (f"{MARK}> En [fras][k].\n\n[k]: #tecken varför", "mark-malformed", 6),
    (f'{MARK}> En [fras][k].\n\n[k]: #tecken "varför', "mark-malformed", 6),
    (f'{MARK}> En [fras][k].\n\n    [k]: #tecken "varför"', "mark-malformed", 6),
    (f'{MARK}> En [fras][k].\n>\n> [k]: #tecken "varför"', "mark-malformed", 6),
    (f'{MARK}> En [fras][k].\n\n[k]: #tecken\n"varför"', "mark-malformed", 6),
    ('# T\n\n[k]: #skydd "varför"', "marks-outside-exercise", 3),
    ('[k]: #saknas "varför"', "marks-outside-exercise", 1),
    ("### Makera: A\n<!-- id: a -->\n\n> En [fras][k].\n\n[k]: #tecken", "keyword-unknown", 1),
    # Parts.
    (f"{STORY}Text.", "exercise-without-parts", 1),
    (f"{STORY}- [ ] text", "options-not-here", 4),
    (f"{STORY}#### Stig: a", "part-unknown", 4),
    (f"{STORY}#### a", "part-unknown", 4),
    (f"{STORY}#### Steg: Åka", "part-name", 4),
    (f"{STORY}#### Steg:", "part-name", 4),
    (f"{STORY}#### Steg: a\n\n1. [x] text\n2. [ ] [b](#slut-b)", "way-without-link", 6),
    (f"{STORY}#### Steg: a\n\n1. [b](#slut-b)\n2. text", "way-without-link", 7),
    (f"{STORY}#### Steg: a\n<!-- bnad: 1 -->", "setting-unknown", 5),
    (f"{STORY}#### Steg: a\n\n> **Ledtråd:** b", "label-not-here", 6),
    (f"{STORY}{ENDS}\n\n> **Förklaring:** a\n\n> **Förklaring:** b", "label-repeated-in-part", 15),
    (f"{STORY}{ENDS}\n\n{STORY.replace('id: a', 'id: b')}{ENDS}", "part-twice", 16),
    ("### Bedömm: A\n<!-- id: a; truth: signal -->\n\nText.", "keyword-unknown", 1),
    ("### Bedöm Moa\n<!-- id: a; truth: signal -->\n\nText.", "keyword-without-colon", 1),
    ("### Scenaro: A\n<!-- id: a -->\n\n#### Steg: a\n\nText.", "keyword-unknown", 1),
    ("## A\n<!-- id: a -->\n\ntext\n\n#### B\n<!-- id: b -->", "settings-misplaced", 7),
    (f"{ASK}#### B\n<!-- id: b -->\n\n{TWO}", "settings-misplaced", 5),
    (f"{ASK}1. [x] a", "choice-too-few-options", 1),
    (f"{ASK}1. [ ] a\n2. [ ] b", "choice-nothing-right", 1),
    (f"{ASK}1. [x] a\n2. [x] b", "choice-nothing-wrong", 1),
    # Pairs, orders, numbers and words.
    (f"{PAIRS}- a → b\n- c", "pair-without-arrow", 5),
    (f"{PAIRS}- a → b\n- c →", "pair-without-arrow", 5),
    (f"{PAIRS}- a → b\n- → c", "pairs-too-few", 1),
    (f"{PAIRS}- a → b\n- c -> b", "pairs-all-alike", 1),
    (f"{PAIRS}- a → b\n- c → d\n- → b", "distractor-is-a-partner", 6),
    (f"{ORDER}1. a", "order-too-short", 1),
    (f"{NUMBER}- [x] tio", "number-unreadable", 4),
    (f"{NUMBER}- [x] 8–5", "number-backwards", 4),
    (f"{NUMBER}- [x] 10 ± 2\n- [ ] 9", "mistake-is-right", 5),
    (f"{WORDS}- [x] **anmälan**", "words-with-mark-up", 4),
    (f"{WORDS}- [x] {{{{lokal.samordnare}}}}", "words-with-mark-up", 4),
    (f"{WORDS}- [x] *", "words-accept-anything", 4),
    (f"{WORDS}- [x] {'a' * 101}", "words-too-long", 4),
]

FRONT = sample.FRONT
IN_FRONT = [
    ("id: a\n", "front-matter-missing", 1),
    ("---\nid: a\n", "front-matter-unclosed", 1),
    (FRONT.replace("owner: samordnaren", "owner: [a"), "yaml-broken", 8),
    (FRONT.replace("owner: samordnaren", "owner: &a samordnaren"), "yaml-too-clever", 7),
    (FRONT.replace("owner: samordnaren", "owner: !!str a"), "yaml-too-clever", 7),
    (FRONT.replace("owner: samordnaren", "owner: [[[[[[[a]]]]]]]"), "yaml-too-deep", 7),
    ("---\n- a\n---\n", "yaml-not-a-mapping", 2),
    (FRONT.replace("minutes: 5", "owner: b"), "key-twice", 10),
    (FRONT.replace("minutes: 5", "minuter: 5"), "key-unknown", 10),
    (FRONT.replace("review_by: 2027-10-01\n", ""), "key-missing", 2),
    (FRONT.replace("owner: samordnaren", "owner:"), "key-missing", 7),
    (FRONT.replace("minutes: 5", "detect: 70 %"), "key-not-supported", 10),
    (FRONT.replace("owner: samordnaren", "owner: [a]"), "value-not-text", 7),
    (FRONT.replace("minutes: 5", "roles: {a: b}"), "value-not-a-list", 10),
    (FRONT.replace("minutes: 5", "law_refs: [Sol §]"), "value-not-an-id", 10),
    (FRONT.replace("language: sv", "language: Svenska"), "value-not-a-language", 4),
    (FRONT.replace("2027-10-01", "2027-02-30"), "value-not-a-date", 9),
    (FRONT.replace("minutes: 5", "minutes: fem"), "value-not-a-number", 10),
    (FRONT.replace("minutes: 5", "pass: 0,7"), "value-not-a-percentage", 10),
    (FRONT.replace("minutes: 5", "shuffle: kanske"), "value-not-yes-or-no", 10),
    (FRONT.replace("minutes: 5", "retake: always"), "value-not-allowed", 10),
    (FRONT.replace("minutes: 5", "variant: enkel"), "value-not-allowed", 10),
    (FRONT.replace("minutes: 5", "forms: [A]"), "forms-without-bank", 10),
    (FRONT.replace("minutes: 5", "kind: bunk"), "value-not-allowed", 10),
    (FRONT.replace("language: sv", "language: en"), "language-not-folder", 4),
    (FRONT.replace("id: fraga", "id: svara"), "id-not-file-name", 2),
    (FRONT.replace("minutes: 5", "variant: lättläst"), "variant-not-file-name", 10),
]

BANK_FRONT = FRONT.replace("id: fraga", "id: fall").replace("minutes: 5", "kind: bank")
BANK = (BANK_FRONT + "### Bedöm: A\n<!-- id: a; truth: grey{} -->\n\nText.").encode()
COURSE, ROUTES = sample.COURSE, sample.ROUTES
MODULE = sample.files()[sample.SV]
IN_FILES = [
    (sample.SV, b"\xff" + MODULE, "file-not-utf-8", 1),
    (sample.SV, b"---\nid: a\n\xc3\x28", "file-not-utf-8", 3),
    (sample.SV, b"---\nid: a\x00\n---\n", "control-character", 2),
    (sample.SV, b"x" * 200_001, "file-too-large", 1),
    ("grunden/media/film.mp4", b"x" * 20_000_001, "file-too-large", 1),
    ("grunden/media/x.exe", b"x", "media-kind", 1),
    ("grunden/media/x.svg", b"<svg><script/></svg>", "media-active", 1),
    ("grunden/sv/fraga.md", MODULE, "file-name", 1),
    ("grunden/sv/01-fraga.enkel.md", MODULE, "file-name", 1),
    ("grunden/sv/02-annan.meeting.md", MODULE.replace(b"id: fraga", b"id: annan"),
     "meeting-page-alone", 1),
    ("grunden/sv/01-fraga.meeting.md", MODULE.replace(b"id: fraga", b"id: annan"),
     "id-not-file-name", 2),
    ("grunden/sv/02-fraga.md", MODULE, "module-twice", 1),
    ("grunden/sv/02-annan.md", MODULE.replace(b"id: fraga", b"id: annan"), "module-not-listed", 1),
    ("grunden/sv/02-fall.md", BANK.replace(b"{}", b""), "case-without-concept", 13),
    ("grunden/sv/02-fall.md", BANK.replace(b"grey{}", b"signal; concept: c; form: A"),
     "form-unknown", 13),
    ("grunden/course.yaml", COURSE.replace("[fraga]", "[fraga, x]").encode(), "module-absent", 3),
    ("grunden/course.yaml", COURSE.replace("id: grunden", "id: a").encode(),
     "course-id-not-folder", 1),
    ("grunden/course.yaml", COURSE.replace("{sv: G", "[G").encode(), "yaml-broken", 2),
    ("grunden/course.yaml", COURSE.replace("{sv: Grunden, en: Core}", "G").encode(),
     "value-not-by-language", 2),
    ("grunden/course.yaml", (COURSE + "need: any\n").encode(), "value-not-allowed", 7),
    ("_shared/routes.yaml", b"routes: ett", "register-not-a-list", 1),
    ("_shared/routes.yaml", (ROUTES + "  - key: tom\n    label: {sv: x}\n    urgency: soon\n"
     "    owner: a\n    verified_until: 2027-01-01\n").encode(), "key-of-entry-twice", 13),
]  # fmt: skip
IN_BANKS = {"bank-listed"}
"""What `test_bank.py` shows."""


@pytest.mark.parametrize(("body", "code", "line"), IN_BODY)
def test_a_mistake_in_the_text_is_told_at_its_line(body: str, code: str, line: int):
    assert (code, line) in sample.mistakes_in(body)


@pytest.mark.parametrize(("front", "code", "line"), IN_FRONT)
def test_a_mistake_in_the_settings_is_told_at_its_line(front: str, code: str, line: int):
    found = sample.mistakes(sample.files(front=front))

    assert (code, sample.SV, line) in found


@pytest.mark.parametrize(("path", "data", "code", "line"), IN_FILES)
def test_a_mistake_in_a_file_is_told_at_its_line(path: str, data: bytes, code: str, line: int):
    found = sample.mistakes(sample.files() | {path: data})

    assert (code, path, line) in found


def test_one_mistake_is_told_once():
    """A mistyped box must not also be told as a list without a right option."""
    assert sample.mistakes_in(f"{ASK}1. [x] a\n2. [*] b\n3. [ ] c") == [("box-malformed", 5)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"{ORDER}1. [x] a\n2. [ ] b", ["box-not-here"] * 2),
        ("### Panel: A\n<!-- id: a -->\n\n- [x] a\n- [ ] b", ["box-not-here"] * 2),
        (f'{MARK}> En [fras][k].\n\n[k] #tecken "varför"', ["mark-malformed"]),
        ("### Bedömm: A\n<!-- id: a; truth: signal -->\n\nText.", ["keyword-unknown"]),
        ("###\u00a0Fråga: A\n<!-- id: a -->\n\n1. [x] a\n2. [ ] b", ["hard-space"]),
    ],
)
def test_nothing_is_told_that_only_follows(body: str, told: list[str]):
    assert [code for code, _ in sample.mistakes_in(body)] == told


def test_a_block_that_cannot_be_read_is_not_missed_in_its_translation():
    given = sample.files(sample.BODY.replace("1. [ ] Jag", "1. [] Jag"), en=sample.english())

    found = [one.code for one in check_files(given, today=sample.TODAY) if one.level == "error"]

    assert found == ["box-malformed"]


def test_a_check_list_below_an_example_is_text():
    assert sample.mistakes_in("Exempel: en väska\n\n- [x] vatten\n- [ ] filt") == []


def test_a_tab_after_the_sign_of_a_list_or_heading_is_a_space():
    tabbed = sample.BODY.replace("1. [", "1.\t[").replace("- [", "-\t[").replace("### ", "###\t")

    assert sample.mistakes_in(tabbed) == []


def test_all_mistakes_of_all_files_come_at_once_in_order():
    given = sample.files("## A\n\n<b>", course=COURSE.replace(": 30", ": noll"))

    found = [(code, path) for code, path, _ in sample.mistakes(given)]

    assert found == [
        ("value-not-a-number", "grunden/course.yaml"),
        ("id-missing", sample.SV),
        ("raw-html", sample.SV),
    ]


def test_every_mistake_has_an_example_here():
    """What only one type of exercise refuses is tested with the type."""
    shown = {row[1] for row in (*IN_BODY, *IN_FRONT)} | {row[2] for row in IN_FILES}
    shown |= IN_BANKS

    assert shown <= set(SENTENCES)
    assert _noted("content") <= shown


def test_everything_that_is_noted_has_a_sentence():
    assert _noted("content", "exercises") <= set(SENTENCES)


def test_no_sentence_is_left_over():
    used = {
        node.value
        for node in _nodes(ast.Constant, "content", "exercises")
        if isinstance(node.value, str)
    }

    assert set(SENTENCES) - RULE_CODES <= used


def test_every_rule_has_a_sentence():
    told = {rule for rule in RULES for code in RULE_CODES if code.startswith(rule)}

    assert told == set(RULES)


def _noted(*folders: str) -> set[str]:
    noting = {"add", "refuse", "_note", "ContentError"}
    return {
        call.args[0].value
        for call in _nodes(ast.Call, *folders)
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in noting
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def _nodes(kind: type[Node], *folders: str) -> Iterator[Node]:
    """The nodes of *kind* in those *folders* of the domain that read content."""
    for folder in folders:
        for path in Path("elearn/domain", folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (node for node in ast.walk(tree) if isinstance(node, kind))


@pytest.mark.parametrize(
    ("routes", "code"),
    [
        (sample.ROUTES.replace("    verified_until: 2027-06-30\n", "", 1), "key-missing"),
        (sample.ROUTES.replace("  - key: tom", "  - key: samordnare"), "key-of-entry-twice"),
        (sample.ROUTES.replace("routes:", "routes: ["), ""),
    ],
    ids=["a day left out", "a key twice", "no yaml"],
)
def test_a_route_with_a_mistake_is_there_all_the_same(routes: str, code: str):
    given = sample.files("{{lokal.samordnare.phone}} {{lokal.borta}}", routes=routes)

    told = check_files(given, today=sample.TODAY)

    assert [one.values["slot"] for one in told if one.code == "slot-unknown"] == ["lokal.borta"]
    assert [one for one in told if one.file == "_shared/routes.yaml" and code in one.code]


def test_a_picture_that_is_refused_is_there_all_the_same():
    given = sample.files("![Ett hus](../media/hus%201.svg)\n\n![En bro](../media/bro.svg)")
    given["grunden/media/hus 1.svg"] = b"<svg><script/></svg>"

    told = check_files(given, today=sample.TODAY)

    assert [one.file for one in told if one.code == "media-active"] == ["grunden/media/hus 1.svg"]
    assert [one.values["target"] for one in told if one.code == "image-broken"] == [
        "../media/bro.svg"
    ]
