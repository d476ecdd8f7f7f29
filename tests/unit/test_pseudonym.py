"""Names for conversations in logs."""

from __future__ import annotations

import pytest

from attachment_guide import pseudonym as module
from attachment_guide.pseudonym import pseudonym
from attachment_guide.settings import variable


@pytest.fixture(autouse=True)
def fresh():
    module._key.cache_clear()
    yield
    module._key.cache_clear()


def test_the_same_for_one_conversation_and_another_for_others(monkeypatch):
    monkeypatch.setenv(variable("secret"), "s")
    assert pseudonym("web-1") == pseudonym("web-1")
    assert pseudonym("web-1") != pseudonym("web-2")
    assert "web" not in pseudonym("web-1")


def test_nobody_without_the_secret_can_compute_it(monkeypatch):
    names = set()
    for secret in ("a", "b", ""):
        monkeypatch.setenv(variable("secret"), secret)
        module._key.cache_clear()
        names.add(pseudonym("web-1"))
    module._key.cache_clear()
    assert pseudonym("web-1") not in names, "without a secret it is of this process alone"
    assert len(names) == 3
