"""Locks of conversations: one turn at a time, in order, over processes, also when Redis or a process dies."""

from __future__ import annotations

import asyncio
import time

import pytest
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis

from stores import shared_queue
from stores.held import HELD
from stores.lock_store import ConversationLockStore
from stores.redis import PREFIX
from tests.services import own_redis

SENDER = "web-a"


@pytest.fixture(params=["near", "shared"])
async def store(request):
    url = request.getfixturevalue("redis_address") if request.param == "shared" else None
    store = ConversationLockStore(EndpointConfig(url=url))
    yield store
    await store.close()


@pytest.fixture
async def pair(redis_address):
    """The lock stores of two processes, as far as Redis can tell."""
    stores = [ConversationLockStore(EndpointConfig(url=redis_address)) for _ in range(2)]
    yield stores
    for store in stores:
        await store.close()


async def take(store, log: list, name: object, sender: str = SENDER) -> None:
    async with store.lock(sender):
        log.append((name, "in"))
        await asyncio.sleep(0.001)
        log.append((name, "out"))


def turns(log: list) -> list:
    """Who had a turn, in order; fails when two were at it at once."""
    assert all(one == (two[0], "in") for one, two in zip(log[::2], log[1::2], strict=True)), log
    return [name for name, _ in log[::2]]


class TestLock:
    async def test_first_come_first_served(self, store):
        log: list = []
        await asyncio.gather(*(take(store, log, number) for number in range(50)))
        assert turns(log) == list(range(50))

    async def test_of_each_conversation_its_own(self, store):
        async with store.lock("web-a"), store.lock("web-b"):
            pass

    async def test_is_free_again_after_an_error(self, store):
        with pytest.raises(ValueError, match="broken"):
            async with store.lock(SENDER):
                raise ValueError("broken")
        await asyncio.wait_for(take(store, [], "next"), 10)

    async def test_who_gives_up_is_passed_over(self, store):
        log: list = []
        async with store.lock(SENDER):
            waiting = [asyncio.create_task(take(store, log, number)) for number in range(3)]
            await asyncio.sleep(0.1)
            waiting[1].cancel()
        await asyncio.wait_for(asyncio.gather(waiting[0], waiting[2]), 10)
        assert turns(log) == [0, 2]

    async def test_numbers_rise(self, store):
        numbers = []
        for _ in range(5):
            async with store.lock(SENDER) as lock:
                numbers.append(lock.now_serving)
        assert numbers == sorted(set(numbers))

    async def test_the_turn_knows_what_it_holds(self, store):
        async with store.lock(SENDER) as lock:
            assert HELD.get().sender == SENDER
            assert HELD.get().number == lock.now_serving
        assert HELD.get() is None

    async def test_from_another_event_loop(self, store):
        """Rasa's own API locks in the web server's loop, turns in the assistant's."""
        log: list = []

        async def elsewhere() -> None:
            await take(store, log, "elsewhere")
            if store._redis is not None:
                await store.close()

        async with store.lock(SENDER):
            log.append(("here", "in"))
            other = asyncio.create_task(asyncio.to_thread(asyncio.run, elsewhere()))
            await asyncio.sleep(0.2)
            log.append(("here", "out"))
        await asyncio.wait_for(other, 10)
        assert turns(log) == ["here", "elsewhere"]


