"""The stand-in for TensorFlow: good enough for Rasa's modules, and plain about what it is not good for."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from typing import Optional

import keras
import pytest
import rasa
import tensorflow as tf
from rasa.shared.exceptions import RasaException
from tensorflow.missing import TensorFlowMissingError

# Needs a package of Rasa's [transformers] extra, with TensorFlow and without.
NEVER_IMPORTED = "rasa.nlu.utils.hugging_face.registry"
CONFIG = """
recipe: default.v1
assistant_id: somebody-elses
language: en
pipeline: [{name: WhitespaceTokenizer}, {name: CountVectorsFeaturizer}, {name: DIETClassifier}]
policies: [{name: RulePolicy}]
"""
DOMAIN = """
version: "3.1"
intents: [hello, menu]
responses: {utter_hello: [{text: hello}]}
"""
NLU = """
version: "3.1"
nlu:
  - {intent: hello, examples: "- hello\\n- hi"}
  - {intent: menu, examples: "- menu\\n- topics"}
"""


def test_every_module_of_rasa_can_be_imported():
    def unreadable(name: str) -> None:
        raise AssertionError(name)

    found = [module.name for module in pkgutil.walk_packages(rasa.__path__, "rasa.", unreadable)]
    assert len(found) > 250
    for name in found:
        if name != NEVER_IMPORTED:
            importlib.import_module(name)


def test_its_classes_can_be_subclassed_and_named_in_annotations():
    class Layer(tf.keras.layers.Layer):
        size = 3

        def call(self, inputs: tf.Tensor | None) -> tf.Tensor | tf.SparseTensor:
            return inputs

    class Both(Layer, keras.Model):
        pass

    assert Both.size == 3
    assert Optional[tf.Tensor]  # noqa: UP045 - as Rasa writes it
    assert tf.Tensor is tf.Tensor
    assert not isinstance(3, tf.Tensor)


@pytest.mark.parametrize(
    "use",
    [
        lambda: tf.constant(1),
        lambda: tf.keras.layers.Dense(3),
        lambda: tf.keras.backend.clear_session(),
        lambda: keras.Model(),
        lambda: tf.config.list_physical_devices("GPU"),
        lambda: type("Layer", (tf.keras.layers.Layer,), {})(),
    ],
)
def test_using_it_says_how_to_install_the_real_one(use):
    with pytest.raises(TensorFlowMissingError, match=r"needs TensorFlow.*`make stock`") as error:
        use()
    # Rasa shows its own exceptions without a traceback; other libraries take an ImportError for a no.
    assert isinstance(error.value, RasaException)
    assert isinstance(error.value, ImportError)


def test_it_has_no_submodules_but_those_that_rasa_names():
    with pytest.raises(ImportError):
        importlib.import_module("tensorflow.experimental.dlpack")
    assert not hasattr(tf, "__version__")


def test_spacy_does_without_it():
    assert not importlib.import_module("thinc.compat").has_tensorflow


def test_training_such_a_component_ends_with_one_sentence(tmp_path):
    for name, text in (("config", CONFIG), ("domain", DOMAIN), ("nlu", NLU)):
        (tmp_path / f"{name}.yml").write_text(text)
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    last = done.stdout.strip().splitlines()[-1]
    assert "needs TensorFlow, which is not installed in this environment. Run `make stock`" in last
