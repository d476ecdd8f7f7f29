"""Whoever puts a component that needs TensorFlow into config.yml is told at once what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.exceptions import RasaException

from attachment_guide.nlu import tensorflow_components
from attachment_guide.nlu.importer import RetrievalIntentImporter
from attachment_guide.nlu.tensorflow_components import NAMES, TensorFlowMissingError, check
from attachment_guide.paths import ROOT

DIET = "rasa.nlu.classifiers.diet_classifier.DIETClassifier"


def config_of(*names: str) -> dict:
    section = {name: "policies" if name.endswith("Policy") else "pipeline" for name in names}
    config: dict = {"pipeline": [{"name": "WhitespaceTokenizer"}], "policies": [{"name": "RulePolicy"}]}
    for name in names:
        config[section[name]].append({"name": name, "epochs": 1})
    return config


@pytest.mark.parametrize("name", [*NAMES, DIET])
def test_it_is_named_with_what_to_do(name):
    with pytest.raises(RasaException, match=rf"^{name.split('.')[-1]} in config\.yml.*`make stock`"):
        check(config_of(name))


def test_several_are_named_together():
    with pytest.raises(TensorFlowMissingError, match=r"^DIETClassifier and TEDPolicy in config\.yml"):
        check(config_of("TEDPolicy", "DIETClassifier"))


@pytest.mark.parametrize(
    "config",
    [
        yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8")),
        config_of(),
        {"pipeline": None, "policies": []},
        {},
        {"pipeline": [{}, "WhitespaceTokenizer"]},
    ],
)
def test_others_are_let_through(config):
    check(config)


def test_where_tensorflow_is_installed_all_are_let_through(monkeypatch):
    monkeypatch.setattr(tensorflow_components, "find_spec", lambda name: None)
    check(config_of(*NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_the_names_are_those_of_rasas_components(name):
    assert DefaultV1Recipe._from_registry(name).clazz.__module__.startswith("rasa.")


def test_the_importer_asks(tmp_path):
    file = tmp_path / "config.yml"
    file.write_text(yaml.safe_dump(config_of("DIETClassifier")))
    with pytest.raises(TensorFlowMissingError):
        RetrievalIntentImporter(str(file))
    assert RetrievalIntentImporter(str(ROOT / "config.yml")).get_config()["recipe"] == "default.v1"


def test_the_command_line_shows_one_sentence(tmp_path):
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    config["pipeline"].append({"name": "LanguageModelFeaturizer"})
    file = tmp_path / "config.yml"
    file.write_text(yaml.safe_dump(config))
    arguments = [sys.executable, "-m", "rasa", "train", "--config", str(file)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "LanguageModelFeaturizer in config.yml cannot be used here" in done.stdout
