"""Session tokens of the web channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.web import sessions
from channels.web.sessions import SENDER_PREFIX, SessionError, Sessions


@pytest.fixture
def mint() -> Sessions:
    return Sessions("secret", hours=1)


def refused(mint: Sessions, token: str | None) -> str:
    with pytest.raises(SessionError) as error:
        mint.check(token)
    return error.value.code


def test_a_minted_session_is_known(mint):
    session = mint.mint()
    assert mint.check(session.token) == session
    assert session.sender.startswith(SENDER_PREFIX)


def test_the_conversations_id_does_not_hold_the_token(mint):
    session = mint.mint()
    assert session.token.split(".")[0] not in session.sender
    assert refused(mint, session.sender) == "no_session"


def test_sessions_are_random(mint):
    minted = [mint.mint() for _ in range(100)]
    assert len({session.sender for session in minted}) == 100
    assert min(len(session.token.split(".")[0]) for session in minted) >= 43  # 256 bits


def test_another_process_with_the_same_secret_knows_it(mint):
    session = mint.mint()
    assert Sessions("secret", hours=1).check(session.token).sender == session.sender


def test_another_secret_does_not(mint):
    assert refused(Sessions("other", hours=1), mint.mint().token) == "no_session"


@pytest.mark.parametrize("token", [None, "", ".", "..", "a.b.c", "\udcff.\udcff", "é.1.é"])
def test_what_is_no_token(mint, token):
    assert refused(mint, token) == "no_session"


@given(st.text(max_size=200))
def test_no_text_is_a_token(token):
    assert refused(Sessions("secret", hours=1), token) == "no_session"


@given(st.data())
def test_no_part_of_a_token_can_be_changed(data):
    mint = Sessions("secret", hours=1)
    token = mint.mint().token
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda c: c != token[place]))
    assert refused(mint, token[:place] + other + token[place + 1 :]) == "no_session"


def test_a_session_ends(mint, monkeypatch):
    session = mint.mint()
    monkeypatch.setattr(sessions.time, "time", lambda: session.expires + 1.0)
    assert refused(mint, session.token) == "session_expired"
