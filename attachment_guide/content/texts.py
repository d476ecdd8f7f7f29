"""The assistant's wording as it is now: what staff edit, or what they have published, without a new training.

While staff work on the files (`ATTACHMENT_GUIDE_TEXTS=files`), whatever they save is said at once. In
production (`published`) only what `make publish` has checked is said. A file that cannot be read leaves the
wording as it was.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from attachment_guide.paths import DATA
from attachment_guide.settings import TEXTS_FROM_FILES, read_setting
from attachment_guide.yaml_files import WordLoader

logger = logging.getLogger(__name__)

Responses = dict[str, list[dict[str, Any]]]
# The published wording, in the folder that the setting `published` names.
PUBLISHED_FILE = "texts.json"
# The files are looked at no more often than this.
SECONDS_BETWEEN_LOOKS = 0.5


class Texts:
    """The responses in some files, read anew when a file has changed."""

    def __init__(
        self,
        files: Callable[[], list[Path]],
        read: Callable[[Path], Responses],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Takes what to read.

        Args:
            files: the files that hold responses; those that come later count more.
            read: the responses of a file; raises what its reader raises.
            clock: seconds that only grow.
        """
        self._files = files
        self._read = read
        self._clock = clock
        self._looked = float("-inf")
        self._seen: dict[Path, tuple[int, int]] = {}
        self._of_file: dict[Path, Responses] = {}
        self._responses: Responses = {}
        self._over: tuple[int, int, Responses] | None = None
        self.revision = 0

    def responses(self) -> Responses:
        """All responses as they are now, by name."""
        now = self._clock()
        if now - self._looked >= SECONDS_BETWEEN_LOOKS:
            self._looked = now
            self._look()
        return self._responses

    def over(self, trained: Responses) -> Responses:
        """The responses as they are now; what no file holds is said as it was when the model was trained.

        Args:
            trained: the model's responses; the same object each time, so that nothing is copied anew.
        """
        current = self.responses()
        if self._over is None or self._over[:2] != (id(trained), self.revision):
            self._over = (id(trained), self.revision, {**trained, **current})
        return self._over[2]

    def _look(self) -> None:
        seen = {path: stamp for path in self._files() if (stamp := _stamp(path))}
        if seen == self._seen:
            return
        for path, stamp in seen.items():
            if self._seen.get(path) != stamp:
                try:
                    self._of_file[path] = self._read(path)
                except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
                    # Somebody may be in the middle of an edit: what was said before is said on.
                    logger.error("The texts in %s can't be read, the old ones stay: %s", path.name, error)
        self._seen = seen
        self._responses = {}
        for path in seen:
            self._responses.update(self._of_file.get(path, {}))
        self.revision += 1


def responses_of(file: Path) -> Responses:
    """The responses in a file with content.

    Args:
        file: a YAML file, such as data/answers/about.yml.

    Raises:
        OSError, yaml.YAMLError: when it cannot be read.
        ValueError: when its responses are not written as such.
    """
    # Examples are most of a file, and would take most of the time.
    _, part = parted(file.read_text(encoding="utf-8"))
    content = yaml.load(part, Loader=WordLoader)
    responses = (content.get("responses") if isinstance(content, Mapping) else None) or {}
    for name, variations in responses.items():
        if not isinstance(variations, list) or not all(isinstance(v, dict) for v in variations):
            raise ValueError(f"“{name}” holds no list of texts")
    return dict(responses)


def parted(text: str) -> tuple[str, str]:
    """Divides a file with content into what the assistant learns from and what it says.

    Args:
        text: of the file.

    Returns:
        All but the responses; and the part below `responses:` with that line.
    """
    learned: list[str] = []
    said: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        if line[:1] not in (" ", "#", "\n", "\r", ""):
            inside = line.startswith("responses:")
        (said if inside else learned).append(line)
    return "".join(learned), "".join(said)


def all_responses(folder: Path = DATA) -> Responses:
    """The responses in all files of a folder.

    Args:
        folder: the folder of the content.

    Raises:
        OSError, yaml.YAMLError, ValueError: when one cannot be read.
    """
    return {name: texts for file in _content(folder) for name, texts in responses_of(file).items()}


@lru_cache(maxsize=1)
def shared_texts() -> Texts:
    """The process's one reading of the texts, from where the settings say."""
    if read_setting("texts") == TEXTS_FROM_FILES:
        return Texts(lambda: _content(DATA), responses_of)
    published = Path(read_setting("published")) / PUBLISHED_FILE
    return Texts(lambda: [published], _published)


def _published(file: Path) -> Responses:
    return dict(json.loads(file.read_text(encoding="utf-8"))["responses"])


def _content(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yml"))


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells one version of a file from another; None when it is not there."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
