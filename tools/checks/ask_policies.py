"""Asks Rasa's policies whether rules and stories contradict each other; `contradictions` runs this process.

The question comes on the standard input, as JSON: see `policy_conflicts`. The last line of the output is the
list of problems.
"""

from __future__ import annotations

import gc
import json
import logging
import sys

from tools.rasa_server import defer_unused


def main() -> int:
    """Answers the question on the standard input."""
    # Importing Rasa is nearly all of the time.
    gc.disable()
    defer_unused()
    import structlog
    from rasa.shared.exceptions import RasaException

    from tools.checks.policy_conflicts import problems

    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        found = list(problems(json.load(sys.stdin)))
    except RasaException as error:
        found = [f"Rasa cannot read the rules or stories: {' '.join(str(error).split())}"]
    print(f"\n{json.dumps(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
