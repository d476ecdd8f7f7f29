"""`make accept`: what later runs of `make report` and `make safety` are compared with."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from attachment_guide.paths import BUILD

FOLDER = Path(__file__).parent / "baseline"
ANSWERS, SAFETY = "report.json", "safety.json"


def last_run(name: str) -> Path:
    """The file of the last run.

    Args:
        name: ANSWERS or SAFETY.
    """
    return BUILD / name


def accepted(name: str) -> Path:
    """The file of the accepted run; it may not be there.

    Args:
        name: ANSWERS or SAFETY.
    """
    return FOLDER / name


def main() -> int:
    """Accepts the last runs.

    Returns:
        The exit code: 1 when there was no run.
    """
    found = [name for name in (ANSWERS, SAFETY) if last_run(name).exists()]
    if not found:
        print("There is no run to accept: `make report` or `make safety` first.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    for name in found:
        shutil.copy(last_run(name), accepted(name))
        print(f"Accepted: evaluation/baseline/{name}. Commit it with the change that it belongs to.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
