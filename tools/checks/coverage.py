"""Answers of the content map without examples or text, and answers that the map does not list."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.texts import did_you_mean
from tools.checks.yaml_file import YamlFile, as_map, line_of


def check(project: Project) -> Iterator[Finding]:
    """Compares the answers with the content map.

    Args:
        project: the content.
    """
    with_examples = project.intents_with_examples
    for answer, required in project.required_answers.items():
        if answer not in with_examples:
            yield Finding(
                required.place,
                f"The answer “{answer}” has no examples, so nobody can ask for it. "
                f"Add them to the data under “- intent: {answer}”.",
            )
        if f"utter_{answer}" not in project.responses:
            yield Finding(
                required.place,
                f"The answer “{answer}” has no text. "
                f"Add it to the data under “responses:” as “utter_{answer}:”.",
            )
    for intent, place in with_examples.items():
        yield from _beyond(intent, place, "examples are given for it", project)
    for response, texts in project.responses.items():
        if texts:
            name = response.removeprefix("utter_")
            yield from _beyond(name, texts[0].place, "a text is given for it", project)
    for synonym in project.synonyms:
        if "/" in synonym.value and synonym.value not in project.required_answers:
            yield _unknown(synonym.value, synonym.place, "other names are given for it", project)
    if project.follow_ups:
        yield from _follow_ups(project.follow_ups, project)


def _follow_ups(file: YamlFile, project: Project) -> Iterator[Finding]:
    for intent, entry in as_map(as_map(file.content).get("answers")).items():
        entry = as_map(entry)
        after = as_map(entry.get("after"))
        named = [(entry.get("by_default"), line_of(entry, "by_default"))]
        # After something was said, another reply than an answer may fit, such as `no_medical_advice`.
        named += [
            (answer, line_of(after, said))
            for said, answer in after.items()
            if f"utter_{answer}" not in project.responses
        ]
        for answer, line in named:
            if answer not in project.required_answers:
                what = f"“{intent}” is answered with it"
                yield _unknown(str(answer), file.place(line), what, project)


def _beyond(name: str, place: Place, what: str, project: Project) -> Iterator[Finding]:
    group = name.split("/")[0]
    if group in project.groups and name not in project.required_answers:
        yield _unknown(name, place, what, project)


def _unknown(name: str, place: Place, what: str, project: Project) -> Finding:
    hint = did_you_mean(name, project.required_answers)
    return Finding(
        place,
        f"The content map has no answer “{name}”, but {what}.{hint} Correct the name or take it out.",
    )
