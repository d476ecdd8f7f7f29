"""Conversations and logs are health data: only the user who runs the assistant may read them."""

from __future__ import annotations

import os
import resource
from pathlib import Path

OWNER_ONLY = 0o077


def keep_private() -> None:
    """Makes the files that this process and its children create readable to their owner alone.

    Nor do they leave their memory on the disk when they crash.
    """
    os.umask(OWNER_ONLY)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def make_private(*files: Path) -> None:
    """Takes the rights of others away from files that are there already.

    Args:
        files: files or folders; those that are missing, or another user's, are left as they are.
    """
    for file in files:
        try:
            file.chmod(file.stat().st_mode & ~OWNER_ONLY & 0o7777)
        except OSError:
            continue
