"""Conversations in SQLite and in PostgreSQL: stored once, never written over, deleted for good."""

from __future__ import annotations

import sqlite3
import time

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from attachment_guide.settings import SettingError
from stores import database
from stores.consent import Consent, take_down
from stores.database import HEAD, current_version, database_url, migrate, open_engine
from stores.fail_safe import NotStoredError, TellingTrackerStore, must_be_stored
from stores.lock_store import ConversationLockStore
from stores.tables import METADATA
from stores.tracker_store import ENDED_SECONDS, ConversationStore, StaleTurnError

DOMAIN = Domain.from_yaml("slots: {country: {type: any, mappings: [{type: custom}]}}")
SENDER = "web-a"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    url = request.getfixturevalue("postgresql_address")
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def store(address):
    store = ConversationStore(DOMAIN, db=address)
    yield store
    store.engine.dispose()


@pytest.fixture
def locks():
    return ConversationLockStore()


def said(text: str) -> UserUttered:
    return UserUttered(text, {"name": "crisis"}, message_id=text)


async def begin(store, sender: str = SENDER) -> None:
    await store.save(DialogueStateTracker.from_events(sender, [SessionStarted(), said("one")], DOMAIN.slots))


async def texts(store, sender: str = SENDER) -> list[str]:
    tracker = await store.retrieve(sender)
    return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []


class TestSave:
    async def test_adds_what_is_new(self, store, locks):
        for text in ("one", "two", "three"):
            async with locks.lock(SENDER):
                tracker = await store.get_or_create_tracker(SENDER)
                tracker.update(said(text))
                await store.save(tracker)
                tracker.update(BotUttered("yes"))
                await store.save(tracker)
        assert await texts(store) == ["one", "two", "three"]

    async def test_is_what_rasas_own_store_reads(self, store, address):
        if "://" in address:
            pytest.skip("Rasa's own store makes tables in SQLite as well")
        await begin(store)
        assert await texts(SQLTrackerStore(DOMAIN, dialect="sqlite", db=address)) == ["one"]

    async def test_two_turns_that_read_the_same_do_not_both_write(self, address, store):
        """As when one has lost its lock to the other."""
        await begin(store)
        other = ConversationStore(DOMAIN, db=address)
        async with ConversationLockStore().lock(SENDER):
            late = await store.retrieve(SENDER)
            late.update(said("late"))
            async with ConversationLockStore().lock(SENDER):
                tracker = await other.retrieve(SENDER)
                tracker.update(said("two"))
                await other.save(tracker)
            with pytest.raises(StaleTurnError):
                await store.save(late)
        assert await texts(store) == ["one", "two"]
        other.engine.dispose()

    async def test_two_turns_do_not_both_begin_a_conversation(self, store):
        async with ConversationLockStore().lock(SENDER):
            assert await store.retrieve(SENDER) is None
            async with ConversationLockStore().lock(SENDER):
                await store.retrieve(SENDER)
                await begin(store)
            with pytest.raises(StaleTurnError):
                await begin(store)
        assert await texts(store) == ["one"]

    async def test_what_was_not_read_is_not_written_over(self, store):
        """The database was down when the turn began: it takes the conversation for a new one."""
        await begin(store)
        async with ConversationLockStore().lock(SENDER):
            with pytest.raises(StaleTurnError):
                await begin(store)


class TestForget:
    async def test_no_row_is_left(self, store):
        await begin(store)
        take_down(store.session_scope, SENDER, Consent(is_kept=True))
        await begin(store, "web-b")
        assert store.forget(SENDER) == {"conversations": 1, "events": 2, "inbox_marks": 0}
        assert await texts(store) == []
        assert await texts(store, "web-b") == ["one"]
        with store.session_scope() as session:
            for table in METADATA.sorted_tables:
                assert SENDER not in str(session.execute(table.select()).all())

    async def test_a_turn_under_way_brings_nothing_back(self, store):
        await begin(store)
        async with ConversationLockStore().lock(SENDER):
            tracker = await store.retrieve(SENDER)
            tracker.update(said("late"))
            store.forget(SENDER)
            with pytest.raises(StaleTurnError):
                await store.save(tracker)
        assert await texts(store) == []

    async def test_for_good(self, store):
        store.forget(SENDER, time.time() + 100)
        assert store.end(SENDER).is_for_good
        with pytest.raises(StaleTurnError, match="deleted"):
            await begin(store)
        assert store.end("web-b") is None

    async def test_or_to_begin_anew(self, store):
        await begin(store)
        store.forget(SENDER)
        assert not store.end(SENDER).is_for_good
        await begin(store)
        assert await texts(store) == ["one"]

    async def test_what_is_over_is_cleared_away(self, store, monkeypatch):
        store.forget(SENDER, time.time() + 100)
        now = time.time()
        monkeypatch.setattr("stores.tracker_store.time.time", lambda: now + ENDED_SECONDS + 200)
        store.forget("web-b")
        assert store.end(SENDER) is None
        assert store.end("web-b")

    async def test_the_file_does_not_hold_it_any_more(self, tmp_path):
        store = ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))
        secret = "nobody may read this any more"
        await store.save(DialogueStateTracker.from_events(SENDER, [SessionStarted(), said(secret)], ()))
        assert secret.encode() in (tmp_path / "test.db").read_bytes()
        store.forget(SENDER)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert secret.encode() not in left
        assert SENDER.encode() not in left


