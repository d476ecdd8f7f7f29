"""The schemas by which an editor marks mistakes: our files pass, broken ones do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, RefResolver

from attachment_guide.paths import ROOT
from attachment_guide.risk.example_format import read_vocabulary
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES
from attachment_guide.yaml_files import read_yaml

SCHEMAS = ROOT / "docs" / "schemas"
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]


def validator(schema: str) -> Draft7Validator:
    file = SCHEMAS / schema
    content = json.loads(file.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(content)
    return Draft7Validator(content, resolver=RefResolver(file.as_uri(), content))


def files_of(patterns: str | list[str]) -> list[Path]:
    """The files that an editor checks by a schema."""
    patterns = [patterns] if isinstance(patterns, str) else patterns
    return sorted(file for pattern in patterns for file in ROOT.glob(pattern))


@pytest.mark.parametrize("schema", SETTINGS)
def test_our_files_pass(schema: str) -> None:
    checks = validator(Path(schema).name)
    files = files_of(SETTINGS[schema])
    assert files, f"no file is checked by {schema}"
    for file in files:
        found = [
            f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in checks.iter_errors(read_yaml(file))
        ]
        assert found == [], file


def test_every_schema_and_every_file_for_staff_is_named() -> None:
    assert {Path(name).name for name in SETTINGS} == {file.name for file in SCHEMAS.glob("*.json")}
    checked = {file for patterns in SETTINGS.values() for file in files_of(patterns)}
    for folder in ("clinical/examples", "clinical/evaluation", "clinical/phrases", "data/answers"):
        assert set((ROOT / folder).rglob("*.yml")) <= checked


def test_the_schemas_know_the_names_that_the_program_knows() -> None:
    names = read_vocabulary()
    assert validator("examples.schema.json").schema["definitions"]["style"]["enum"] == list(names.styles)
    tiers = validator("evaluation.schema.json").schema["properties"]["messages"]["properties"]
    assert {tier: list(content["properties"]) for tier, content in tiers.items()} == {
        tier: list(categories) for tier, categories in names.categories.items()
    }
    group = validator("phrases.schema.json").schema["definitions"]["group"]
    categories = {*CRISIS_CATEGORIES, *CONCERN_CATEGORIES, None}
    assert set(group["properties"]["category"]["enum"]) == categories
    limits = validator("thresholds.schema.json").schema["properties"]
    assert list(limits) == [field.name for field in fields(Thresholds)]


def _put(*keys: Any, value: Any) -> Callable[[Any], None]:
    """A change to the content of a file: what stands below the keys becomes the value."""

    def change(content: Any) -> None:
        for key in keys[:-1]:
            content = content[key]
        content[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    ("schema", "file", "change"),
    [
        ("examples", "clinical/examples/crisis/abuse.yml", _put("selv", value=["a"])),
        ("examples", "clinical/examples/crisis/abuse.yml", _put("self", 0, value=["a"])),
        ("examples", "clinical/examples/crisis/abuse.yml", _put("self", 0, value={"examples": []})),
        ("examples", "clinical/examples/crisis/abuse.yml", _put("self", -1, "style", value="plane")),
        ("evaluation", "clinical/evaluation/written.yml", _put("used_for_training", value="perhaps")),
        ("evaluation", "clinical/evaluation/written.yml", _put("messages", "none", "idiom", value={})),
        ("categories", "clinical/categories.yml", _put("none", "new kind", value="Text.")),
        ("phrases", "clinical/phrases/suicide.yml", _put("groups", 0, "tier", value="crysis")),
        ("phrases", "clinical/phrases/suicide.yml", _put("groups", 0, "phrases", value=[])),
        ("phrase-lists", "clinical/phrases/lists.yml", _put("want", value="want")),
        ("phrase-context", "clinical/phrases/context.yml", lambda content: content.clear()),
        ("help-lines", "clinical/help_lines.yml", _put("countries", "IT", "emergency", value=[112])),
        ("help-lines", "clinical/help_lines.yml", _put("countries", "it", value={})),
        ("help-lines", "clinical/help_lines.yml", _put("directories", 0, "url", value="example.org")),
        ("thresholds", "clinical/thresholds.yml", _put("crisis", value=1.5)),
        ("thresholds", "clinical/thresholds.yml", _put("krisis", value=0.5)),
        ("content", "data/answers/about.yml", _put("responses", "about", value=[{"text": "a"}])),
        ("content", "data/answers/about.yml", _put("nlu", 0, "example", value="- a")),
        ("content", "data/answers/about.yml", _put("nlu", 0, "examples", value="a")),
    ],
)
def test_a_mistake_is_marked(schema: str, file: str, change: Callable[[Any], None]) -> None:
    content = read_yaml(ROOT / file)
    checks = validator(f"{schema}.schema.json")
    assert checks.is_valid(content)
    change(content)
    assert not checks.is_valid(content)