class TestOverProcesses:
    async def test_first_come_first_served(self, pair, redis_address):
        client = Redis.from_url(redis_address)
        log: list = []
        running = []
        async with pair[0].lock(SENDER):
            for number in range(40):
                running.append(asyncio.create_task(take(pair[number % 2], log, number)))
                while await client.llen(f"{PREFIX}queue:{SENDER}") < number + 2:
                    await asyncio.sleep(0.001)
        await asyncio.gather(*running)
        await client.close()
        assert turns(log) == list(range(40))

    async def test_whoever_waits_is_woken_at_once(self, pair):
        waited = []
        for _ in range(20):
            async with pair[0].lock(SENDER):
                entered: asyncio.Future[float] = asyncio.get_running_loop().create_future()

                async def wait(entered=entered) -> None:
                    async with pair[1].lock(SENDER):
                        entered.set_result(time.monotonic())

                task = asyncio.create_task(wait())
                await asyncio.sleep(0.02)
            left = time.monotonic()
            waited.append(await entered - left)
            await task
        # Rasa's looks once a second. The median, since the machine may be busy.
        assert sorted(waited)[10] < 0.1, waited

    async def test_nothing_is_left_in_redis_but_the_number(self, pair, redis_address):
        sender = "web-cleared"
        await asyncio.gather(*(take(store, [], 1, sender) for store in pair))
        async with pair[0].lock(sender):
            pass
        client = Redis.from_url(redis_address, decode_responses=True)
        for _ in range(100):
            left = [key async for key in client.scan_iter(f"*{sender}")]
            if left == [f"{PREFIX}number:{sender}"]:
                break
            await asyncio.sleep(0.05)
        assert left == [f"{PREFIX}number:{sender}"]
        assert await client.ttl(left[0]) > 0
        await client.close()

    async def test_a_lock_is_held_for_longer_than_a_sign_of_life_lasts(self, pair, monkeypatch):
        monkeypatch.setattr(shared_queue, "ALIVE_SECONDS", 0.3)
        monkeypatch.setattr(shared_queue, "TICK_SECONDS", 0.1)
        log: list = []
        async with pair[0].lock(SENDER):
            log.append(("long", "in"))
            task = asyncio.create_task(take(pair[1], log, "next"))
            await asyncio.sleep(1.2)
            log.append(("long", "out"))
        await task
        assert turns(log) == ["long", "next"]

    async def test_a_dead_process_is_passed_over(self, pair, monkeypatch):
        monkeypatch.setattr(shared_queue, "ALIVE_SECONDS", 0.3)
        monkeypatch.setattr(shared_queue, "TICK_SECONDS", 0.1)
        dying = pair[0].lock(SENDER)
        await dying.__aenter__()
        pair[0]._queues()._is_closed = True
        log: list = []
        await asyncio.wait_for(take(pair[1], log, "next"), 10)
        assert turns(log) == ["next"]
        await dying.__aexit__(None, None, None)


class TestWhileRedisIsDown:
    @pytest.fixture
    def server(self, tmp_path):
        with own_redis(tmp_path) as server:
            yield server

    @pytest.fixture
    async def store(self, server):
        store = ConversationLockStore(EndpointConfig(url=server.url))
        yield store
        server.go_on()
        await store.close()

    @pytest.mark.parametrize("broken", ["stop", "hang"])
    async def test_turns_of_a_process_wait_for_each_other(self, store, server, broken):
        getattr(server, broken)()
        log: list = []
        started = time.monotonic()
        await asyncio.gather(*(take(store, log, number) for number in range(5)))
        assert sorted(turns(log)) == list(range(5))
        assert time.monotonic() - started < 4

    async def test_who_is_waiting_then_gets_a_turn(self, store, server):
        log: list = []
        async with store.lock(SENDER):
            log.append(("before", "in"))
            waiting = asyncio.create_task(take(store, log, "after"))
            await asyncio.sleep(0.1)
            server.stop()
            await asyncio.sleep(2)
            log.append(("before", "out"))
        await asyncio.wait_for(waiting, 10)
        assert turns(log) == ["before", "after"]

    async def test_it_is_used_again_once_it_is_back(self, store, server):
        async with store.lock(SENDER):
            server.stop()
        await take(store, [], 1)
        server.start()
        other = ConversationLockStore(EndpointConfig(url=server.url))
        log: list = []
        for _ in range(100):
            async with store.lock(SENDER):
                task = asyncio.create_task(take(other, log, "other"))
                await asyncio.sleep(0.1)
                waits = not log
            await asyncio.wait_for(task, 10)
            if waits:
                break
            log.clear()
            await asyncio.sleep(0.1)
        assert waits
        await other.close()
