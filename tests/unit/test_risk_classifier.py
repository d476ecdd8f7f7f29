"""The semantic layer, on a handful of messages."""

from __future__ import annotations

import numpy as np
import pytest

from attachment_guide.risk.assessment import Judgement
from attachment_guide.risk.classifier import RiskClassifier
from attachment_guide.risk.examples import Example
from attachment_guide.risk.hits import Hit, PhraseResult
from attachment_guide.risk.tiers import Tier
from attachment_guide.risk.train import joined

MESSAGES = {
    ("crisis", "suicide", "self"): ["end my life tonight", "my life ends tonight", "no life for me"],
    ("crisis", "abuse", "other"): ["he hits my sister", "my sister is hit", "someone hits my sister"],
    ("check", "suicide", "self"): ["no point in anything", "is there a point", "no point any more"],
    ("concern", "anxiety_depression", "self"): ["panic every day", "daily panic", "so much panic"],
    ("none", "everyday", "self"): ["the bus is late", "a late bus again", "which bus is it"],
}
WORDS = ("life", "sister", "point", "panic", "bus")


def vectors(texts: list[str]) -> np.ndarray:
    return np.array([[float(word in text.split()) for word in WORDS] for text in texts], dtype=np.float32)


def findings(texts: list[str]) -> list[PhraseResult]:
    return [PhraseResult(words=text.split()) for text in texts]


@pytest.fixture(scope="module")
def trained() -> RiskClassifier:
    examples = [Example(t, tier, kind, about) for (tier, kind, about), ts in MESSAGES.items() for t in ts]
    texts = [example.text for example in examples]
    return RiskClassifier().fit(examples, vectors(texts), findings(texts))


def judge(trained: RiskClassifier, text: str) -> Judgement:
    return trained.judge(vectors([text]), findings([text]))[0]


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [("my life", "crisis"), ("the point", "at_risk"), ("panic", "concern")],
)
def test_finds_each_tier(trained: RiskClassifier, text: str, likeliest: str) -> None:
    judgement, harmless = judge(trained, text), judge(trained, "the bus")
    assert getattr(judgement, likeliest) > 0.4 > getattr(harmless, likeliest)


def test_risk_is_crisis_or_check(trained: RiskClassifier) -> None:
    judgement = judge(trained, "the point of life")
    assert judgement.at_risk > judgement.crisis > 0


def test_tells_category_sign_and_whom_it_is_about(trained: RiskClassifier) -> None:
    other, oneself = judge(trained, "my sister"), judge(trained, "my life")
    assert (other.crisis_category, oneself.crisis_category) == ("abuse", "suicide")
    assert other.other > 0.5 > oneself.other
    assert judge(trained, "panic").concern_category == "anxiety_depression"


def test_wording_alone_needs_no_vectors(trained: RiskClassifier) -> None:
    risky, harmless = trained.risk_by_wording(findings(["end my life", "late bus"]))
    assert risky > harmless


def test_learns_how_far_to_trust_a_phrase() -> None:
    def found(text: str) -> PhraseResult:
        hit = Hit(Tier.CRISIS, "suicide", "self", text, "wish to die", 0, 1)
        return PhraseResult(hits=[hit] if "die" in text else [], words=["same", "words"])

    texts = ["want to die", "die now", "bus", "train", "tram", "boat"]
    examples = [Example(t, "crisis" if "die" in t else "none", "suicide") for t in texts]
    same = np.ones((len(texts), 2), dtype=np.float32)
    trained = RiskClassifier().fit(examples, same, [found(text) for text in texts])
    with_phrase, without = trained.judge(same[:2], [found("die"), found("bus")])
    assert with_phrase.crisis > 0.5 > without.crisis


def test_the_style_of_a_message_is_no_label() -> None:
    examples = [
        Example(text, tier, kind, style=style)
        for tier, kind in (("crisis", "suicide"), ("none", "distress"))
        for style in ("slang", "formal")
        for text in ("end my life", "my life ends", "no life for me")
    ]
    texts = [example.text for example in examples]
    model = RiskClassifier().fit(examples, vectors(texts), findings(texts))._model
    assert model.classes == ["crisis/suicide/self", "none/distress/self"]


def test_pairs_keep_what_the_message_is() -> None:
    said = [Example("I want to die", "crisis", "suicide"), Example("lovely day", "none", "everyday")]
    pairs = joined(said, [Example("what is attachment", "none", "question")])
    assert {(pair.tier, pair.category) for pair in pairs} == {("crisis", "suicide"), ("none", "joined")}
    assert {pair.text for pair in pairs if pair.tier == "crisis"} == {
        "I want to die. what is attachment",
        "what is attachment. I want to die",
    }
