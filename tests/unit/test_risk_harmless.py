"""Which examples of data/ are learned as plain questions without risk."""

from __future__ import annotations

from pathlib import Path

from attachment_guide.paths import ROOT
from attachment_guide.risk.examples import harmless_questions, not_harmless
from tools.checks.project_reader import load_project


def test_examples_of_danger_are_no_harmless_questions_whatever_file_they_are_in(tmp_path: Path) -> None:
    (tmp_path / "conversation").mkdir()
    (tmp_path / "conversation" / "any_name.yml").write_text(
        "nlu:\n"
        "  - intent: crisis/suicide\n    examples: |\n      - I want to end it\n"
        "  - intent: greet\n    examples: |\n      - hello [there](place)\n"
        "  - synonym: x\n    examples: |\n      - y\n"
    )
    assert [example.text for example in harmless_questions(tmp_path)] == ["hello there", "y"]


def test_each_intent_that_is_not_harmless_is_one_of_the_content() -> None:
    known = {intent.split("/")[0] for intent in load_project(ROOT).intents_with_examples}
    assert not_harmless() <= known
