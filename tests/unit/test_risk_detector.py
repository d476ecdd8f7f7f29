"""The detector: its result, its two layers, and that neither takes the other down."""

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from attachment_guide.risk.assessment import UNREAD, Judgement, Risk
from attachment_guide.risk.detector import RiskDetector
from attachment_guide.risk.hits import PhraseResult
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.tiers import Tier
from tests.unit.risk_limits import LIMITS

PHRASES_ONLY = RiskDetector(shared_phrases())


class FixedEncoder:
    """Gives zeros for any text."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 3), dtype=np.float32)


class BrokenEncoder:
    """Fails always."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        raise RuntimeError("no encoder")


class BrokenPhrases:
    """Fails always."""

    def __call__(self, text: str) -> PhraseResult:
        raise RuntimeError("no phrases")

    def find(self, words: Sequence[str]) -> PhraseResult:
        raise RuntimeError("no phrases")


class FixedClassifier:
    """Finds every text as risky as it is told, and those with the word "bridge" wholly so."""

    def __init__(
        self, risk: float = 0.0, crisis: float = 0.0, concern: float = 0.0, other: float = 0.0
    ) -> None:
        self._judgement = Judgement(risk, crisis, concern, other, "suicide", "anxiety_depression")

    def risk_by_wording(self, findings: Sequence[PhraseResult]) -> np.ndarray:
        return np.array([float("bridge" in found.words) for found in findings])

    def judge(self, vectors: np.ndarray, findings: Sequence[PhraseResult]) -> list[Judgement]:
        sure = replace(self._judgement, at_risk=0.99, crisis=0.99)
        return [sure if "bridge" in found.words[:6] else self._judgement for found in findings]


def detector(**kwargs: float) -> RiskDetector:
    classifier = FixedClassifier(**kwargs)
    return RiskDetector(shared_phrases(), classifier, FixedEncoder(), LIMITS)  # type: ignore[arg-type]


def test_result_has_the_contract_keys() -> None:
    risk = PHRASES_ONLY.assess("I want to die")
    assert risk.as_dict().keys() == {"tier", "category", "score", "evidence", "about", "minor"}
    assert risk.as_dict()["evidence"] == ["want to die"]


@pytest.mark.parametrize(
    ("judgement", "tier"),
    [
        ({"risk": 0.999, "crisis": 0.9}, Tier.CRISIS),
        ({"risk": 0.75, "crisis": 0.0}, Tier.CHECK),
        ({"risk": 0.75, "crisis": 0.6}, Tier.CHECK),
        ({"concern": 0.9}, Tier.CONCERN),
        ({"risk": 0.05}, Tier.NONE),
    ],
)
def test_meaning_alone_gives_each_tier(judgement: dict[str, float], tier: Tier) -> None:
    assert detector(**judgement).assess("the light goes out on friday").tier == tier


def test_a_sentence_among_many_is_looked_at_by_itself() -> None:
    calm = "We had such a lovely week at the lake with all of the cousins and their dogs. "
    assert detector().assess(calm * 5).tier == Tier.NONE
    assert detector().assess(f"{calm * 3} From the bridge on Friday. {calm * 3}").tier == Tier.CRISIS


def test_meaning_tells_the_sign_and_who_it_is_about() -> None:
    assert detector(concern=0.9).assess("everything is grey since march").category == "anxiety_depression"
    assert detector(risk=0.999, crisis=0.9, other=0.9).assess("she gave it all away").about == "other"


class TestContinued:
    """A statement split over several messages."""

    @pytest.mark.parametrize(
        ("previous", "text"),
        [(["i want to"], "die"), (["hi", "i am going to kill"], "myself"), (["i want", "to"], "die")],
    )
    def test_joins_the_messages(self, previous: list[str], text: str) -> None:
        assert PHRASES_ONLY.assess(text, previous).tier == Tier.CRISIS
        assert PHRASES_ONLY.continued(Risk(), text, previous).tier == Tier.CRISIS

    @pytest.mark.parametrize(
        "text",
        ["what is a secure attachment?", "ok thanks", "and with that I mean a great many other things die"],
    )
    def test_an_earlier_disclosure_does_not_colour_what_follows(self, text: str) -> None:
        risk = Risk(score=0.01)
        assert PHRASES_ONLY.continued(risk, text, ["I want to die"]) is risk
        assert PHRASES_ONLY.assess(text, ["I want to die"]).tier == PHRASES_ONLY.assess(text).tier

    def test_never_weakens_a_risk(self) -> None:
        risk = Risk(Tier.CRISIS, "abuse", 0.9)
        assert PHRASES_ONLY.continued(risk, "die", ["i want to"]) is risk

    @pytest.mark.parametrize("previous", [[], [None], [""], [3], None, object()])
    def test_never_raises(self, previous: object) -> None:
        assert PHRASES_ONLY.continued(Risk(), "die", previous).tier == Tier.NONE  # type: ignore[arg-type]

    def test_leaves_the_risk_when_the_phrases_are_broken(self) -> None:
        for broken in (RiskDetector(), RiskDetector(BrokenPhrases())):  # type: ignore[arg-type]
            assert broken.continued(Risk(), "die", ["i want to"]) == Risk()

    def test_does_not_ask_the_semantic_layer(self) -> None:
        broken = RiskDetector(shared_phrases(), FixedClassifier(), BrokenEncoder())  # type: ignore[arg-type]
        assert broken.continued(Risk(), "die", ["i want to"]).tier == Tier.CRISIS


def test_a_broken_encoder_leaves_the_phrases(caplog: pytest.LogCaptureFixture) -> None:
    broken = RiskDetector(shared_phrases(), FixedClassifier(), BrokenEncoder())  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        assert broken.assess("I want to die").tier == Tier.CRISIS
        assert broken.assess("I want to die").tier == Tier.CRISIS
    assert len(caplog.records) == 1
    assert "I want to die" not in caplog.text


def test_broken_phrases_leave_the_meaning() -> None:
    whole = RiskDetector(BrokenPhrases(), FixedClassifier(0.9, 0.9), FixedEncoder())  # type: ignore[arg-type]
    assert whole.assess("the light goes out on friday").tier == Tier.CRISIS


@pytest.mark.parametrize("text", ["أريد أن أموت", "मैं मरना चाहता हूँ", "我想死", "死にたい"])
def test_a_script_that_the_phrases_do_not_read_is_left_to_meaning(text: str) -> None:
    assert detector(risk=0.9, crisis=0.9).assess(text).tier == Tier.CRISIS
    assert detector().assess(text).tier == Tier.NONE


def test_broken_phrases_and_no_meaning_ask_the_visitor() -> None:
    assert RiskDetector(BrokenPhrases()).assess("anything") == UNREAD  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " ", "\n", "?", "…", "🙂", "\x00", "1234", "/", "{}"])
def test_empty_messages_are_no_risk(text: str) -> None:
    assert PHRASES_ONLY.assess(text) == Risk()
