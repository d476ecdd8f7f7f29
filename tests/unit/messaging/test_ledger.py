"""Inbox and outbox in SQLite and, where its programs are there, in PostgreSQL."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from channels.messaging import ledger, upkeep
from channels.messaging.database import Database, inbox, outbox, people, tables
from channels.messaging.records import Records
from channels.messaging.seal import Seal
from tests.services import postgresql_url

KEY = Fernet.generate_key().decode()
SEAL = Seal("secret", KEY)
BODY, ADDRESS = SEAL.close("hello"), SEAL.close("447911123456")

Run = Callable[[Callable[..., Any]], Any]


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgresql_url(tmp_path_factory.mktemp("postgresql")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path / 'messages.db'}")
    url = request.getfixturevalue("postgresql")
    engine = sa.create_engine(url)
    tables.drop_all(engine)
    engine.dispose()
    return Database(url)


@pytest.fixture
def run(database: Database) -> Run:
    return database.run_now


def receive(run: Run, key: str, sender: str = "anna", now: float = 100) -> bool:
    return run(lambda c: ledger.receive(c, "whatsapp", key, sender, ADDRESS, BODY, now))


def step(run: Run, sender: str = "anna", now: float = 100) -> ledger.Step | None:
    return run(lambda c: ledger.next_step(c, sender, now))


def answer(run: Run, *replies: tuple[str, bool], sender: str = "anna", **more: Any) -> None:
    message = step(run, sender).to_answer
    run(lambda c: ledger.answered(c, message, list(replies), 100, **more))


def rows(run: Run, table: sa.Table) -> list[Any]:
    return run(
        lambda c: c.execute(sa.select(table).order_by(table.primary_key.columns.values()[0])).fetchall()
    )


def test_a_message_is_taken_in_once(run: Run) -> None:
    assert receive(run, "m1")
    assert not receive(run, "m1")
    assert len(rows(run, inbox)) == 1
    answer(run)
    assert not receive(run, "m1"), "nor when it is done with"
    assert step(run) is None


def test_messages_are_answered_and_replies_sent_in_order(run: Run) -> None:
    for key in ("m1", "m2"):
        receive(run, key)
    assert step(run).to_answer.key == "m1"
    answer(run, ("r1", False), ("r2", False))
    for expected in ("r1", "r2"):
        reply = step(run).to_send
        assert reply.body == expected
        run(lambda c, reply=reply: ledger.sent(c, reply.id))
    assert step(run).to_answer.key == "m2"


def test_what_is_done_with_keeps_neither_words_nor_person(run: Run) -> None:
    receive(run, "m1")
    answer(run, ("r1", False), offered="choices", noticed_at=100)
    [message] = rows(run, inbox)
    assert (message.sender, message.body, message.state) == (None, None, "done")
    [person] = rows(run, people)
    assert (person.offered, person.noticed_at) == ("choices", 100)


def test_a_reply_that_waits_holds_up_others_but_not_crisis_guidance(run: Run) -> None:
    receive(run, "m1")
    answer(run, ("r1", False), ("r2", False), ("crisis", True))
    first = step(run).to_send
    run(lambda c: ledger.put_off(c, outbox, first.id, 200, "HTTP 503"))
    crisis = step(run).to_send
    assert crisis.body == "crisis"
    run(lambda c: ledger.sent(c, crisis.id))
    assert step(run) is None
    receive(run, "m2")
    assert step(run).to_answer.key == "m2", "messages are answered meanwhile"
    assert step(run, now=200).to_send.body == "r1"


def test_whom_to_serve(run: Run) -> None:
    receive(run, "m1", "anna")
    receive(run, "m2", "ben")
    assert run(lambda c: ledger.whom_to_serve(c, "whatsapp", 100)) == ["anna", "ben"]
    assert run(lambda c: ledger.whom_to_serve(c, "telegram", 100)) == []


def test_a_person_is_served_by_one_process(run: Run) -> None:
    receive(run, "m1")
    assert run(lambda c: ledger.claim(c, "anna", "one", 100, 115))
    assert not run(lambda c: ledger.claim(c, "anna", "two", 110, 125))
    assert run(lambda c: ledger.claim(c, "anna", "one", 110, 125))
    run(lambda c: ledger.renew(c, "one", 130))
    assert not run(lambda c: ledger.claim(c, "anna", "two", 126, 140))
    assert run(lambda c: ledger.claim(c, "anna", "two", 131, 140)), "the other one has died"
    run(lambda c: ledger.release(c, "anna", "two"))
    assert run(lambda c: ledger.claim(c, "anna", "one", 132, 150))


def test_a_reply_to_somebody_who_was_forgotten_meanwhile_is_not_kept(run: Run) -> None:
    receive(run, "m1")
    message = step(run).to_answer
    run(lambda c: upkeep.forget(c, "anna"))
    run(lambda c: ledger.answered(c, message, [("r1", False)], 100))
    assert rows(run, outbox) == []


def test_forgetting_leaves_no_trace(run: Run) -> None:
    receive(run, "m1")
    answer(run, ("r1", False))
    receive(run, "m2")
    receive(run, "m3", "ben")
    assert run(lambda c: upkeep.forget(c, "anna")) == 3
    assert "anna" not in str([rows(run, table) for table in (people, inbox, outbox)])
    assert step(run, "ben").to_answer.key == "m3"
    assert not receive(run, "m2"), "a replay is known all the same"


def test_dead_letters_are_counted_listed_and_replayed(run: Run) -> None:
    receive(run, "m1")
    answer(run, ("r1", False))
    reply = step(run).to_send
    run(lambda c: ledger.give_up(c, outbox, reply.id, "HTTP 400"))
    receive(run, "m2")
    message = step(run).to_answer
    run(lambda c: ledger.give_up(c, inbox, message.id, "SealError"))
    assert step(run) is None
    numbers = run(lambda c: upkeep.counts(c, "whatsapp"))
    assert numbers == {"inbox waiting": 0, "inbox dead": 1, "outbox waiting": 0, "outbox dead": 1}
    letters = run(upkeep.dead_letters)
    assert {letter.name: letter.error for letter in letters} == {
        f"outbox-{reply.id}": "HTTP 400",
        f"inbox-{message.id}": "SealError",
    }
    assert run(lambda c: upkeep.replay(c, [f"outbox-{reply.id}", "outbox-999", "nonsense"], 500)) == 1
    again = step(run, now=500).to_send
    assert (again.created_at, again.attempts) == (500, 0)
    assert run(lambda c: upkeep.replay(c, [], 500)) == 1


def test_what_is_old_is_removed_unless_something_is_owed(run: Run) -> None:
    receive(run, "m1", "anna", 100)
    answer(run)
    receive(run, "m2", "ben", 100)
    receive(run, "m3", "cleo", 300)
    assert run(lambda c: upkeep.purge(c, 200)) == 2
    assert [person.sender for person in rows(run, people)] == ["ben", "cleo"]
    assert {message.key for message in rows(run, inbox)} == {"m2", "m3"}


def test_somebody_is_found_by_their_address(database: Database, run: Run) -> None:
    receive(run, "m1")
    records = Records(database, SEAL)
    assert records.senders_of("+44 7911 123456") == ["anna"]
    assert records.senders_of("+44 7911 123457") == records.senders_of("") == []
    assert records.forget("anna") == 2
    assert records.senders_of("+44 7911 123456") == []


def test_everything_is_encrypted_anew(run: Run) -> None:
    receive(run, "m1")
    receive(run, "m2", "ben")
    answer(run, (BODY, False), offered=BODY)
    new = Fernet.generate_key().decode()
    assert run(lambda c: upkeep.rotate(c, Seal("secret", f"{new} {KEY}"))) == 5
    only_new = Seal("secret", new)
    assert only_new.open(rows(run, people)[0].address) == "447911123456"
    assert only_new.open(rows(run, outbox)[0].body) == "hello"


async def test_what_comes_together_is_committed_together_and_fails_apart(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine the tables alone may take longer.
    monkeypatch.setattr("channels.messaging.database.WAIT_SECONDS", 60)

    def fail(_: Any) -> None:
        raise ValueError("no")

    def take(number: int) -> Callable[[Any], Any]:
        return lambda c: ledger.receive(c, "whatsapp", f"m{number}", "anna", ADDRESS, BODY, number)

    jobs = [database.run(take(number)) for number in range(50)]
    results = await asyncio.gather(*jobs, database.run(fail), return_exceptions=True)
    assert results[:50] == [True] * 50
    assert isinstance(results[50], ValueError)
    count = await database.run(lambda c: c.execute(sa.select(sa.func.count()).select_from(inbox)).scalar())
    assert count == 50


async def test_a_database_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'messages.db'}")
    release = threading.Event()
    hanging = [database.run(lambda c: release.wait(30))]
    with pytest.raises(TimeoutError):
        await hanging[0]
    waiting = database.run(lambda c: ledger.receive(c, "whatsapp", "m1", "anna", ADDRESS, BODY, 1))
    with pytest.raises(TimeoutError):
        await waiting
    release.set()
    count = await database.run(lambda c: c.execute(sa.select(sa.func.count()).select_from(inbox)).scalar())
    assert count == 0, "who has stopped waiting does without"


async def test_a_database_that_was_away_is_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.messaging.database.WAIT_SECONDS", 60)
    file = tmp_path / "folder" / "messages.db"
    database = Database(f"sqlite:///{file}")

    def take(c: Any) -> bool:
        return ledger.receive(c, "whatsapp", "m1", "anna", ADDRESS, BODY, 1)

    with pytest.raises(sa.exc.OperationalError):
        await database.run(take)
    file.parent.mkdir()
    assert await database.run(take)
