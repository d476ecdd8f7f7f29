"""What inbox and outbox hold of a person is exported and forgotten with the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from channels.messaging import ledger
from channels.messaging.database import Database
from channels.messaging.records import Records
from channels.messaging.seal import Seal
from tools import kept, privacy

ADDRESS = "447911123456"
KEY = Fernet.generate_key().decode()


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Records:
    database, seal = Database(f"sqlite:///{tmp_path / 'messages.db'}"), Seal("secret", KEY)
    for key, sender, address in (("m1", "sms-anna", ADDRESS), ("m2", "sms-ben", "447911000000")):
        sealed = seal.close(address), seal.close(f"words of {sender}")
        database.run_now(
            lambda c, key=key, sender=sender, sealed=sealed: ledger.receive(
                c, "sms", key, sender, *sealed, 100
            )
        )
    records = Records(database, seal)
    monkeypatch.setattr(kept.Records, "from_environment", lambda: records)
    monkeypatch.setenv("ATTACHMENT_GUIDE_DATABASE", str(tmp_path / "conversations.db"))
    monkeypatch.setenv("ATTACHMENT_GUIDE_LOGS", str(tmp_path / "logs"))
    return records


def test_a_person_is_exported_and_forgotten_by_address(
    records: Records, capsys: pytest.CaptureFixture[str]
) -> None:
    assert privacy.main(["export", "--address", "+44 7911 123456"]) == 0
    [(sender, exported)] = json.loads(capsys.readouterr().out).items()
    assert sender == "sms-anna"
    assert {row["table"] for row in exported["messages"]} == {"messaging_people", "messaging_inbox"}
    assert ADDRESS in str(exported) and "words of sms-anna" in str(exported)
    assert "ben" not in str(exported)
    assert privacy.main(["forget", "--address", "+44 7911 123456"]) == 0
    assert json.loads(capsys.readouterr().out)["sms-anna"]["messages"] == 2
    assert records.export("sms-anna") == []
    assert len(records.export("sms-ben")) == 2


def test_nobody_has_the_address(records: Records, capsys: pytest.CaptureFixture[str]) -> None:
    assert privacy.main(["forget", "--address", "1"]) == 0
    assert json.loads(capsys.readouterr().out) == {}


def test_clearing_out_asks_them_as_well(records: Records) -> None:
    messages = kept.Messages(records)
    assert messages.clear_out(50, 1_000) == 0
    with_owed = messages.clear_out(200, 1_000)
    assert with_owed == 0, "what is owed an answer stays"
