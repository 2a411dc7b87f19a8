"""The lines between `---` and `---` at the top of a module → FrontMatter."""

from elearn.domain.content.course import (
    EASY_READ,
    STANDARD,
    Change,
    Confidence,
    FrontMatter,
    Publication,
    Purpose,
    Retake,
)
from elearn.domain.content.record import Record
from elearn.domain.content.source import Mistakes
from elearn.domain.content.yaml_text import read_yaml

# fmt: off
KEYS = frozenset((
    "id", "title", "language", "variant", "kind", "forms", "version", "change", "retake", "status",
    "authors", "owner", "reviewers", "reviewed", "review_by", "subject_review",
    "legal_review", "roles", "aid_groups", "objective", "milieus", "law_refs", "minutes",
    "pass", "shuffle", "confidence", "license", "translation_of", "translator",
))
# fmt: on
LATER_KEYS = frozenset(("detect",))
"""Keys of the format that this version of the product does not act on yet."""

_NEEDED = ("id", "title", "language", "owner", "review_by")
_NEEDED_IN_TRANSLATION = ("id", "title", "language", "translation_of")
_MAX_MINUTES = 240


def split_front_matter(
    lines: tuple[str, ...], mistakes: Mistakes
) -> tuple[FrontMatter | None, tuple[str, ...]]:
    """The front matter, and all lines with its own emptied, so that lines still count.

    The front matter is None when there is nothing that could be read as one.
    """
    if not lines or lines[0].rstrip() != "---":
        mistakes.add("front-matter-missing", 1)
        return None, lines
    ends = (number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    end = next(ends, None)
    if end is None:
        mistakes.add("front-matter-unclosed", 1)
        return None, lines
    node = read_yaml(lines[1:end], 2, mistakes)
    body = ("",) * (end + 1) + lines[end + 1 :]
    if node is None:
        return None, body
    return _front_matter(Record(node, KEYS | LATER_KEYS, mistakes), mistakes), body


def _front_matter(record: Record, mistakes: Mistakes) -> FrontMatter:
    translation_of = record.text("translation_of")
    record.require(*(_NEEDED_IN_TRANSLATION if translation_of else _NEEDED))
    for key in sorted(LATER_KEYS & record.line_by_key.keys()):
        mistakes.add("key-not-supported", record.line_by_key[key], key=key)
    return FrontMatter(
        id=record.identifier("id"),
        title=record.text("title"),
        language=record.language("language"),
        variant=_variant(record, mistakes),
        kind=record.one_of("kind", Purpose, Purpose.MODULE),
        forms=_forms(record, mistakes),
        version=record.text("version"),
        change=record.one_of("change", Change, Change.MINOR),
        retake=record.one_of("retake", Retake, Retake.NOTICE),
        status=record.one_of("status", Publication, Publication.DRAFT),
        authors=record.texts("authors"),
        owner=record.text("owner"),
        reviewers=record.texts("reviewers"),
        reviewed=record.day("reviewed"),
        review_by=record.day("review_by"),
        subject_review=record.text("subject_review"),
        legal_review=record.text("legal_review"),
        roles=record.texts("roles"),
        aid_groups=record.texts("aid_groups"),
        objective=record.text("objective"),
        milieus=record.texts("milieus"),
        law_refs=record.identifiers("law_refs"),
        minutes=record.whole("minutes", most=_MAX_MINUTES),
        pass_fraction=record.fraction("pass"),
        shuffle=record.yes("shuffle", default=True),
        confidence=record.one_of("confidence", Confidence, Confidence.LINES),
        license=record.text("license"),
        translation_of=translation_of,
        translator=record.text("translator"),
        line_by_key=record.line_by_key,
    )


def _variant(record: Record, mistakes: Mistakes) -> str:
    variant = record.text("variant")
    if variant in (STANDARD, EASY_READ):
        return variant
    line = record.line_by_key["variant"]
    mistakes.add("value-not-allowed", line, key="variant", value=variant, allowed=EASY_READ)
    return STANDARD


def _forms(record: Record, mistakes: Mistakes) -> tuple[str, ...]:
    """The names of measurement forms, which only a bank has."""
    forms = record.texts("forms")
    if forms and record.text("kind") != Purpose.BANK:
        mistakes.add("forms-without-bank", record.line_by_key["forms"])
    return forms
