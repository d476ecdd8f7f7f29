"""`make load`: how long people wait while others load the servers; one measurement, or all of them."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.load import acknowledgements, flood, locks, rate

MEASUREMENTS: dict[str, Callable[[Path], bool]] = {
    "flood": flood.measure,
    "locks": locks.measure,
    "acknowledgements": acknowledgements.measure,
    "rate": rate.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints.

    Returns:
        0 when all is as promised, else 1.
    """
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="|".join(MEASUREMENTS), help="all of them when omitted")
    names = parser.parse_args(arguments).only or list(MEASUREMENTS)
    if unknown := set(names) - MEASUREMENTS.keys():
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}")
    is_well = True
    for name in names:
        print(f"== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="load-") as folder:
            is_well &= MEASUREMENTS[name](Path(folder))
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
