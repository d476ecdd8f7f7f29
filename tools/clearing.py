"""Deletes by the hour what has been kept for long enough, beside a server's work."""

from __future__ import annotations

import logging
import random
import threading
import time
from functools import lru_cache

from tools.privacy import clear_out

logger = logging.getLogger(__name__)

HOUR = 3600.0


@lru_cache(maxsize=1)
def start_clearing() -> None:
    """Begins, once in this process; the first time within an hour, so that not all servers do so at once."""
    threading.Thread(target=_clear_for_ever, name="clearing", daemon=True).start()


def _clear_for_ever() -> None:
    time.sleep(random.uniform(0.05, 1) * HOUR)
    while True:
        clear_once()
        time.sleep(HOUR)


def clear_once() -> None:
    """Clears out; a failure is logged and tried again an hour later."""
    try:
        cleared = sum(clear_out().values())
    except Exception as error:
        logger.error("What is due could not be deleted: %s", type(error).__name__)
    else:
        if cleared:
            logger.info("%d entries were deleted that had been kept for long enough.", cleared)
