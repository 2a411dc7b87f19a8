"""Files in a zip that says by itself whether it was changed; the same files give the same bytes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping

from elearn.domain.errors import FormatError

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say; nothing in it tells when it was made."""
LARGEST_BYTES = 50 * 1024 * 1024
MOST_FILES = 100


def signed_zip(files: Mapping[str, bytes], sign: Callable[[bytes], bytes]) -> bytes:
    sums = {name: hashlib.sha256(files[name]).hexdigest() for name in files}
    manifest = (json.dumps({"sha256": sums}, indent=2, sort_keys=True) + "\n").encode()
    whole = {**files, MANIFEST: manifest, SIGNATURE: sign(manifest)}
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(whole):
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            made.writestr(entry, whole[name])
    return body.getvalue()


def faults_of(body: bytes, is_signed: Callable[[bytes, bytes], bool]) -> list[str]:
    """Codes with a name behind a colon: `signature`, `changed:counts.csv`, `missing:…`, `added:…`.

    *is_signed* is asked with a text and a signature. Raises: FormatError `package-unreadable`.
    """
    files = _read(body)
    manifest, signature = files.pop(MANIFEST, None), files.pop(SIGNATURE, None)
    if manifest is None or signature is None:
        raise FormatError("package-unreadable")
    if not is_signed(manifest, signature):
        return ["signature"]
    sums: dict[str, str] = json.loads(manifest)["sha256"]
    changed = (
        name for name in files if hashlib.sha256(files[name]).hexdigest() != sums.get(name, "")
    )
    return [
        *(f"missing:{name}" for name in sorted(sums.keys() - files.keys())),
        *(f"changed:{name}" if name in sums else f"added:{name}" for name in sorted(changed)),
    ]


def _read(body: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as opened:
            entries = opened.infolist()
            names = [entry.filename for entry in entries]
            size = sum(entry.file_size for entry in entries)
            if len(names) > MOST_FILES or len(set(names)) < len(names) or size > LARGEST_BYTES:
                raise FormatError("package-unreadable")
            return {name: opened.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise FormatError("package-unreadable") from fault
