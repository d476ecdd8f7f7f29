"""What the web channel keeps between requests, and that it stays bounded."""

from __future__ import annotations

import pytest

from channels import conversations
from channels.conversations import Conversations, Recent


@pytest.fixture
def kept():
    return Conversations()


class TestRecent:
    @pytest.fixture(autouse=True)
    def three(self, monkeypatch):
        monkeypatch.setattr(conversations, "MOST", 3)

    def test_forgets_the_oldest(self):
        recent = Recent()
        for key in "abcd":
            recent[key] = key
        assert list(recent) == ["b", "c", "d"]

    def test_what_is_set_again_is_new(self):
        recent = Recent()
        for key in "abcad":
            recent[key] = key
        assert list(recent) == ["c", "a", "d"]


class TestPrevious:
    def test_of_nobody(self, kept):
        assert kept.previous("a") == []

    def test_the_last_two_oldest_first(self, kept):
        for text in ("one", "two", "three"):
            kept.heard("a", text)
        assert kept.previous("a") == ["two", "three"]

    def test_of_each_conversation_its_own(self, kept):
        kept.heard("a", "one")
        assert kept.previous("b") == []

    def test_a_copy(self, kept):
        kept.heard("a", "one")
        kept.previous("a").append("x")
        assert kept.previous("a") == ["one"]

    def test_bounded(self, kept, monkeypatch):
        monkeypatch.setattr(conversations, "MOST", 3)
        for number in range(10):
            kept.heard(str(number), "x")
        assert [bool(kept.previous(str(n))) for n in range(10)] == [False] * 7 + [True] * 3


class TestReminder:
    def test_none_without_a_crisis(self, kept):
        assert not kept.needs_reminder("a", guided=False)

    def test_under_all_that_follows_guidance_but_guidance(self, kept):
        turns = [False, True, *[False] * 20, True, False]
        reminded = [kept.needs_reminder("a", guided) for guided in turns]
        assert reminded == [False, False, *[True] * 20, False, True]

    def test_of_each_conversation_its_own(self, kept):
        kept.needs_reminder("a", guided=True)
        assert not kept.needs_reminder("b", guided=False)


class TestForget:
    def test_nothing_is_left_of_one_and_all_of_the_others(self, kept):
        for sender in ("a", "b"):
            kept.heard(sender, "words")
            kept.needs_reminder(sender, guided=True)
            kept.said(
                sender, [{"id": f"m-{sender}", "name": "utter_menu"}, {"id": f"n-{sender}", "name": None}]
            )
            kept.replies[(sender, "key")] = None
        kept.forget("a")
        assert kept.previous("a") == []
        assert not kept.needs_reminder("a", guided=False)
        assert list(kept.replies) == [("b", "key")]
        assert dict(kept.sent) == {"m-b": ("b", "utter_menu"), "n-b": ("b", None)}
        assert kept.previous("b") == ["words"]
        assert kept.needs_reminder("b", guided=False)

    def test_of_nobody(self, kept):
        kept.forget("nobody")
