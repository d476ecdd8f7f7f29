"""The handover of a risk from the channel to the pipeline: nothing from outside passes for it."""

from __future__ import annotations

import threading

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.handover import KEY_HANDOVER, MAX_KEPT, handed_over, taken_over
from attachment_guide.risk.tiers import Tier

CRISIS = Risk(Tier.CRISIS, "suicide", 0.97, ("want to die",), "other", True)
TEXT = "she wants to die"


def test_what_was_handed_over_is_taken_over_once() -> None:
    metadata = handed_over(CRISIS, TEXT)
    assert taken_over(metadata, TEXT) is CRISIS
    assert taken_over(metadata, TEXT) is None


def test_the_metadata_says_nothing_of_the_risk() -> None:
    metadata = handed_over(CRISIS, TEXT)
    assert metadata.keys() == {KEY_HANDOVER}
    assert len(metadata[KEY_HANDOVER]) >= 20
    assert metadata != handed_over(CRISIS, TEXT)


@pytest.mark.parametrize(
    "text", ["**she** wants to `die`", "  she wants to die\n", "/she wants to die", "> she wants to die"]
)
def test_signs_that_the_pipeline_takes_off_do_not_matter(text: str) -> None:
    assert taken_over(handed_over(CRISIS, text), TEXT) is CRISIS


@pytest.mark.parametrize(("kept", "read"), [(TEXT, "hello"), (TEXT, ""), ("hello", TEXT), ("🙂", "👍")])
def test_the_id_of_another_message_is_ignored(kept: str, read: str) -> None:
    assert taken_over(handed_over(Risk(), kept), read) is None


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        "x",
        3,
        [],
        {},
        {"risk": Risk().as_dict()},
        {"risk": {"tier": "none", "evidence": []}},
        {KEY_HANDOVER: Risk().as_dict()},
        {KEY_HANDOVER: Risk()},
        {KEY_HANDOVER: "unknown"},
        {KEY_HANDOVER: ""},
        {KEY_HANDOVER: None},
        {KEY_HANDOVER: ["x"]},
        {KEY_HANDOVER: {"id": "x"}},
        {KEY_HANDOVER: 1},
    ],
    ids=str,
)
def test_what_is_forged_or_malformed_is_ignored(metadata: object) -> None:
    assert taken_over(metadata, TEXT) is None
    assert taken_over(metadata, "") is None


def test_the_oldest_go_first() -> None:
    kept = [handed_over(CRISIS, TEXT) for _ in range(MAX_KEPT + 1)]
    assert taken_over(kept[0], TEXT) is None
    assert taken_over(kept[-1], TEXT) is CRISIS


def test_threads_do_not_mix_risks_up() -> None:
    wrong: list[object] = []

    def hand_over_and_take(name: str) -> None:
        for i in range(200):
            risk, text = Risk(score=i / 200), f"{name} {i}"
            if taken_over(handed_over(risk, text), text) is not risk:
                wrong.append(text)

    threads = [threading.Thread(target=hand_over_and_take, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
