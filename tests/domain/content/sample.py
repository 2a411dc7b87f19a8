"""A small course that breaks no rule, for tests to break in one place."""

from datetime import date

from elearn.domain.content.checking import check_files
from elearn.domain.content.course import Library, ModuleText
from elearn.domain.content.parsing import parse_library, read_library
from elearn.domain.content.rule import Finding

TODAY = date(2026, 11, 23)
SV = "grunden/sv/01-fraga.md"
EN = "grunden/en/01-fraga.md"

FRONT = """\
---
id: fraga
title: Fråga i tid
language: sv
version: 1.0.0
status: published
owner: samordnaren
reviewed: 2026-11-01
review_by: 2027-10-01
minutes: 5

---
"""
FRONT_EN = """\
---
id: fraga
title: Ask in time
language: en
translation_of: fraga@1.0.0
translator: En översättare

---
"""
BODY = """\
# Fråga i tid

Du får öva på att fråga. Ingen behöver vara säker.[^kalla]

## Samtalet
<!-- id: samtalet -->

En granne är ledsen. Du vill hjälpa till.

### Fråga: Vad gör du?
<!-- id: vad-gor-du; tags: fall, ingen-oro -->

Det är inte bråttom.

> **Ledtråd:** Vad hade du själv velat?

1. [ ] Jag väntar.
    > Då kan det bli sent.
2. [x] Jag frågar hur det är.
    > Ja. En fråga räcker långt.

> **Förklaring:** Att fråga är att bry sig.

### Fråga: Vad hjälper?
<!-- id: vad-hjalper; credit: proportional; points: 2 -->

- [x] Tid
    > Ja.
- [x] Ett öra
    > Ja.
- [ ] Ett förhör
    > Nej, det stänger dörren.

## Vart du vänder dig
<!-- id: vart -->

Ring {{lokal.samordnare}}.

[^kalla]: Kommunen, Rutin, 2025, <https://example.test/rutin>, läst 2026-11-01.
"""
BODY_EN = """\
# Ask in time

You will practise asking. Nobody needs to be certain.[^kalla]

## The talk
<!-- id: samtalet -->

A neighbour is sad.

### Question: What do you do?
<!-- id: vad-gor-du; of: {first} -->

1. [ ] I wait.
    > Then it may be late.
2. [x] I ask how things are.
    > Yes.

### Question: What helps?
<!-- id: vad-hjalper; of: {second} -->

- [x] Time
    > Yes.
- [x] An ear
    > Yes.
- [ ] A cross-examination
    > No.

## Whom to turn to
<!-- id: vart -->

Call {{{{lokal.samordnare}}}}.

[^kalla]: The municipality, Routine, 2025, <https://example.test/rutin>.
"""
COURSE = """\
id: grunden
title: {sv: Grunden, en: Core}
modules: [fraga]
duty:
  due_days: 30
  valid_days: 730
"""
ROUTES = """\
routes:
  - key: samordnare
    label: {sv: Samordnaren, en: The coordinator}
    phone: "0980-319 220"
    urgency: advice
    owner: kansliet
    verified_until: 2027-06-30
  - key: tom
    label: {sv: En tom väg}
    urgency: soon
    owner: kansliet
    verified_until: 2027-06-30
"""
LAWS = """\
laws:
  - key: sol-anmalan
    title: {sv: Socialtjänstlagen}
    number: "2025:400"
    paragraph: 19 kap. 1 §
    says: {sv: Anmäl genast.}
    source: https://example.test/lag
    review_by: 2027-05-22
"""
GLOSSARY = """\
terms:
  - key: oro
    term: {sv: oro}
    means: {sv: En känsla av att någon kan fara illa.}
"""
PIXEL = b"\x89PNG"


def files(body: str = BODY, *, front: str = FRONT, **more: str) -> dict[str, bytes]:
    """The course with *body* in its module; *more* replaces or adds files, by short name."""
    texts = {"course": COURSE, "routes": ROUTES, "laws": LAWS, "glossary": GLOSSARY} | more
    paths = {
        "course": "grunden/course.yaml",
        "routes": "_shared/routes.yaml",
        "laws": "_shared/laws.yaml",
        "glossary": "_shared/glossary.yaml",
        "en": EN,
    }
    found = {paths[name]: text.encode() for name, text in texts.items()}
    return found | {SV: (front + body).encode(), "grunden/media/bild.png": PIXEL}


def english(body: str | None = None) -> str:
    """The module's translation, up to date unless *body* says otherwise."""
    if body is None:
        blocks = {one.id: one.version[:8] for one in module().exercises}
        body = BODY_EN.format(first=blocks["vad-gor-du"], second=blocks["vad-hjalper"])
    return FRONT_EN + body


def library(body: str = BODY, *, front: str = FRONT, **more: str) -> Library:
    return parse_library(files(body, front=front, **more))


def module(body: str = BODY, *, front: str = FRONT) -> ModuleText:
    return next(iter(library(body, front=front).modules.values()))


def mistakes(given: dict[str, bytes]) -> list[tuple[str, str, int]]:
    """What is wrong with *given*: code, file, line."""
    return [(one.code, one.file, one.line) for one in read_library(given)[1]]


def mistakes_in(body: str, *, front: str = FRONT) -> list[tuple[str, int]]:
    """Codes, with lines counted from the first line of *body*."""
    offset = front.count("\n")
    found = mistakes(files(body, front=front))
    return [(code, line - offset) for code, file, line in found if file == SV]


def findings(given: dict[str, bytes], rule: str) -> list[Finding]:
    """What *rule* finds in *given*."""
    return [one for one in check_files(given, today=TODAY) if one.code == rule]
