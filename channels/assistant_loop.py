"""Event loops of the assistant's own, in other threads than the web server's."""

from __future__ import annotations

import asyncio
import os
import threading
from functools import lru_cache


def assistant_loop() -> asyncio.AbstractEventLoop:
    """The running loop that messages are answered in; there is one per server process."""
    return _loop_of_process(os.getpid(), "assistant")


def actions_loop() -> asyncio.AbstractEventLoop:
    """The running loop for actions: one that hangs holds up no message that needs none."""
    return _loop_of_process(os.getpid(), "actions")


# By process, since threads do not survive a fork.
@lru_cache(maxsize=2)
def _loop_of_process(process: int, name: str) -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name=name, daemon=True).start()
    return loop
