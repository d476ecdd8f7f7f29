"""What is kept of a person: exported, forgotten without a trace, deleted in time, encrypted, backed up."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from attachment_guide.settings import SettingError, variable
from channels.web.sessions import Sessions
from stores.backup import BackupError, back_up, restore
from stores.consent import Consent, take_down
from stores.conversations import Conversations
from stores.database import open_engine
from stores.encryption import MARK, UnreadableError, decrypted, encrypted, is_current
from stores.tables import METADATA, PERSONAL
from stores.tracker_store import ConversationStore
from tools import clearing
from tools import database as database_tool
from tools import privacy as tool
from tools.kept import keepers

DOMAIN = Domain.from_yaml("slots: {country: {type: any, mappings: [{type: custom}]}}")
SENDER, OTHER = "web-0123456789abcdef", "web-fedcba9876543210"
WORDS = "nobody else may read this"
DAY = 86_400


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path, monkeypatch):
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_address")
        engine = open_engine(address)
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
        engine.dispose()
    else:
        address = str(tmp_path / "test.db")
    monkeypatch.setenv(variable("database"), address)
    monkeypatch.setenv(variable("logs"), str(tmp_path / "logs"))
    monkeypatch.delenv(variable("encryption_keys"), raising=False)
    return address


@pytest.fixture
def store(address):
    store = ConversationStore(DOMAIN)
    yield store
    store.engine.dispose()


async def say(store, sender: str = SENDER, text: str = WORDS, at: float | None = None) -> None:
    at = time.time() if at is None else at
    events = [SessionStarted(timestamp=at), UserUttered(text, timestamp=at), BotUttered("yes", timestamp=at)]
    await store.save(DialogueStateTracker.from_events(sender, events, DOMAIN.slots))


async def said(store, sender: str = SENDER) -> list[str]:
    tracker = await store.retrieve_full_tracker(sender)
    return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []


def dump(address: str, folder: Path) -> bytes:
    """All bytes of the database, as an operator who copies it has them."""
    if "://" not in address:
        return b"".join(file.read_bytes() for file in folder.glob("test.db*"))
    engine = open_engine(address)
    with engine.connect() as connection:
        rows = [str(connection.execute(table.select()).all()) for table in METADATA.sorted_tables]
    engine.dispose()
    return "".join(rows).encode()


class TestPerson:
    async def test_exports_all_that_is_kept(self, store, tmp_path, capsys):
        (tmp_path / "logs").mkdir()
        (tmp_path / "logs" / "action-server.log").write_text(f"a\nrisk event: {SENDER}, crisis\nb\n")
        await say(store)
        await say(store, OTHER, "another person's words")
        assert tool.main(["export", SENDER]) == 0
        printed = capsys.readouterr().out
        kept = json.loads(printed)[SENDER]
        assert WORDS in printed and "another person" not in printed
        assert {row["table"] for row in kept["database"]} == {"events", "conversations"}
        assert [line["line"] for line in kept["logs"]] == [f"risk event: {SENDER}, crisis"]

    async def test_forgets_so_that_nothing_is_found(self, store, address, tmp_path, capsys):
        logs = tmp_path / "logs"
        logs.mkdir()
        text = f"risk event: {SENDER}, crisis\nrisk event: {OTHER}, crisis\n{SENDER} and {SENDER}\n"
        for name in ("action-server.log", "action-server.log.1", "empty.log"):
            (logs / name).write_text("" if name == "empty.log" else text)
        with (logs / "action-server.log").open("a") as still_open:
            await say(store)
            await say(store, OTHER, "another person's words")
            assert tool.main(["forget", SENDER]) == 0
            still_open.write("and on\n")
        assert json.loads(capsys.readouterr().out) == {SENDER: {"database": 4, "logs": 6}}
        store.engine.dispose()
        left = dump(address, tmp_path) + b"".join(file.read_bytes() for file in logs.iterdir())
        for trace in (SENDER, WORDS):
            assert trace.encode() not in left
        assert (logs / "action-server.log").read_text().endswith("and on\n")
        assert OTHER in (logs / "action-server.log").read_text()
        assert await said(store, OTHER) == ["another person's words"]
        assert tool.export(SENDER) == {"database": [], "logs": []}

    async def test_is_named_by_the_token_as_well(self, store, monkeypatch, capsys):
        monkeypatch.setenv(variable("secret"), "secret")
        session = Sessions("secret", 24).mint()
        await say(store, session.sender)
        assert tool.main(["forget", f"--token={session.token}"]) == 0
        assert await said(store, session.sender) == []
        assert tool.main(["forget", "--token=no token"]) == 1
        assert "no token of a session" in capsys.readouterr().err


class TestClearingOut:
    async def test_deletes_what_is_due_and_nothing_else(self, store, monkeypatch):
        monkeypatch.setenv(variable("keep_days"), "30")
        monkeypatch.setenv(variable("keep_hours"), "24")
        now = time.time()
        ages = {"fresh": 0.9 * DAY, "a day old": 1.1 * DAY, "a month old": 29 * DAY, "older": 31 * DAY}
        for is_kept in (True, False):
            for name, age in ages.items():
                await say(store, f"web-{name}-{is_kept}", at=now - age)
                take_down(store.session_scope, f"web-{name}-{is_kept}", Consent(is_kept))
        with store.session_scope() as session:
            # When it was changed is the time of the events here.
            for name, age in ages.items():
                session.execute(
                    sa.text("UPDATE conversations SET changed = :at WHERE sender_id LIKE :name"),
                    {"at": now - age, "name": f"web-{name}-%"},
                )
            session.commit()
        assert tool.clear_out()["database"] == 3 * 4
        kept = {"web-fresh-False", *(f"web-{name}-True" for name in ("fresh", "a day old", "a month old"))}
        assert set(await store.keys()) == kept
        with store.session_scope() as session:
            rows = session.execute(sa.text("SELECT sender_id FROM conversations")).scalars()
            assert set(rows) == kept
        assert tool.clear_out()["database"] == 0

    async def test_of_a_conversation_that_goes_on_only_what_is_old(self, store):
        now = time.time()
        old = [SessionStarted(timestamp=now - 40 * DAY), UserUttered("old", timestamp=now - 40 * DAY)]
        new = [SessionStarted(timestamp=now), UserUttered("new", timestamp=now)]
        await store.save(DialogueStateTracker.from_events(SENDER, [*old, *new], DOMAIN.slots))
        tool.clear_out()
        assert await said(store) == ["new"]

    async def test_rotated_logs_go_as_well(self, address, tmp_path):
        logs = tmp_path / "logs"
        logs.mkdir()
        for name in ("server.log", "server.log.1", "server.log.2"):
            (logs / name).write_text("line\n")
        for name in ("server.log", "server.log.2"):
            os.utime(logs / name, (time.time() - 31 * DAY,) * 2)
        assert tool.clear_out()["logs"] == 1
        assert sorted(file.name for file in logs.iterdir()) == ["server.log", "server.log.1"]

    def test_a_failure_is_logged_without_words(self, monkeypatch, caplog):
        def fail() -> None:
            raise OSError(WORDS)

        monkeypatch.setattr(clearing, "clear_out", fail)
        clearing.clear_once()
        assert "OSError" in caplog.text and WORDS not in caplog.text


class TestEncryption:
    async def test_nothing_can_be_read_in_the_database(self, address, monkeypatch, tmp_path):
        monkeypatch.setenv(variable("encryption_keys"), Fernet.generate_key().decode())
        store = ConversationStore(DOMAIN)
        events = [SessionStarted(), UserUttered(WORDS, {"name": "crisis"}, {"intent": {"name": "crisis"}})]
        await store.save(DialogueStateTracker.from_events(SENDER, events, DOMAIN.slots))
        assert await said(store) == [WORDS]
        with store.session_scope() as session:
            raw = session.execute(
                sa.text("SELECT type_name, intent_name, action_name, data FROM events")
            ).all()
        store.engine.dispose()
        assert raw and all(row.data.startswith(MARK) for row in raw)
        for trace in (WORDS, "crisis"):
            assert trace not in str(raw)
        if "://" not in address:
            assert WORDS.encode() not in dump(address, tmp_path)

    async def test_keys_are_changed(self, store, monkeypatch, capsys):
        old, new = (Fernet.generate_key().decode() for _ in range(2))
        await say(store, text="before there was a key")
        monkeypatch.setenv(variable("encryption_keys"), old)
        await say(store, OTHER, "with the old one")
        monkeypatch.setenv(variable("encryption_keys"), f"{new} {old}")
        assert database_tool.main(["rotate"]) == 0
        assert "6 entries" in capsys.readouterr().out
        assert database_tool.main(["rotate"]) == 0
        assert "0 entries" in capsys.readouterr().out
        monkeypatch.setenv(variable("encryption_keys"), new)
        assert await said(store) == ["before there was a key"]
        assert await said(store, OTHER) == ["with the old one"]
        monkeypatch.setenv(variable("encryption_keys"), old)
        with pytest.raises(UnreadableError, match="ENCRYPTION_KEYS"):
            await said(store)

    def test_what_is_altered_is_not_read(self, monkeypatch):
        monkeypatch.setenv(variable("encryption_keys"), Fernet.generate_key().decode())
        stored = encrypted(WORDS)
        assert decrypted(stored) == WORDS and is_current(stored)
        with pytest.raises(UnreadableError):
            decrypted(stored[:-4] + "AAAA")

    def test_what_is_no_key(self, monkeypatch):
        monkeypatch.setenv(variable("encryption_keys"), "short")
        with pytest.raises(SettingError, match=r"tools\.database key"):
            encrypted("x")


class TestBackup:
    async def test_the_conversation_goes_on(self, store, tmp_path):
        await say(store)
        file = tmp_path / "backup"
        back_up(file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        await say(store, OTHER, "after the backup")
        store.engine.dispose()
        assert restore(file) == 0
        assert await said(store) == [WORDS]
        assert await said(store, OTHER) == []
        tracker = await store.retrieve(SENDER)
        tracker.update(UserUttered("and on"))
        await store.save(tracker)
        assert await said(store) == [WORDS, "and on"]

    async def test_into_an_empty_database(self, store, address, tmp_path):
        await say(store)
        back_up(tmp_path / "backup")
        store.engine.dispose()
        if "://" in address:
            engine = open_engine(address)
            with engine.begin() as connection:
                connection.execute(sa.text("DROP SCHEMA public CASCADE"))
                connection.execute(sa.text("CREATE SCHEMA public"))
            engine.dispose()
        else:
            Path(address).unlink()
        restore(tmp_path / "backup")
        assert await said(store) == [WORDS]

    async def test_what_was_deleted_since_stays_deleted(self, store, tmp_path):
        await say(store)
        await say(store, OTHER, "stays")
        back_up(tmp_path / "backup")
        store.forget(SENDER, until=time.time() + 100)
        store.engine.dispose()
        assert restore(tmp_path / "backup") == 4
        assert await said(store) == []
        assert store.end(SENDER).is_for_good
        assert await said(store, OTHER) == ["stays"]

    def test_nothing_is_written_over(self, store, tmp_path, capsys):
        file = tmp_path / "backup"
        file.write_text("precious")
        assert database_tool.main(["backup", str(file)]) == 1
        assert "cannot be written" in capsys.readouterr().err
        assert file.read_text() == "precious"

    def test_what_is_not_there(self, store, tmp_path):
        with pytest.raises(BackupError, match="not there"):
            restore(tmp_path / "none")


def test_every_table_says_whose_its_rows_are():
    """A table that forgets to say so would be neither exported nor forgotten."""
    assert {table.name for table in METADATA.sorted_tables if PERSONAL not in table.info} == {"ended"}


def test_every_keeper_can_do_all(address):
    assert isinstance(next(keepers()), Conversations)
    for keeper in keepers():
        assert keeper.name
        for what in ("export", "forget", "clear_out", "rotate"):
            assert callable(getattr(keeper, what))
