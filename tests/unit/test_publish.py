"""`make publish`: checked, at once, and taken back."""

from __future__ import annotations

import json
import subprocess
from datetime import date, datetime, timezone

import pytest

from attachment_guide.content.texts import Texts
from tests.unit.checks.small_project import RISK_TEXTS, TALK, findings_of, small_project
from tools import publish
from tools.publish import Shelf, differences, main
from tools.sign_offs import SignOffs

NOW = datetime(2026, 7, 1, tzinfo=timezone.utc)


SIGNED = "clinical/sign_offs.yml"


@pytest.fixture
def unsigned(tmp_path, monkeypatch):
    """A project in which nobody has signed anything."""
    monkeypatch.delenv("ATTACHMENT_GUIDE_PUBLISHED", raising=False)
    findings_of(tmp_path, {**small_project(), SIGNED: 'texts: ["utter_crisis*"]\nsigned: {}\n'})
    return tmp_path


@pytest.fixture
def project(unsigned):
    """A project in which what is said at risk is signed."""
    sign(unsigned)
    return unsigned


def sign(project) -> None:
    offs = SignOffs(project)
    offs.sign(offs.unsigned(), "Ada Byron", "clinician", date(2026, 6, 1))


def reword(project, old: str, new: str, name: str = TALK) -> None:
    file = project / name
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


CRISIS_TEXT = "utter_crisis/suicide:\n    - text: Please call."
NEW_CRISIS_TEXT = "utter_crisis/suicide:\n    - text: Please wait."


def test_a_changed_text_at_risk_waits_for_a_signature(project, capsys):
    assert run(project) == 0
    reword(project, CRISIS_TEXT, NEW_CRISIS_TEXT, RISK_TEXTS)
    assert run(project) == 1
    shown = capsys.readouterr().out
    line = (project / RISK_TEXTS).read_text().splitlines().index("    - text: Please wait.") + 1
    assert f"{RISK_TEXTS}:{line}: error: “utter_crisis/suicide”" in shown
    assert "make sign TEXT=utter_crisis/suicide" in shown and "Nothing is published" in shown
    assert Shelf(project / "published").current().responses["utter_crisis/suicide"] == [
        {"text": "Please call."}
    ]
    sign(project)
    assert run(project) == 0
    assert "[-call.-]{+wait.+}" in capsys.readouterr().out


def test_taking_a_change_back_needs_no_signature(project):
    assert run(project) == 0
    reword(project, CRISIS_TEXT, NEW_CRISIS_TEXT, RISK_TEXTS)
    reword(project, NEW_CRISIS_TEXT, CRISIS_TEXT, RISK_TEXTS)
    reword(project, "text: Hello.", "text: Good day.")
    assert run(project) == 0


def test_the_first_publication_may_say_what_is_committed(unsigned, capsys):
    assert run(unsigned) == 1
    assert "utter_crisis/abuse" in capsys.readouterr().out
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "-"],
    ):
        subprocess.run(["git", "-C", str(unsigned), *command], check=True)
    reword(unsigned, CRISIS_TEXT, NEW_CRISIS_TEXT, RISK_TEXTS)
    assert run(unsigned) == 1
    shown = capsys.readouterr().out
    assert "utter_crisis/suicide" in shown and "utter_crisis/abuse" not in shown
    reword(unsigned, NEW_CRISIS_TEXT, CRISIS_TEXT, RISK_TEXTS)
    assert run(unsigned) == 0


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
