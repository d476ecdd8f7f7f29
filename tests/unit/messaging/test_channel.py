"""A channel without its secrets stays off, says which, and lets the others run."""

from __future__ import annotations

import os

import pytest
from cryptography.fernet import Fernet

from attachment_guide.messaging_settings import MessagingSettings
from attachment_guide.settings import Settings
from channels import status
from channels.messaging.sending import Answer, Fate, Outcome, outcome_by_status, pause
from channels.messaging.texts import Texts
from channels.whatsapp import WhatsAppChannel
from tests.channels.whatsapp_server import WhatsAppServer
from tools.messages import main


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ATTACHMENT_GUIDE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ATTACHMENT_GUIDE_SECRET", "s")
    monkeypatch.setattr(status, "_troubles", {})


def with_secrets(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    keys = {"ATTACHMENT_GUIDE_MESSAGES_KEYS": Fernet.generate_key().decode()}
    for name, value in {**WhatsAppServer.secrets, **keys, **more}.items():
        monkeypatch.setenv(name, value)


class TestStart:
    def test_with_all_secrets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_secrets(monkeypatch)
        assert WhatsAppChannel.from_credentials(None).refusal is None
        assert status.troubles() == {}

    def test_without_some(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_secrets(monkeypatch, ATTACHMENT_GUIDE_WHATSAPP_TOKEN="", ATTACHMENT_GUIDE_MESSAGES_KEYS="")
        channel = WhatsAppChannel.from_credentials(None)
        names = "ATTACHMENT_GUIDE_WHATSAPP_TOKEN and ATTACHMENT_GUIDE_MESSAGES_KEYS"
        assert channel.refusal == (
            f"WhatsApp is off: {names} are not set. docs/channels.md says what it needs."
        )
        assert status.troubles() == {"whatsapp: start": channel.refusal}
        assert list(channel.blueprint(None)._future_routes) == [], "nothing listens"

    def test_with_something_that_is_no_key(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_secrets(monkeypatch, ATTACHMENT_GUIDE_MESSAGES_KEYS="no-key")
        assert "no Fernet key" in str(WhatsAppChannel.from_credentials(None).refusal)

    def test_with_an_invalid_setting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_secrets(monkeypatch, ATTACHMENT_GUIDE_MESSAGES_DAYS="many")
        assert "ATTACHMENT_GUIDE_MESSAGES_DAYS is 'many'" in str(
            WhatsAppChannel.from_credentials(None).refusal
        )


def test_the_database_stands_beside_the_conversations(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MessagingSettings().database_url == "sqlite:///messages.db"
    monkeypatch.setenv("ATTACHMENT_GUIDE_DATABASE", "data/conversations.db")
    assert MessagingSettings().database_url == "sqlite:///data/messages.db"
    assert MessagingSettings(messages_database="postgresql://x").database_url == "postgresql://x"
    monkeypatch.setenv("ATTACHMENT_GUIDE_DATABASE", "postgresql://user@host/name")
    assert MessagingSettings().database_url == "postgresql://user@host/name"


def test_the_keys_of_the_conversations_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with_secrets(monkeypatch, ATTACHMENT_GUIDE_MESSAGES_KEYS="")
    monkeypatch.setenv("ATTACHMENT_GUIDE_ENCRYPTION_KEYS", Fernet.generate_key().decode())
    assert WhatsAppChannel.from_credentials(None).refusal is None


class TestTexts:
    texts = Texts(Settings(contact_url="https://clinic.example/contact"))

    def test_the_notice_says_what_this_is_and_where_people_are(self) -> None:
        notice = self.texts.notice("CH")
        assert notice.startswith("This is an automated assistant from Example Clinic.")
        for part in ("https://clinic.example/contact", "delete my conversation", "144", "{"):
            assert (part in notice) == (part != "{")

    def test_where_help_is(self) -> None:
        assert "116 123" in self.texts.say("unheard", "GB")
        for unknown in (None, "JP"):
            assert "findahelpline" in self.texts.say("unheard", unknown)

    @pytest.mark.parametrize(
        "text", ["delete my conversation", "Delete my conversation!", " DELETE MY DATA. "]
    )
    def test_words_of_deletion(self, text: str) -> None:
        assert self.texts.asks_to_delete(text)

    @pytest.mark.parametrize(
        "text", ["how do I delete my conversation", "delete", "stop", "don't delete my conversation", ""]
    )
    def test_other_words(self, text: str) -> None:
        assert not self.texts.asks_to_delete(text)


class TestSending:
    @pytest.mark.parametrize(
        ("status", "fate"), [(200, "sent"), (400, "refused"), (401, "later"), (500, "later")]
    )
    def test_what_a_status_means(self, status: int, fate: str) -> None:
        assert outcome_by_status(Answer(status, {}, {})).fate.value == fate

    def test_pauses_grow_and_end(self) -> None:
        later = Outcome(Fate.LATER)
        pauses = [pause(attempts, later) for attempts in range(20)]
        assert 1 <= pauses[0] <= 1.25 and 8 <= pauses[3] <= 10
        assert 300 <= pauses[-1] <= 375

    @pytest.mark.parametrize(
        ("given", "seconds"), [("7", 7), ("0", 0), ("-3", 0), ("99999", 3600), ("soon", None)]
    )
    def test_retry_after(self, given: str, seconds: float | None) -> None:
        outcome = outcome_by_status(Answer(503, {"retry-after": given}, {}))
        assert outcome.retry_after == seconds
        if seconds is not None:
            assert pause(9, outcome) == seconds


class TestCommand:
    def test_a_new_key(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["new-key"]) == 0
        Fernet(capsys.readouterr().out.strip())

    def test_without_keys(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["list"]) == 1
        assert "ATTACHMENT_GUIDE_MESSAGES_KEYS is not set" in capsys.readouterr().err

    def test_nothing_to_list(self, monkeypatch, tmp_path, capsys) -> None:
        with_secrets(monkeypatch, ATTACHMENT_GUIDE_MESSAGES_DATABASE=f"sqlite:///{tmp_path / 'm.db'}")
        assert main(["list"]) == 0
        assert capsys.readouterr().out == "0 dead letters.\n"
        assert main(["rotate"]) == 0

    def test_a_database_that_is_not_there(self, monkeypatch, capsys) -> None:
        with_secrets(monkeypatch, ATTACHMENT_GUIDE_MESSAGES_DATABASE="sqlite:///nowhere/m.db")
        assert main(["list"]) == 1
        assert "The database cannot be used" in capsys.readouterr().err
