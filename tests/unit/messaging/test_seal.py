from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from channels.messaging.countries import country_of_phone, country_of_scoped_id
from channels.messaging.seal import Seal, SealError

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SEAL = Seal("secret", OLD)


def test_a_pseudonym_tells_nothing_and_stays_the_same() -> None:
    sender = SEAL.sender("whatsapp", "447911123456")
    assert sender == Seal("secret", NEW).sender("whatsapp", "447911123456")
    assert sender.startswith("whatsapp-") and "4479" not in sender
    others = [
        Seal("another", OLD).sender("whatsapp", "447911123456"),
        SEAL.sender("twilio", "447911123456"),
        SEAL.sender("whatsapp", "447911123457"),
        SEAL.key("whatsapp", "447911123456"),
    ]
    assert len({sender, *others}) == 5


def test_parts_do_not_run_into_each_other() -> None:
    assert SEAL.key("a", "bc") != SEAL.key("ab", "c")


def test_what_is_closed_can_be_opened_by_the_key_alone() -> None:
    sealed = SEAL.close({"text": "I want to talk", "to": ["447911123456"]})
    assert "talk" not in sealed and "4479" not in sealed
    assert SEAL.open(sealed) == {"text": "I want to talk", "to": ["447911123456"]}
    with pytest.raises(SealError, match="MESSAGES_KEYS"):
        Seal("secret", NEW).open(sealed)


def test_keys_are_rotated() -> None:
    sealed = SEAL.close("x")
    both = Seal("secret", f"{NEW} {OLD}")
    assert both.open(sealed) == "x"
    assert Seal("secret", NEW).open(both.rotate(sealed)) == "x"
    with pytest.raises(SealError):
        Seal("secret", NEW).rotate(sealed)


def test_what_is_no_key_is_named() -> None:
    with pytest.raises(SealError, match=r"ATTACHMENT_GUIDE_MESSAGES_KEYS .* new-key"):
        Seal("secret", "not-a-key")


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("447400123456", "GB"), ("+41791234567", "CH"), ("12025550123", "US"), ("14165550123", "CA"),
        ("353851234567", "IE"), ("12", None), ("", None), ("robin", None), ("+", None), ("80012345678", None),
    ],
)  # fmt: skip
def test_the_country_of_a_number(number: str, country: str | None) -> None:
    assert country_of_phone(number) == country


@pytest.mark.parametrize(
    ("identity", "country"),
    [("US.13491208655302741918", "US"), ("GB.ENT.118157", "GB"), ("447911123456", None), ("us.1", None)],
)
def test_the_country_of_a_scoped_id(identity: str, country: str | None) -> None:
    assert country_of_scoped_id(identity) == country
