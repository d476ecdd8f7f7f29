"""`make benchmark`: what is trained and measured, and the table of figures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from attachment_guide.content.content_map import content_map
from evaluation.answers.prediction import Prediction
from evaluation.peers import ablation, benchmark, measure
from evaluation.peers.tables import Result, comparison_lines
from tests.unit.evaluation.predictions import AT_RISK, LATE, QUESTION, REJECTED, RIGHT


class TestBenchmark:
    def test_rasas_default_has_a_selector_for_every_intent_with_keys(self) -> None:
        pipeline = yaml.safe_load(Path("evaluation/peers/rasa_default.yml").read_text())["pipeline"]
        selectors = [component.get("retrieval_intent") for component in pipeline]
        intents = {
            entry["intent"].split("/")[0]
            for file in Path("data").rglob("*.yml")
            for entry in yaml.safe_load(file.read_text()).get("nlu") or []
            if "/" in entry.get("intent", "")
        }
        assert sorted(filter(None, selectors)) == sorted(intents)

    def test_rasas_default_has_none_of_our_components(self) -> None:
        assert "components." not in Path("evaluation/peers/rasa_default.yml").read_text()

    def test_measurements_pass_from_process_to_process(self, tmp_path: Path) -> None:
        made = measure.Measurement(1.0, 2.0, 3, [4.0], 5.0, [RIGHT, AT_RISK], [REJECTED])
        measure.write(tmp_path / "made.json", made)
        assert measure.load(tmp_path / "made.json") == made

    def test_quick_data_has_few_examples_of_every_answer(self, tmp_path: Path) -> None:
        folder = benchmark.quick_data(Path("data"), tmp_path / "data")
        texts, labels = ablation.training_examples(folder)
        assert set(content_map()) <= set(labels)
        assert len(texts) <= benchmark.QUICK_EXAMPLES * len(set(labels))

    def test_a_config_with_few_epochs(self, tmp_path: Path) -> None:
        source = Path("evaluation/peers/rasa_default.yml")
        file = benchmark.with_epochs(source, tmp_path / "config.yml", 3)
        epochs = {c["epochs"] for c in yaml.safe_load(file.read_text())["pipeline"] if "epochs" in c}
        assert epochs == {3}

    def test_a_failed_process_says_what_it_printed_last(self, tmp_path: Path) -> None:
        one = benchmark.Benchmark(tmp_path)
        with pytest.raises(benchmark.ProcessError, match="No module named"):
            one._run("Doing nothing", Path(sys.executable), ["evaluation.nothing"])

    def test_without_tensorflow_it_says_what_to_install(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr(benchmark, "STOCK_PYTHON", tmp_path / "python")
        with pytest.raises(benchmark.ProcessError, match="`make stock`"):
            benchmark.Benchmark(tmp_path).compare()

    def test_ours_runs_without_tensorflow_and_rasas_default_with_it(self) -> None:
        ours, other = benchmark.pipelines()
        assert ours.python == Path(sys.executable)
        assert other.python == benchmark.STOCK_PYTHON

    def test_the_table(self) -> None:
        ours = self.result("Ours", RIGHT, seconds=10, milliseconds=5)
        other = self.result("Theirs", LATE, seconds=100, milliseconds=4)
        table = "\n".join(comparison_lines(ours, other, [QUESTION]))
        assert "| right answer first | 100.0 % (20.7–100.0) | 0.0 % (0.0–79.3) | +100.0 points |" in table
        assert "| training from scratch | 10.0 s | 100 s | 10.0 times less |" in table
        assert "| a message, median | 5.0 ms | 4.0 ms | 1.2 times more |" in table

    def result(self, name: str, prediction: Prediction, seconds: float, milliseconds: float) -> Result:
        one = measure.Measurement(1.0, 2.0, 2**20, [milliseconds], 9.0, [prediction], [REJECTED])
        return Result(name, seconds, seconds, 2**20, 2**21, (one, one))
