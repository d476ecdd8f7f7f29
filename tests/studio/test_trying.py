"""A conversation is tried, explained, and made a test: over HTTP against the real studio."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest

from attachment_guide.paths import MODEL, ROOT
from evaluation.sets.cases import load_dialogues
from studio.work.trying import DIALOGUES, keep_as_test
from tests.studio.conftest import Studio, git, key_of
from tools.train import main as train

SAID = ["why is it so hard for me to trust my partner", "and in children?", "I want to kill myself"]


@pytest.fixture
def trained(studio: Studio) -> Iterator[Studio]:
    assert train() == 0
    (studio.project / "models").symlink_to((ROOT / MODEL).parent)
    yield studio


def test_each_message_is_explained(trained: Studio) -> None:
    with trained.client() as client:
        page = unescape(client.post("/try", data={"form_key": key_of(client), "said": SAID}).text)
    for part in ("symptoms/adults_relationships", "symptoms/children_trust", "Risk: crisis", "utter_crisis"):
        assert part in page
    # Which phrase it was, and the examples most like the message.
    assert "suicide.yml:" in page and "symptoms.yml:" in page


def test_a_conversation_becomes_a_test(studio: Studio) -> None:
    turns = {
        "said": ["what is “EMDR”: tell me", "thanks"],
        "expected": ["utter_treatment/emdr", "utter_smalltalk/thanks"],
    }
    with studio.client() as client:
        form = {"form_key": key_of(client), "name": "EMDR, then thanks", **turns}
        wrong = client.post("/try/keep", data={**form, "expected": ["utter_treatment/emdr", "utter_nothing"]})
        assert wrong.status_code == 400 and "utter_nothing" in wrong.text
        assert git(studio.project, "status", "--porcelain") == ""
        assert "Kept as a test" in client.post("/try/keep", data=form).text
    kept = load_dialogues(studio.project / DIALOGUES)[-1]
    assert kept.name == "EMDR, then thanks"
    assert [(turn.say, list(turn.expect)) for turn in kept.turns] == [
        ("what is “EMDR”: tell me", ["utter_treatment/emdr"]),
        ("thanks", ["utter_smalltalk/thanks"]),
    ]


def test_without_a_model_it_says_what_to_do(studio: Studio) -> None:
    with studio.client() as client:
        met = client.post("/try", data={"form_key": key_of(client), "said": SAID})
    assert met.status_code == 409 and "There is no model yet" in met.text


@pytest.mark.parametrize("said", ["#1: it's {odd} [text]", 'a\ttab and “quotes” "here"', "- yes: no", "👍"])
def test_whatever_was_said_is_read_back(tmp_path, said: str) -> None:
    file = tmp_path / DIALOGUES
    file.parent.mkdir(parents=True)
    file.write_text("- name: first\n  turns:\n    - {say: hello, expect: [utter_smalltalk/greet]}\n")
    keep_as_test(tmp_path, said, [(said, ["utter_x"])])
    first, second = load_dialogues(file)
    assert (first.name, second.name, second.turns[0].say) == ("first", said, said)
