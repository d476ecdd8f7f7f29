"""The phrase layer: what it finds, and what the words around a phrase change."""

from pathlib import Path

import pytest

from attachment_guide.paths import CLINICAL
from attachment_guide.risk.phrases import Compiler, PhraseError, PhraseLayer, shared_phrases
from attachment_guide.yaml_files import read_yaml

PHRASES = shared_phrases()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I want to die", "suicide"),
        ("i dont want to live anymore", "suicide"),
        ("I'm going to kill myself tonight", "suicide"),
        ("everyone would be better off without me", "suicide"),
        ("I wrote a goodbye letter", "suicide"),
        ("I cut myself again", "self_harm"),
        ("i keep hurting myself", "self_harm"),
        ("I took the whole bottle of pills", "medical_emergency"),
        ("he is not breathing", "medical_emergency"),
        ("I want to kill my boss", "harm_to_others"),
        ("I shook my baby", "harm_to_others"),
        ("my husband hits me", "abuse"),
        ("he won't let me leave the house", "abuse"),
        ("my neighbour beats his kids", "abuse"),
    ],
)
def test_finds_plain_statements(text: str, category: str) -> None:
    found = PHRASES(text)
    assert found.tier == "crisis"
    assert category in {hit.category for hit in found.hits if hit.tier == "crisis"}


@pytest.mark.parametrize(
    "text",
    [
        "this deadline is killing me",
        "I'm dying to see you",
        "I killed it in the presentation",
        "I cut myself some slack",
        "I would never kill myself",
        "I am not suicidal",
        "no thoughts of killing myself",
        "nobody is hurting me",
        "is attachment trauma hereditary?",
        "my husband beats me at chess",
        "thanks, that helped",
    ],
)
def test_stays_calm(text: str) -> None:
    assert PHRASES(text).tier in ("none", "concern")


@pytest.mark.parametrize(
    "text",
    [
        "this deadline is killing me and I want to die",
        "I'm dying to see you, but I want to kill myself",
        "I don't want to hurt anyone. I want to die.",
        "I'm writing a novel, but I want to kill myself.",
        "I am not joking, I want to die",
    ],
)
def test_nothing_else_cancels_a_disclosure(text: str) -> None:
    assert PHRASES(text).tier == "crisis"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I want to die", "self"),
        ("my son says he wants to die", "other"),
        ("my sister is cutting herself", "other"),
        ("my friend thinks I want to die", "self"),
    ],
)
def test_knows_who_it_is_about(text: str, about: str) -> None:
    hits = [hit for hit in PHRASES(text).hits if hit.tier == "crisis"]
    assert {hit.about for hit in hits} == {about}


def test_the_past_is_weaker_than_now() -> None:
    assert PHRASES("years ago I wanted to kill myself").tier == "check"
    assert PHRASES("years ago I tried it and now I want to die again").tier == "crisis"


def test_sees_through_full_stops() -> None:
    assert PHRASES("i want. to. die").tier in ("check", "crisis")


@pytest.mark.parametrize("text", ["I'm 13 and I want to die", "my 14 year old daughter is cutting"])
def test_notices_minors(text: str) -> None:
    assert PHRASES(text).minor


def test_takes_no_adult_for_a_minor() -> None:
    assert not PHRASES("I am 41 and I want to die").minor


@pytest.mark.parametrize(
    "phrase", ["", "(want to die", "want | die", "@nothing to die", "want *99 die", "[maybe]"]
)
def test_refuses_what_it_cannot_read(phrase: str) -> None:
    compiler = Compiler({}, PHRASES.normalizer, frozenset())
    with pytest.raises(PhraseError):
        compiler.pattern(phrase, 0)


def test_a_broken_phrase_does_not_take_the_others_away(tmp_path: Path) -> None:
    for file in (CLINICAL / "phrases").glob("*.yml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "broken.yml").write_text(
        "category: suicide\ngroups:\n- name: x\n  tier: crisis\n  phrases: ['(open', 'purple owl']\n",
        encoding="utf-8",
    )
    (tmp_path / "unreadable.yml").write_text("groups: [", encoding="utf-8")
    layer = PhraseLayer(tmp_path)
    assert layer("I want to die").tier == "crisis"
    assert layer("the purple owl").tier == "crisis"


def test_all_phrases_are_readable() -> None:
    compiled = PHRASES.problems
    assert compiled == []
    assert read_yaml(CLINICAL / "phrases" / "suicide.yml")["category"] == "suicide"
