"""The files that pages load: compressed, with a tag by which a browser sees that it has them already.

The chat window's script also has a name that tells its contents. Under that name it never changes, so a
browser need not even ask.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

STATIC_FOLDER = Path(__file__).with_name("static")
# `attachment-guide.0123456789abcdef.js`: the name before, the digest and the name after.
WITH_DIGEST = re.compile(r"(?P<stem>[\w-]+)\.(?P<digest>[0-9a-f]{16})(?P<suffix>\.js)")
REVALIDATED = "no-cache"
IMMUTABLE = "public, max-age=31536000, immutable"
SMALLEST_COMPRESSED = 500


@dataclass(frozen=True)
class StaticFile:
    """One file as it is sent.

    Attributes:
        content: the file.
        compressed: the same by gzip; None when that is not worth it.
        content_type: with the encoding of texts.
        digest: tells the contents.
    """

    content: bytes
    compressed: bytes | None
    content_type: str
    digest: str

    def tag(self, *, is_compressed: bool) -> str:
        """The entity tag of one of the two forms.

        Args:
            is_compressed: which of them.
        """
        return f'"{self.digest}-gzip"' if is_compressed else f'"{self.digest}"'


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> StaticFile:
    content = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in ("application/javascript", "image/svg+xml")
    # Without a time in it: the same file gives the same bytes.
    compressed = gzip.compress(content, 9, mtime=0) if len(content) >= SMALLEST_COMPRESSED else None
    return StaticFile(
        content,
        compressed,
        f"{kind}; charset=utf-8" if is_text else kind,
        hashlib.sha256(content).hexdigest()[:16],
    )


def static_file(name: str) -> tuple[StaticFile, str] | None:
    """A file by its name.

    Args:
        name: as in the address, with or without a digest. A digest of an older version gives the current one,
            so that a page that was not changed with the server goes on working.

    Returns:
        The file and how long it may be kept, as `Cache-Control` says it; None when there is none.
    """
    match = WITH_DIGEST.fullmatch(name)
    plain = match["stem"] + match["suffix"] if match else name
    path = {path.name: path for path in STATIC_FOLDER.iterdir()}.get(plain)
    if path is None:
        return None
    file = _read(path, path.stat().st_mtime_ns)
    return file, IMMUTABLE if match and match["digest"] == file.digest else REVALIDATED


def name_with_digest(name: str) -> str:
    """The name under which the current version of a file never changes.

    Args:
        name: of a script in the folder, such as `attachment-guide.js`.
    """
    path = STATIC_FOLDER / name
    digest = _read(path, path.stat().st_mtime_ns).digest
    return f"{path.stem}.{digest}{path.suffix}"
