"""Pictures, films, sounds and documents beside the text."""

import re
from pathlib import PurePosixPath

from elearn.domain.content import digest
from elearn.domain.content.course import Media
from elearn.domain.content.source import Mistakes

MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".pdf": "application/pdf",
}
MAX_BYTES = 20_000_000

_ACTIVE_SVG = re.compile(
    rb"\0|<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|style)\b|\son\w+\s*=|javascript:|<!ENTITY"
    rb"|\bhref\s*=\s*[\"'](?!#)|\burl\(\s*+[\"']?+(?!#)",
    re.IGNORECASE,
)
_PLAIN_STYLE = re.compile(
    rb"<style>(?:[\w\s#.:;,%{}-]|@media \(prefers-color-scheme: dark\))*+</style>"
)
"""Colours and sizes, also for the dark. Without brackets, quotes, backslashes and other at-rules
nothing can be fetched and nothing hidden."""


def read_media(path: str, data: bytes, mistakes: Mistakes) -> Media | None:
    """The file at *path*; None once it is noted why it must not be served."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in MEDIA_TYPES:
        mistakes.add("media-kind", 1, suffix=suffix, allowed=", ".join(MEDIA_TYPES))
    elif len(data) > MAX_BYTES:
        mistakes.add("file-too-large", 1, size=len(data), limit=MAX_BYTES)
    elif suffix == ".svg" and _ACTIVE_SVG.search(_PLAIN_STYLE.sub(b"", data)):
        mistakes.add("media-active", 1)
    else:
        return Media(path, digest.of_bytes(data), MEDIA_TYPES[suffix], data)
    return None
