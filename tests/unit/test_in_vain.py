"""What was asked in vain: read out of kept conversations only, with reasons, gone when forgotten."""

from __future__ import annotations

import json

import numpy as np
import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from attachment_guide.nlu.encoder import DIMENSION
from attachment_guide.settings import variable
from channels.output import outgoing
from stores.consent import Consent, take_down
from stores.conversations import Conversations
from stores.tracker_store import ConversationStore
from tools import inbox
from tools.in_vain.asked import (
    ASKED_BACK,
    DECLINED,
    FALSE_ALARM,
    NOT_HELPED,
    asked_in_vain,
    in_conversation,
    mark,
)
from tools.in_vain.groups import MEANING, group

SLOT = "{type: any, mappings: [{type: custom}]}"
DOMAIN = Domain.from_yaml(f"slots: {{feedback: {SLOT}, country: {SLOT}}}")
KEPT, NOT_KEPT = "web-0123456789abcdef", "web-fedcba9876543210"


def said(text: str, intent: str = "coping", decision: str = "answer", own: str = "") -> UserUttered:
    parsed = {"intent": {"name": intent}, "said_intent": own or intent, "decision": decision}
    return UserUttered(text, parse_data=parsed, message_id=text)


def reply(text: str, name: str) -> BotUttered:
    return BotUttered(text, metadata={"utter_action": name})


def why(*events) -> dict[str, str]:
    return {asked.text: asked.why for asked in in_conversation(events)}


class TestReason:
    def test_declined(self):
        assert why(said("is it in the stars?", "nlu_fallback", "reject")) == {"is it in the stars?": DECLINED}
        assert why(said("who won?", "out_of_scope")) == {"who won?": DECLINED}

    def test_asked_back(self):
        assert why(said("touch", "nlu_fallback", "ask")) == {"touch": ASKED_BACK}

    def test_answered_is_not_in_vain(self):
        assert why(said("what helps?"), reply("this", "utter_coping/a"), said("thanks", "thank")) == {}

    def test_marked_as_no_help(self):
        answer = reply("this", "utter_coping/a")
        mark = {"message": outgoing(answer)["id"], "helped": False}
        assert why(said("what helps?"), answer, SlotSet("feedback", mark)) == {"what helps?": NOT_HELPED}

    def test_the_last_mark_counts(self):
        answer = reply("this", "utter_coping/a")
        marks = [SlotSet("feedback", {"message": outgoing(answer)["id"], "helped": h}) for h in (False, True)]
        assert why(said("what helps?"), answer, *marks) == {}

    def test_said_to_be_no_help(self):
        assert why(said("what helps?"), said("useless", "not_helpful")) == {"what helps?": NOT_HELPED}

    @pytest.mark.parametrize("key", ["denied", "joke", "not_so", "feels_fine"])
    def test_alarmed_and_denied(self, key):
        events = said("i am dying of shame", "crisis"), said("no no", f"crisis_reply/{key}")
        assert why(*events) == {"i am dying of shame": FALSE_ALARM}

    def test_denied_by_a_bare_no(self):
        no = said("no", "deny"), reply("good", "utter_check_no")
        assert why(said("i could die", "check"), *no) == {"i could die": FALSE_ALARM}

    def test_an_alarm_that_nobody_denies_is_left_alone(self):
        events = said("i want to die", "crisis"), said("i cannot call", "crisis_reply/cannot_call")
        assert why(*events) == {}
        assert why(said("i want to die", "crisis", decision="reject")) == {}

    def test_buttons_are_not_words(self):
        assert why(said("/out_of_scope", "out_of_scope")) == {}


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(variable("database"), str(tmp_path / "test.db"))
    monkeypatch.delenv(variable("encryption_keys"), raising=False)
    store = ConversationStore(DOMAIN)
    yield store
    store.engine.dispose()


async def ask(store: ConversationStore, sender: str, text: str, is_readable: bool) -> None:
    events = [SessionStarted(), said(text, "out_of_scope"), reply("sorry", "utter_out_of_scope")]
    await store.save(DialogueStateTracker.from_events(sender, events, DOMAIN.slots))
    take_down(store.session_scope, sender, Consent(is_readable=is_readable))


class TestStored:
    async def test_only_with_the_visitors_consent(self, store):
        await ask(store, KEPT, "who won?", is_readable=True)
        await ask(store, NOT_KEPT, "nobody may read this", is_readable=False)
        [asked] = asked_in_vain(store.engine)
        assert (asked.text, asked.responses) == ("who won?", ("utter_out_of_scope",))
        assert KEPT not in asked.id

    async def test_ids_stay(self, store):
        await ask(store, KEPT, "who won?", is_readable=True)
        assert asked_in_vain(store.engine) == asked_in_vain(store.engine)

    async def test_gone_when_forgotten_or_withdrawn(self, store):
        await ask(store, KEPT, "who won?", is_readable=True)
        await ask(store, NOT_KEPT, "who lost?", is_readable=True)
        take_down(store.session_scope, NOT_KEPT, Consent(is_readable=False))
        store.forget(KEPT)
        assert asked_in_vain(store.engine) == []


