"""`make publish`: checked, at once, and taken back."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from attachment_guide.content.texts import Texts
from tests.unit.checks.small_project import TALK, findings_of, small_project
from tools import publish
from tools.publish import Shelf, differences, main

NOW = datetime(2026, 7, 1, tzinfo=timezone.utc)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv("ATTACHMENT_GUIDE_PUBLISHED", raising=False)
    findings_of(tmp_path, small_project())
    return tmp_path


def reword(project, old: str, new: str) -> None:
    file = project / TALK
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def said(project) -> str:
    texts = Texts(lambda: [project / "published" / "texts.json"], publish_reader)
    return texts.responses()["utter_smalltalk/greet"][0]["text"]


def publish_reader(file):
    return json.loads(file.read_text())["responses"]


def run(project, *options: str) -> int:
    return main(["--root", str(project), *options])


def test_publish_and_undo(project, capsys):
    assert run(project) == 0
    assert said(project) == "Hello."
    reword(project, "text: Hello.", "text: Good day.")
    assert said(project) == "Hello."
    assert run(project) == 0
    assert said(project) == "Good day."
    assert "utter_smalltalk/greet: [-Hello.-]{+Good day.+}" in capsys.readouterr().out
    assert run(project, "--undo") == 0
    assert said(project) == "Hello."
    assert run(project, "--undo") == 1


def test_what_the_check_refuses_is_not_published(project, capsys):
    assert run(project) == 0
    reword(project, "payload: /about/definition", "payload: /about/nothing")
    assert run(project) == 1
    shown = capsys.readouterr().out
    assert f"{TALK}:" in shown and "leads nowhere" in shown and "Nothing is published" in shown
    assert not (project / "published" / "earlier").exists()


def test_nothing_new_is_no_publication(project, capsys):
    assert run(project) == run(project) == 0
    assert "Nothing has changed" in capsys.readouterr().out


def test_a_crash_while_writing_leaves_what_was_said(tmp_path, monkeypatch):
    shelf = Shelf(tmp_path)
    shelf.publish({"utter_a": [{"text": "old"}]}, NOW)

    def crash(*_):
        raise OSError("no space left")

    monkeypatch.setattr(publish.os, "fsync", crash)
    with pytest.raises(OSError, match="no space"):
        shelf.publish({"utter_a": [{"text": "new"}]}, NOW)
    assert shelf.current().responses == {"utter_a": [{"text": "old"}]}


def test_differences_say_what_is_said_at_risk():
    before = {
        "utter_crisis/x": [{"text": "call 112"}],
        "utter_b": [{"text": "b", "buttons": []}],
        "utter_c": [],
    }
    after = {"utter_crisis/x": [{"text": "call 911"}], "utter_b": [{"text": "b"}], "utter_d": []}
    assert list(differences(before, after)) == [
        "utter_b: buttons, source or conditions",
        "utter_c: gone; what was trained is said",
        "utter_crisis/x (said at risk): [-112-]{+911+}",
        "utter_d: new",
    ]
