"""A secret of this machine's own."""

from __future__ import annotations

import os
import stat

import pytest

from channels.secret import read_or_make_secret


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".secret"


def test_is_made_once_and_stays(file):
    secret = read_or_make_secret(file)
    assert len(secret) >= 43  # 256 bits
    assert read_or_make_secret(file) == secret == file.read_text()


def test_only_its_owner_may_read_it(file):
    old = os.umask(0)
    try:
        read_or_make_secret(file)
    finally:
        os.umask(old)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_one_that_an_operator_wrote_is_taken_without_its_newline(file):
    file.write_text("operators-own\n")
    assert read_or_make_secret(file) == "operators-own"


def test_each_machine_has_another(tmp_path):
    assert read_or_make_secret(tmp_path / "a") != read_or_make_secret(tmp_path / "b")


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_or_make_secret(tmp_path / "no" / "folder")
