"""A process that does many turns of one conversation, two at a time, for `test_lock_store.py`.

Run as `python -m tests.unit.stores.bookkeeping <redis> <pairs> <book> <ours|stock>`. A turn reads the
number in a file and writes the next one, with a pause between: two turns at once would write the same number.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from rasa.core.lock_store import RedisLockStore
from rasa.utils.endpoints import EndpointConfig

from stores.lock_store import ConversationLockStore


def stock_store(url: str) -> RedisLockStore:
    at = urlsplit(url)
    return RedisLockStore(at.hostname, at.port, db=int(at.path.strip("/") or 0))


async def work(url: str, pairs: int, book: Path, is_stock: bool) -> None:
    store = stock_store(url) if is_stock else ConversationLockStore(EndpointConfig(url=url))
    failed = 0
    turns: list[dict[str, float]] = []

    async def turn() -> None:
        nonlocal failed
        asked = time.time()
        try:
            async with store.lock("web-one") as lock:
                began = time.time()
                line = int(book.read_text())
                await asyncio.sleep(0.001)
                book.write_text(str(line + 1))
                times = {"asked": asked, "from": began, "to": time.time()}
                turns.append({"number": lock.now_serving, **times})
        except Exception:
            failed += 1

    for _ in range(pairs):
        await asyncio.gather(turn(), turn())
    # Not before: who is not read at once would have to wait, and hold its lock.
    for line in (*turns, {"failed": failed}):
        print(json.dumps(line))
    if isinstance(store, ConversationLockStore):
        await store.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4] == "stock"))
