"""What no file of the repository may hold, and how the pieces of the changelog are named."""

import re
import tomllib

import pytest

from tests.checkout import ROOT, name_of, tracked

UNREADABLE = (".png", ".ttf", ".woff2", ".jpg", ".mo")
WRITTEN_BY_OTHERS = ("LICENSE", "elearn/web/static/vendor/")


def built(*parts: str) -> str:
    """A word from its pieces, so that this file does not hold it."""
    return "".join(parts)


FORBIDDEN = {
    "a package registry; the project works with any": [
        built("py", r"pi\.org"),
        built("python", r"hosted\.org"),
        built("npm", r"js\.(com|org)"),
    ],
    "a server of somebody else's that pages would load from": [
        built("un", r"pkg\.com"),
        built("js", r"delivr\.net"),
        built("google", r"apis\.com"),
        built("gst", r"atic\.com"),
    ],
    "a path of somebody's own machine": [
        built(r"(?<![\w/.])/", r"home/\w"),
        built(r"(?<![\w/.])/", r"root/\w"),
        built(r"(?<![\w/.])/", r"work/\w"),
        built(r"(?<![\w/.])/", r"tmp/\w"),
    ],
    "how the project came to be; it speaks of what it is": [
        built(r"\bsub-?", r"agents?\b"),
        built(r"\bas an ", r"AI\b"),
        built(r"\blanguage ", r"model\b"),
        built(r"\bissue ", r"#?\d"),
    ],
}


@pytest.mark.parametrize("why", FORBIDDEN)
def test_no_file_holds(why):
    pattern = re.compile("|".join(FORBIDDEN[why]), re.IGNORECASE)
    ours = [
        path
        for path in tracked()
        if path.suffix not in UNREADABLE and not name_of(path).startswith(WRITTEN_BY_OTHERS)
    ]

    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in ours
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]

    assert found == []


def test_the_pieces_of_the_changelog_are_well_made():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = "|".join(kind["directory"] for kind in settings["tool"]["towncrier"]["type"])
    pieces = (ROOT / "changelog.d").glob("*.md")

    faults = [
        f"{piece.name}: {fault}"
        for piece in sorted(pieces)
        for fault in faults_of(piece.name, piece.read_text(encoding="utf-8").strip(), kinds)
    ]

    assert faults == []


def faults_of(name: str, text: str, kinds: str) -> list[str]:
    """What is wrong with one piece; *kinds* as alternatives of a pattern."""
    wrong = {
        "the name is not +short-name.KIND.md": not re.fullmatch(
            rf"\+[a-z0-9-]+\.({kinds})\.md", name
        ),
        "the last sentence has no end": not text.endswith("."),
        "it is more than a paragraph": "\n\n" in text,
        "it speaks of files to somebody who sees none": bool(re.search(r"elearn/|\.py\b", text)),
    }
    return [fault for fault, applies in wrong.items() if applies]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sign-in.feature.md", "You can sign in."),
        ("+sign-in.feat.md", "You can sign in."),
        ("+sign-in.feature.md", "You can sign in"),
        ("+sign-in.feature.md", "You can.\n\nSign in."),
        ("+sign-in.feature.md", "See elearn/web/login.py."),
    ],
)
def test_a_bad_piece_of_the_changelog_has_a_fault(name, text):
    assert len(faults_of(name, text, "feature|fix")) == 1
