"""A dictionary that stays bounded."""

from __future__ import annotations

import pytest

from channels import recent
from channels.recent import Recent


@pytest.fixture(autouse=True)
def three(monkeypatch):
    monkeypatch.setattr(recent, "MOST", 3)


@pytest.mark.parametrize(("keys", "kept"), [("abcd", "bcd"), ("abcad", "cad"), ("ab", "ab")])
def test_forgets_what_was_set_longest_ago(keys, kept):
    known = Recent()
    for key in keys:
        known[key] = key
    assert "".join(known) == kept
