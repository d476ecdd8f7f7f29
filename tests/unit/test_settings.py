"""The channel's settings come from the environment."""

from __future__ import annotations

import os

import pytest

from attachment_guide.settings import SettingError, Settings, read_setting
from channels.secret import read_or_make_secret


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("ATTACHMENT_GUIDE_")]:
        monkeypatch.delenv(name)


def read(monkeypatch, **settings: str) -> Settings:
    for name, value in settings.items():
        monkeypatch.setenv(f"ATTACHMENT_GUIDE_{name.upper()}", value)
    return Settings.from_environment()


def test_defaults():
    assert Settings.from_environment() == Settings()


def test_every_kind_of_value(monkeypatch):
    settings = read(
        monkeypatch, clinic_name="A & B", max_text="50", reply_seconds="2.5", secure_cookies="true"
    )
    assert settings.clinic_name == "A & B"
    assert settings.max_text == 50
    assert settings.reply_seconds == 2.5
    assert settings.secure_cookies is True


@pytest.mark.parametrize(
    ("value", "meant"),
    [("1", True), ("Yes", True), ("on", True), ("0", False), ("no", False), ("", False)],
)
def test_switches(monkeypatch, value, meant):
    assert read(monkeypatch, secure_cookies=value).secure_cookies is meant


@pytest.mark.parametrize(
    ("name", "value"),
    [("secure_cookies", "maybe"), ("max_text", "many"), ("reply_seconds", "4s")],
)
def test_a_wrong_value_is_named(monkeypatch, name, value):
    with pytest.raises(SettingError, match=f"ATTACHMENT_GUIDE_{name.upper()} is '{value}'"):
        read(monkeypatch, **{name: value})


@pytest.mark.parametrize("name", ["clinic_name", "max_text", "port", "secure_cookies"])
def test_an_empty_value_is_none(monkeypatch, name):
    assert read(monkeypatch, **{name: ""}) == Settings()


@pytest.mark.parametrize("value", ["abc", "0", "-1", "65536", "80.5"])
def test_what_is_no_port(monkeypatch, value):
    with pytest.raises(SettingError, match=f"ATTACHMENT_GUIDE_PORT is '{value}'"):
        read(monkeypatch, port=value)


def test_one_setting_is_read_whatever_another_says(monkeypatch):
    monkeypatch.setenv("ATTACHMENT_GUIDE_MAX_TEXT", "many")
    assert read_setting("default_country") == ""


def test_origins_are_separated_by_spaces(monkeypatch):
    settings = read(monkeypatch, origins=" https://a.example  https://b.example ")
    assert settings.allowed_origins == {"https://a.example", "https://b.example"}
    assert Settings().allowed_origins == frozenset()


class TestSecret:
    def test_is_made_once_and_is_private(self, tmp_path):
        file = tmp_path / ".secret"
        secret = read_or_make_secret(file)
        assert len(secret) >= 32
        assert read_or_make_secret(file) == secret
        assert file.stat().st_mode & 0o077 == 0

    def test_is_random(self, tmp_path):
        assert read_or_make_secret(tmp_path / "a") != read_or_make_secret(tmp_path / "b")
