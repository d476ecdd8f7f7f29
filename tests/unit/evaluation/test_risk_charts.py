"""The charts of the risk evaluation."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from attachment_guide.risk.assessment import Risk
from evaluation.risk.cases import Case
from evaluation.risk.charts import draw

RESULTS = [(Case("a", "crisis", "p", "k"), Risk("crisis", score=0.9)), (Case("b", "none", "p", "k"), Risk())]


def test_both_charts_are_drawn_into_a_new_folder(tmp_path: Path) -> None:
    files = draw({"one set": RESULTS, "an empty one": []}, tmp_path / "new")
    assert [file.name for file in files] == ["risk-curve.svg", "risk-calibration.svg"]
    for file in files:
        assert ElementTree.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"
        text = file.read_text(encoding="utf-8")
        assert "one set" in text and "an empty one" not in text
