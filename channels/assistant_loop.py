"""The assistant's own event loop, in another thread than the web server's."""

from __future__ import annotations

import asyncio
import os
import threading
from functools import lru_cache


def assistant_loop() -> asyncio.AbstractEventLoop:
    """The running loop; there is one per server process, since threads do not survive a fork."""
    return _loop_of_process(os.getpid())


@lru_cache(maxsize=1)
def _loop_of_process(process: int) -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="assistant", daemon=True).start()
    return loop