class TestStates:
    async def test_a_message_is_marked(self, store, monkeypatch, capsys):
        monkeypatch.setenv(variable("inbox"), "true")
        await ask(store, KEPT, "who won?", is_readable=True)
        [asked] = asked_in_vain(store.engine)
        assert asked.state == "new"
        for state in ("flagged", "done"):
            assert inbox.main(["--mark", asked.id, state]) == 0
            assert [each.state for each in asked_in_vain(store.engine)] == [state]
        monkeypatch.setattr(inbox, "SentenceEncoder", Encoder)
        assert inbox.main([]) == 0
        assert "who won" not in capsys.readouterr().out
        assert inbox.main(["--all"]) == 0
        assert "done  declined: who won?" in capsys.readouterr().out

    async def test_a_message_of_many_is_marked(self, store):
        # So many that the database has not read them all when the message is found.
        for number in range(40):
            await ask(store, f"web-{number:016x}", f"{'who won? ' * 20}{number}", is_readable=True)
        first, *others = asked_in_vain(store.engine)
        mark(store.engine, first.id, "done")
        assert [each.state for each in asked_in_vain(store.engine)] == ["done", *("new" for _ in others)]

    async def test_a_mark_is_exported_and_forgotten_with_its_person(self, store):
        await ask(store, KEPT, "who won?", is_readable=True)
        [asked] = asked_in_vain(store.engine)
        mark(store.engine, asked.id, "done")
        kept = Conversations()
        assert {"message": asked.id, "state": "done"}.items() <= next(
            row.items() for row in kept.export(KEPT) if row["table"] == "inbox_marks"
        )
        store.forget(KEPT)
        assert kept.export(KEPT) == []

    async def test_a_mark_goes_when_its_message_is_due(self, store):
        await ask(store, KEPT, "who won?", is_readable=True)
        [asked] = asked_in_vain(store.engine)
        mark(store.engine, asked.id, "done")
        Conversations().clear_out(asked.at + 1, asked.at + 1)
        assert all(row["table"] != "inbox_marks" for row in Conversations().export(KEPT))

    def test_an_unknown_message(self, store, monkeypatch, capsys):
        monkeypatch.setenv(variable("inbox"), "true")
        assert inbox.main(["--mark", "nothing", "done"]) == 1
        assert "No message in the inbox has the id nothing" in capsys.readouterr().err

    def test_an_unknown_state(self, capsys):
        with pytest.raises(SystemExit):
            inbox.main(["--mark", "abc", "finished"])
        assert "'finished' is no state" in capsys.readouterr().err


class Encoder:
    """A direction for each first letter."""

    def encode(self, texts, done=None):
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, MEANING.start + ord(text[0]) - ord("a")] = 1
        return vectors


class TestGroups:
    def test_the_largest_first(self):
        assert group(["ant", "bee", "bat", "cow"], Encoder()) == [[1, 2], [0], [3]]

    @pytest.mark.parametrize("texts", [[], ["ant"]])
    def test_few(self, texts):
        assert group(texts, Encoder()) == [[0]] * len(texts)


class TestCommand:
    async def test_masked_and_grouped(self, store, monkeypatch, capsys):
        monkeypatch.setenv(variable("inbox"), "true")
        monkeypatch.setattr(inbox, "SentenceEncoder", Encoder)
        await ask(store, KEPT, "will you tell my wife Sarah?", is_readable=True)
        await ask(store, NOT_KEPT, "who won?", is_readable=True)
        assert inbox.main(["--json"]) == 0
        [[first, second]] = json.loads(capsys.readouterr().out)
        assert {first["text"], second["text"]} == {"will you tell my wife [NAME]?", "who won?"}
        assert inbox.main([]) == 0
        printed = capsys.readouterr().out
        assert "declined 2" in printed
        assert "Sarah" not in printed

    async def test_off_unless_the_operator_turns_it_on(self, store, monkeypatch, capsys):
        monkeypatch.delenv(variable("inbox"), raising=False)
        await ask(store, KEPT, "who won?", is_readable=True)
        assert inbox.main([]) == 1
        shown = capsys.readouterr()
        assert "who won" not in shown.out + shown.err
        assert "ATTACHMENT_GUIDE_INBOX is off" in shown.err

    def test_nothing(self, store, monkeypatch, capsys):
        monkeypatch.setenv(variable("inbox"), "true")
        assert inbox.main([]) == 0
        assert "Nothing was asked in vain" in capsys.readouterr().out
