"""`make try`: the examples most like a message, the phrases that fired, and what is printed of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attachment_guide.paths import ROOT
from attachment_guide.risk.phrases import shared_phrases
from tests.unit.checks.small_project import ANSWERS, findings_of, line_with, small_project
from tools.checks.findings import Place
from tools.checks.project_reader import load_project
from tools.try_it import lines_of
from tools.trying.assistant import Played
from tools.trying.explanation import Candidate, Explanation, RiskExplained, limits_of
from tools.trying.nearest import Examples, Neighbour
from tools.trying.phrase_places import PhrasePlaces


class LetterEncoder:
    """Counts letters: texts of the same letters are alike."""

    def encode(self, texts, done=None):
        return np.array(
            [[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts]
        )


@pytest.fixture
def project(tmp_path):
    findings_of(tmp_path, small_project())
    return load_project(tmp_path)


def test_the_nearest_examples_with_file_and_line(project, tmp_path):
    examples = Examples(project, LetterEncoder(), folder=tmp_path / "vectors")
    best = examples.nearest("origin numberc", count=2)
    assert (best[0].text, best[0].intent) == ("origin numberc", "sources/references")
    assert best[0].likeness == pytest.approx(1.0, abs=1e-3)
    line = line_with(small_project()[ANSWERS], "origin numberc")
    assert best[0].place == Place(tmp_path / ANSWERS, line)
    assert {x.intent for x in examples.nearest("origin numberc", "about/effects")} == {"about/effects"}


@pytest.mark.parametrize(
    "text", ["I want to kill myself", "my wife took too many pills", "he hits me every night"]
)
def test_the_written_phrase_behind_every_hit(text):
    layer = shared_phrases()
    hits = layer(text).hits
    assert hits
    for hit in hits:
        fired = PhrasePlaces(layer.normalizer).of(hit)
        written = fired.place.file.read_text(encoding="utf-8").splitlines()[fired.place.line - 1]
        assert fired.phrase and fired.phrase.split()[0] in written


def test_a_hit_of_a_group_that_is_gone_names_the_file():
    layer = shared_phrases()
    hit = layer("I want to kill myself").hits[0]
    gone = PhrasePlaces(layer.normalizer).of(type(hit)(**{**vars(hit), "group": "suicide/no such group"}))
    assert (gone.phrase, gone.place.line) == ("", 1)


def test_our_own_limits_are_shown():
    limits = limits_of(load_project(ROOT))
    assert {"answer_threshold", "sure_threshold", "in_scope_threshold"} <= set(limits)


def test_what_is_printed():
    place = Place(ROOT / "data" / "answers" / "treatment.yml", 12)
    near = Neighbour("whats emdr", "treatment/emdr", place, 0.9)
    played = Played("what is emdr", {}, ("utter_treatment",), (("utter_treatment/emdr", "EMDR is …"),), ())
    risk = RiskExplained("crisis", "suicide", 0.97, "self", (), ("dying to know",), None, None, {})
    candidates = (Candidate("treatment/emdr", 0.95, (near,)), Candidate("treatment/ddp", 0.03, ()))
    explanation = Explanation(
        *(played, "treatment/emdr", "answer", candidates, 0.92, ("treatment/ddp",), (), ("treatment/emdr",)),
        *("about/brain", False, "sad", (near,), {"answer_threshold": 0.12}, risk),
    )
    shown = "\n".join(lines_of(explanation))
    for part in (
        *("» what is emdr", "[utter_treatment/emdr]", "Guidance comes first", "0.92", "0.95  treatment/emdr"),
        *(
            "data/answers/treatment.yml:12",
            "Leans on the answer before: about/brain",
            "Offered as well: treatment/ddp",
        ),
        *("Risk: crisis, suicide", "does not count: “dying to know”", "A feeling is taken up: sad"),
    ):
        assert part in shown


def test_without_a_model_it_says_what_to_do(tmp_path):
    from tools.trying.assistant import Assistant

    with pytest.raises(FileNotFoundError, match="make train"):
        Assistant.load(Path(tmp_path / "none.tar.gz"))