class TestFailures:
    async def test_a_connection_that_was_closed_is_opened_again(self, postgresql_address):
        store = ConversationStore(DOMAIN, db=postgresql_address)
        await begin(store, "web-closed")
        killer = open_engine(postgresql_address)
        with killer.connect() as connection:
            connection.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )
            )
        assert await texts(store, "web-closed") == ["one"]
        store.engine.dispose()
        killer.dispose()

    async def test_what_could_not_be_stored_is_told(self, tmp_path, caplog):
        store = TellingTrackerStore(ConversationStore(DOMAIN, db=str(tmp_path / "missing" / "test.db")))
        with pytest.raises(NotStoredError), must_be_stored():
            assert await store.retrieve(SENDER) is None
            await begin(store)
        assert "one" not in caplog.text
        assert store._fallback_tracker_store is None
        with must_be_stored():
            pass

    async def test_a_database_that_was_replaced_gets_its_tables(self, tmp_path):
        file = tmp_path / "test.db"
        store = ConversationStore(DOMAIN, db=str(file))
        await begin(store)
        file.unlink()
        store.engine.dispose()
        with pytest.raises(sa.exc.OperationalError):
            await begin(store)
        await begin(store)
        assert await texts(store) == ["one"]

    async def test_errors_show_no_values(self, tmp_path):
        store = ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))
        twice = {"digest": "secret words", "at": 1.0}
        with pytest.raises(sa.exc.DBAPIError) as error, store.session_scope() as session:
            session.execute(sa.text("INSERT INTO ended (digest, until) VALUES (:digest, :at)"), twice)
        assert "secret words" not in str(error.value)


class TestMigrations:
    def test_make_the_tables_that_the_code_knows(self, address):
        from alembic.autogenerate import compare_metadata
        from alembic.migration import MigrationContext

        engine = open_engine(address)
        migrate(engine)
        migrate(engine)
        with engine.connect() as connection:
            assert current_version(connection) == HEAD
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        engine.dispose()

    def test_the_newest_is_known(self):
        from alembic.config import Config
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(database.MIGRATIONS))
        assert ScriptDirectory.from_config(config).get_current_head() == HEAD

    async def test_what_rasa_stored_is_taken_over(self, tmp_path):
        file = str(tmp_path / "old.db")
        old = SQLTrackerStore(DOMAIN, dialect="sqlite", db=file)
        events = [ActionExecuted("action_listen"), said("one")]
        await old.save(DialogueStateTracker.from_events(SENDER, events, DOMAIN.slots))
        until = time.time() + 100
        ended = [SessionStarted(timestamp=until)]
        await old.save(DialogueStateTracker.from_events(f"deleted-{'a' * 64}", ended))
        old.engine.dispose()
        store = ConversationStore(DOMAIN, db=file)
        assert await texts(store) == ["one"]
        with sqlite3.connect(file) as rows:
            assert rows.execute("SELECT digest, until FROM ended").fetchall() == [("a" * 64, until)]
            assert rows.execute("SELECT count(*) FROM events").fetchone() == (2,)
        async with ConversationLockStore().lock(SENDER):
            tracker = await store.retrieve(SENDER)
            tracker.update(said("two"))
            await store.save(tracker)
        assert await texts(store) == ["one", "two"]


class TestAddress:
    def test_a_file(self):
        assert str(database_url("a/b.db")) == "sqlite:///a/b.db"

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
    def test_postgresql(self, scheme):
        url = database_url(f"{scheme}://me:secret@host:5433/name?sslmode=require")
        assert (url.drivername, url.host, url.port) == ("postgresql+psycopg2", "host", 5433)
        assert url.query["sslmode"] == "require"

    @pytest.mark.parametrize("address", ["mysql://host/name", "://"])
    def test_anything_else_is_refused(self, address):
        with pytest.raises(SettingError, match="ATTACHMENT_GUIDE_DATABASE"):
            database_url(address)
