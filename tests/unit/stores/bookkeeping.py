"""A process that does many turns of one conversation, two at a time, for `test_lock_store.py`.

Run as `python -m tests.unit.stores.bookkeeping <redis> <pairs> <book>`. A turn reads the number in a file and
writes the next one, with a pause between, so that two turns at once would write the same number.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from rasa.utils.endpoints import EndpointConfig

from stores.lock_store import ConversationLockStore


async def work(url: str, pairs: int, book: Path) -> None:
    store = ConversationLockStore(EndpointConfig(url=url))
    failed = 0

    async def turn() -> None:
        nonlocal failed
        try:
            async with store.lock("web-one") as lock:
                began = time.time()
                line = int(book.read_text())
                await asyncio.sleep(0.001)
                book.write_text(str(line + 1))
                print(json.dumps({"number": lock.now_serving, "from": began, "to": time.time()}))
        except Exception:
            failed += 1

    for _ in range(pairs):
        await asyncio.gather(turn(), turn())
    print(json.dumps({"failed": failed}))
    await store.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
