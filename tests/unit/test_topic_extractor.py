"""Topics by name, typos included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.topic_extractor import TopicExtractor

NAMES = {
    "emdr": "treatment/emdr",
    "eye movement": "treatment/emdr",
    "ddp": "treatment/ddp",
    "anxious": "attachment_types/anxious",
    "anxious attachment": "attachment_types/anxious",
    "disorganized": "attachment_types/disorganized",
    "play therapy": "treatment/play",
    "medication": "treatment/medication",
    "meditation": "coping/mindfulness",
}
CONFIG = TopicExtractor.get_default_config()
RESOURCE = Resource("topics")
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture
def storage(tmp_path):
    return LocalModelStorage(tmp_path)


@pytest.fixture(scope="module")
def extractor(tmp_path_factory):
    return TopicExtractor(CONFIG, LocalModelStorage(tmp_path_factory.mktemp("model")), RESOURCE, NAMES)


def found(extractor, text):
    message = Message({TEXT: text})
    assert extractor.process([message]) == [message]
    return [entity["value"] for entity in message.get(ENTITIES)]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("what is EMDR?", ["treatment/emdr"]),
        ("emdr or ddp", ["treatment/emdr", "treatment/ddp"]),
        ("ddp or emdr", ["treatment/ddp", "treatment/emdr"]),
        ("Anxious Attachment please", ["attachment_types/anxious"]),
        ("disorganised kind", ["attachment_types/disorganized"]),
        ("disorgansied kind", ["attachment_types/disorganized"]),
        ("anxius people", ["attachment_types/anxious"]),
        ("eye movements", ["treatment/emdr"]),
        ("the eye movement thing", ["treatment/emdr"]),
        ("play therpy", ["treatment/play"]),
        # What is written so comes before what is written nearly so.
        ("meditation", ["coping/mindfulness"]),
        ("medication", ["treatment/medication"]),
        # Short names and acronyms are taken as they are.
        ("emdra", []),
        ("ddt", []),
        ("pray therapy", []),
        ("", []),
        ("🙂", []),
    ],
)
def test_what_a_message_names(extractor, text, topics):
    assert found(extractor, text) == topics


def test_the_longest_name_wins(extractor):
    message = Message({TEXT: "is Anxious attachment bad"})
    extractor.process([message])
    [entity] = message.get(ENTITIES)
    assert entity == {
        "entity": "topic",
        "value": "attachment_types/anxious",
        "start": 3,
        "end": 21,
        "extractor": "TopicExtractor",
    }


def test_entities_of_other_extractors_stay(extractor):
    other = {"entity": "country", "value": "ES"}
    message = Message({TEXT: "emdr in spain", ENTITIES: [other]})
    extractor.process([message])
    assert message.get(ENTITIES)[0] == other and len(message.get(ENTITIES)) == 2
    assert len(message.as_dict(only_output_properties=True)[ENTITIES]) == 2


def test_a_message_without_a_text(extractor):
    assert found(extractor, None) == []


@given(st.text(max_size=200))
def test_any_text(text):
    assert set(found(SOME, text)) <= set(NAMES.values())


SOME = TopicExtractor(CONFIG, None, RESOURCE, NAMES)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore:.*does not have any patterns")
def test_untrained_finds_nothing(storage):
    assert found(TopicExtractor.create(CONFIG, storage, RESOURCE, CONTEXT), "emdr") == []


def test_training_takes_the_synonyms_that_are_topics(storage):
    data = TrainingData(entity_synonyms={"EMDR": "treatment/emdr", "españa": "ES"})
    extractor = TopicExtractor.create(CONFIG, storage, RESOURCE, CONTEXT)
    assert extractor.train(data) == RESOURCE
    again = TopicExtractor.load(CONFIG, storage, RESOURCE, CONTEXT)
    for trained in (extractor, again):
        assert found(trained, "emdr in españa") == ["treatment/emdr"]


def test_training_again_forgets_the_names_of_before(storage):
    extractor = TopicExtractor(CONFIG, storage, RESOURCE, NAMES)
    extractor.train(TrainingData(entity_synonyms={"tf-cbt": "treatment/tf_cbt"}))
    assert found(extractor, "emdr or tf-cbt") == ["treatment/tf_cbt"]
