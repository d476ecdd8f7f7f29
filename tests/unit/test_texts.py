"""The wording as it is now: read anew when a file has changed, never lost by one that cannot be read."""

from __future__ import annotations

import asyncio
import json
import os

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.io import read_yaml_file
from rasa.utils.endpoints import EndpointConfig

from attachment_guide.content import texts as module
from attachment_guide.content.texts import Texts, all_responses, parted, responses_of
from attachment_guide.paths import ROOT
from channels import nlg
from channels.nlg import ResponseGenerator

FILE = """\
version: "3.1"
nlu:
  - intent: menu
    examples: |
      - responses: none
responses:
  utter_menu:
    - text: |-
        {text}
# a remark
  utter_yes:
    - text: "Yes"
rules: []
"""


class Clock:
    """Seconds that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text(FILE.replace("{text}", "one"), encoding="utf-8")
    return path


@pytest.fixture
def texts(file, clock):
    return Texts(lambda: sorted(file.parent.glob("*.yml")), responses_of, clock)


def reword(file, text: str, clock: Clock, seconds: float = 1.0) -> None:
    file.write_text(text if "\n" in text else FILE.replace("{text}", text), encoding="utf-8")
    stamp = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(stamp, stamp))
    clock.now += seconds


def said(texts: Texts, name: str = "utter_menu") -> str:
    return texts.responses()[name][0]["text"]


def test_a_new_wording_is_said_within_two_seconds(texts, file, clock):
    assert said(texts) == "one"
    reword(file, "two", clock, seconds=1.9)
    assert said(texts) == "two"


def test_files_are_not_looked_at_for_every_message(texts, file, clock):
    said(texts)
    reword(file, "two", clock, seconds=0.1)
    assert said(texts) == "one"


def test_a_file_in_the_middle_of_an_edit_changes_nothing(texts, file, clock):
    assert said(texts) == "one"
    for broken in ("responses:\n  utter_menu:\n\t- text: x\n", "responses:\n  utter_menu: text\n"):
        reword(file, broken, clock)
        assert said(texts) == "one"
    reword(file, "three", clock)
    assert said(texts) == "three"


def test_a_text_that_leaves_the_files_is_said_as_it_was_trained(texts, file, clock):
    trained = {"utter_menu": [{"text": "trained"}], "utter_other": [{"text": "other"}]}
    assert [v[0]["text"] for v in texts.over(trained).values()] == ["one", "other", "Yes"]
    reword(file, "version: 1\nrules: []\n", clock)
    assert texts.over(trained) == trained
    assert texts.over(trained) is texts.over(trained)


def test_what_is_learned_and_what_is_said():
    learned, spoken = parted(FILE)
    assert "responses: none" in learned and "rules: []" in learned and "utter_menu" not in learned
    assert spoken.startswith("responses:\n") and "utter_yes" in spoken and "rules" not in spoken


def test_our_responses_are_those_that_rasa_reads():
    read: dict[str, object] = {}
    for file in sorted((ROOT / "data").rglob("*.yml")):
        if "feelings" not in file.name:
            content = read_yaml_file(file)
            read.update(content.get("responses") or {})
    assert all_responses() == read


class TestSpoken:
    @pytest.fixture(autouse=True)
    def shared(self, texts, monkeypatch):
        monkeypatch.setattr(nlg, "shared_texts", lambda: texts)

    @staticmethod
    def speak(generator: ResponseGenerator) -> str:
        tracker = DialogueStateTracker.from_events("x", [UserUttered("hi")])
        return asyncio.run(generator.generate("utter_menu", tracker, "web"))["text"]

    def test_the_assistant_speaks_the_new_wording_and_no_model_is_loaded_for_it(self, file, clock):
        generator = ResponseGenerator(EndpointConfig())
        generator.responses = {"utter_menu": [{"text": "trained"}]}
        assert self.speak(generator) == "one"
        reword(file, "two", clock)
        assert self.speak(generator) == "two"

    def test_without_an_endpoint_the_models_texts_are_spoken(self):
        generator = ResponseGenerator()
        generator.responses = {"utter_menu": [{"text": "trained"}]}
        assert self.speak(generator) == "trained"


@pytest.mark.parametrize("exists", [True, False])
def test_published_texts(tmp_path, monkeypatch, exists):
    module.shared_texts.cache_clear()
    monkeypatch.setenv("ATTACHMENT_GUIDE_TEXTS", "published")
    monkeypatch.setenv("ATTACHMENT_GUIDE_PUBLISHED", str(tmp_path))
    if exists:
        content = {"responses": {"utter_menu": [{"text": "published"}]}}
        (tmp_path / "texts.json").write_text(json.dumps(content))
    try:
        found = module.shared_texts().over({"utter_menu": [{"text": "trained"}]})
    finally:
        module.shared_texts.cache_clear()
    assert found["utter_menu"][0]["text"] == ("published" if exists else "trained")
