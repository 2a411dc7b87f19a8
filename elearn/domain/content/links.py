"""Where a link leads: outside, to another block or module, to a file, or nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from elearn.domain.content.course import Library, Media, ModuleText
from elearn.domain.content.references import Link, links_in

PAGES = frozenset({"/card", "/help", "/search", "/practice"})
"""Pages of the product that a module may link to."""

_SCHEMES = frozenset({"https", "http", "mailto"})


@dataclass(frozen=True)
class Outside:
    """An address on the web or for mail."""

    url: str


@dataclass(frozen=True)
class Inside:
    """A page of the product, with its path."""

    path: str


@dataclass(frozen=True)
class Anchor:
    """A block of the same module."""

    block_id: str


@dataclass(frozen=True)
class Nowhere:
    """A target that must not become a link."""


Target = Outside | Inside | Anchor | Media | Nowhere


def target_of(url: str, module: ModuleText, library: Library) -> Target:
    """What *url* in *module* leads to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Nowhere()
    if "{{" in url:
        return Nowhere()
    if parts.scheme or url.startswith("//"):
        return Outside(url) if parts.scheme.lower() in _SCHEMES else Nowhere()
    if url.startswith("/"):
        return Inside(url) if parts.path in PAGES else Nowhere()
    if url.startswith("#"):
        known = {part.id for part in module.parts}
        return Anchor(url[1:]) if url[1:] in known else Nowhere()
    return _file(unquote(parts.path), module, library)


def _file(path: str, module: ModuleText, library: Library) -> Target:
    full = _absolute(path, module)
    if full in library.media:
        return library.media[full]
    for other in library.modules.values():
        if other.file == full:
            return Inside(f"/courses/{other.course}/{other.front.id}")
    return Nowhere()


def _absolute(path: str, module: ModuleText) -> str:
    return normpath(str(PurePosixPath(module.file).parent / path))


def links_of(module: ModuleText) -> Iterator[tuple[Link, str, int]]:
    """Every link and picture of *module*: the link, its address and its line.

    The address is empty when the link's label is not defined.
    """
    for piece in module.pieces():
        for link in links_in(piece.text):
            defined = module.links.get(link.label)
            url = (defined.url if defined else "") if link.label else link.target
            yield link, url, piece.line + link.offset


def media_of(module: ModuleText) -> list[str]:
    """The paths of the files that *module* refers to, whether they are there or not."""
    paths = []
    for _, url, _ in links_of(module):
        if url and not url.startswith(("/", "#")) and ":" not in url:
            paths.append(_absolute(unquote(url), module))
    return paths
