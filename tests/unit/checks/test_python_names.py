"""The names that the code uses."""

from __future__ import annotations

from pathlib import Path

from tools.checks.python_names import python_names


def test_names_in_programs(tmp_path: Path) -> None:
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "action_x.py").write_text(
        """
PREFIX = "utter_busy"

def run(dispatcher, names):
    utter(dispatcher, "again" if names else "once")
    dispatcher.utter_message(response=f"utter_crisis/{names[0]}", buttons=[], where="here")

def say(dispatcher, names):
    utter(dispatcher, names[0] if names else "nothing")
    utter(dispatcher, f"{names}")

def other(name):
    return f"utter_{name}", "never"
"""
    )
    names = python_names(tmp_path)
    required = ["utter_again", "utter_once", "utter_crisis/.+", "utter_nothing"]
    assert [name for name, _ in names.required] == required
    assert names.parameters == {"where"}
    assert list(names.actions) == ["action_x"]
    for response in ("again", "once", "busy", "crisis/abuse", "nothing"):
        assert names.mentions(f"utter_{response}")
    assert not names.mentions("utter_never")
