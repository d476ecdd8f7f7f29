"""`make report`: the command, and the tables that it prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation import report
from evaluation.answers.changes import load
from evaluation.answers.parsing import load_agent
from evaluation.answers.prediction import Prediction
from evaluation.answers.replay import PlayedTurn
from evaluation.answers.tables import declined_lines, dialogue_lines, question_lines
from evaluation.sets.cases import Declined, Turn
from tests.unit.evaluation.predictions import AT_RISK, LATE, QUESTION, REJECTED, RIGHT


class TestReport:
    @pytest.fixture
    def predictions(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Prediction]:
        """What the model will make of each text."""
        made = {"what is emdr": RIGHT, "how far is the moon": REJECTED}

        def predict_all(_: object, texts: Sequence[str], title: str) -> tuple[list[Prediction], list]:
            return [made[text] for text in texts], []

        monkeypatch.setattr(report, "REPORT_FILE", tmp_path / "report.json")
        monkeypatch.setattr(report, "ACCEPTED_FILE", tmp_path / "accepted.json")
        monkeypatch.setattr(report, "PAGE_FILE", tmp_path / "report.html")
        monkeypatch.setattr(report, "load_agent", lambda model: None)
        monkeypatch.setattr(report, "predict_all", predict_all)
        monkeypatch.setattr(report, "load_questions", lambda: [QUESTION])
        monkeypatch.setattr(report, "load_declined", lambda: [Declined("how far is the moon", "general")])
        return made

    def test_figures_for_all_and_for_each_group(
        self, predictions: dict[str, Prediction], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report.main([]) == 0
        lines = capsys.readouterr().out.splitlines()
        for name in ("all", "lay", "general"):
            assert any(line.split()[:3] == [name, "100.0", "%"] for line in lines)

    def test_a_page_is_written_and_named(
        self, predictions: dict[str, Prediction], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report.main([]) == 0
        assert f"To look at: {report.PAGE_FILE}" in capsys.readouterr().out
        assert "what is emdr" not in report.PAGE_FILE.read_text(encoding="utf-8")
        predictions["what is emdr"] = LATE
        report.main([])
        assert "what is emdr" in report.PAGE_FILE.read_text(encoding="utf-8")

    def test_misses_are_listed_when_asked_for(
        self, predictions: dict[str, Prediction], capsys: pytest.CaptureFixture[str]
    ) -> None:
        predictions["what is emdr"] = LATE
        predictions["how far is the moon"] = RIGHT
        report.main(["--misses"])
        said = capsys.readouterr().out
        assert "Questions missed: 1\n  what is emdr\n    got treatment/ddp, treatment/emdr (ask)" in said
        assert "Not declined: 1\n  how far is the moon\n    got treatment/emdr; wanted" in said

    def test_tells_what_changed_since_the_last_one(
        self, predictions: dict[str, Prediction], capsys: pytest.CaptureFixture[str]
    ) -> None:
        report.main([])
        predictions["what is emdr"] = LATE
        report.main([])
        assert "Worse than last time" in capsys.readouterr().out
        report.main([])
        assert "The same as last time" in capsys.readouterr().out

    def test_what_was_not_looked_at_is_kept(
        self, predictions: dict[str, Prediction], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report.main([])
        monkeypatch.setattr(report, "replay", lambda dialogues, url: [])
        monkeypatch.setattr(report, "load_dialogues", lambda: [])
        report.main(["--dialogues"])
        last = load(report.REPORT_FILE)
        assert last and set(last.right) == {"questions", "declined", "dialogues"}

    def test_counts_questions_that_were_met_with_crisis_help(self) -> None:
        lines = question_lines([(QUESTION, AT_RISK), (QUESTION, RIGHT)])
        assert list(lines)[-1].endswith(": 1")

    def test_every_declined_message_is_counted_once(self) -> None:
        other = Prediction((), "answer", "contact/price", ())
        results = [(Declined(str(i), "near"), r) for i, r in enumerate([RIGHT, LATE, REJECTED, other])]
        row = list(declined_lines(results))[-1]
        assert row.split()[-3:] == ["1", "1", "1"]
        assert row.split()[1] == "25.0"

    def test_no_model(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert report.main(["--model", str(tmp_path / "none.tar.gz")]) == 1
        assert "there is no model" in capsys.readouterr().err
        with pytest.raises(FileNotFoundError):
            load_agent(tmp_path / "none.tar.gz")

    def test_no_assistant_running(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("ATTACHMENT_GUIDE_TEST_URL", "http://127.0.0.1:9")
        assert report.main(["--dialogues"]) == 1
        assert "No report" in capsys.readouterr().err

    def test_failures_are_listed(self) -> None:
        turn = Turn("hello", ("utter_smalltalk/greet", "utter_menu"))
        lines = "\n".join(dialogue_lines([PlayedTurn("one", 1, turn, ("utter_fallback",))]))
        assert "1 dialogues, 1 turns: 0.0 %" in lines
        assert "one, turn 1: hello" in lines
        assert "got utter_fallback; wanted utter_smalltalk/greet or utter_menu" in lines
