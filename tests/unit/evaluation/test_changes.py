"""What is said about the changes since the last report."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.answers.changes import Report, change_lines, load, save
from evaluation.answers.outcomes import Outcome


class TestChanges:
    RIGHT = Outcome(True, "treatment/emdr", "treatment/emdr")
    WRONG = Outcome(False, "treatment/ddp", "treatment/emdr")

    def words(self, before: dict[str, bool], **now: Outcome) -> str:
        return "\n".join(change_lines("questions", now, Report("1 May", {"questions": before})))

    def test_first_time(self) -> None:
        assert "First report" in "\n".join(change_lines("questions", {"a": self.RIGHT}, None))

    def test_nothing_changed(self) -> None:
        said = self.words({"a": True, "b": False}, a=self.RIGHT, b=self.WRONG)
        assert said == "The same as last time (1 May): no question changed."

    def test_worse(self) -> None:
        said = self.words({"a": True}, a=self.WRONG)
        assert "Worse than last time (1 May): no questions got fixed, 1 question went wrong." in said
        assert "Went wrong:\n    a\n      got treatment/ddp; wanted treatment/emdr" in said

    def test_better(self) -> None:
        said = self.words({"a": False, "b": False}, a=self.RIGHT, b=self.RIGHT)
        assert "Better than last time (1 May): 2 questions got fixed" in said
        assert "Now right:\n    a\n    b" in said

    def test_as_many_fixed_as_broken(self) -> None:
        said = self.words({"a": False, "b": True}, a=self.RIGHT, b=self.WRONG)
        assert said.startswith("As good as last time")

    def test_a_changed_set_is_compared_as_far_as_it_is_the_same(self) -> None:
        said = self.words({"a": True, "gone": True}, a=self.RIGHT, new=self.WRONG)
        assert "no question changed" in said
        assert "(1 new, 1 gone)" in said

    def test_long_lists_are_cut(self) -> None:
        now = {f"q{i}": self.RIGHT for i in range(30)}
        assert "… and 5 more" in self.words(dict.fromkeys(now, False), **now)

    def test_saved_and_loaded(self, tmp_path: Path) -> None:
        kept = Report("1 May", {"questions": {"wie geht’s": True}})
        save(tmp_path / "build" / "report.json", kept)
        assert load(tmp_path / "build" / "report.json") == kept

    @pytest.mark.parametrize("content", [None, "", "{", "{}", "[]"])
    def test_a_report_that_cannot_be_read_is_none(self, tmp_path: Path, content: str | None) -> None:
        file = tmp_path / "report.json"
        if content is not None:
            file.write_text(content)
        assert load(file) is None
