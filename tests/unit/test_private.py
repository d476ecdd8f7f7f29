"""Who may read what the assistant writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.private import make_private


def rights(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_what_a_process_and_its_children_write_is_theirs_alone(tmp_path):
    code = (
        "import resource, subprocess; from tools.private import keep_private; keep_private();"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0);"
        f"open('{tmp_path}/file', 'w'); subprocess.run(['mkdir', '{tmp_path}/folder'], check=True)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, umask=0o022)
    assert (rights(tmp_path / "file"), rights(tmp_path / "folder")) == (0o600, 0o700)


def test_what_is_there_already_keeps_the_rights_of_its_owner(tmp_path):
    for name, before, after in (("a", 0o644, 0o600), ("b", 0o777, 0o700), ("c", 0o400, 0o400)):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(before)
        make_private(tmp_path / name)
        assert rights(tmp_path / name) == after
    make_private(tmp_path / "nothing")
