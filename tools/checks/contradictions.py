"""Rules and stories that contradict each other, as Rasa's own policies find it when they are trained.

Rasa takes seconds to import, so that a process of its own looks, while the other checks go on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.yaml_file import as_items, as_map, line_of

CONFIG = "config.yml"
SECONDS = 120
WHAT_TO_DO = "Look at both, and change or take out one of them."


def check(project: Project) -> Iterator[Finding]:
    """Lets Rasa's policies compare rules and stories.

    Args:
        project: the content.
    """
    config = project.root / CONFIG
    files = [file for file in project.data_files if {"rules", "stories"} & set(as_map(file.content))]
    if not config.exists() or not files:
        return
    names = {intent.split("/")[0] for intent in project.intents_with_examples}
    # What does not exist at all is said by other checks.
    steps = [step for dialogue in project.dialogues for step in dialogue]
    asked = {step.name.split("/")[0] for step in steps if step.kind == "intent"}
    acted = {step.name for step in steps if step.kind == "action"}
    question = {
        "config": str(config),
        "domain": str(project.domain.path),
        "files": [str(file.path) for file in files],
        "intents": sorted((names | asked) - set(project.intents)),
        "actions": sorted({*project.responses, *acted, *(f"utter_{n}" for n in names)}),
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tools.checks.ask_policies"],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        last = (done.stderr.strip().splitlines() or ["it gave no answer"])[-1]
        yield Finding(Place(config), f"Rules and stories could not be compared: {last}")
        return
    places = _places(project)
    for problem in json.loads(lines[-1]):
        named = [name for name in places if f"'{name}'" in problem]
        # It is mostly a story that is wrong; of several, the one that stands against the others, which comes
        # last.
        wrong = max(named, key=lambda name: (places[name][0], problem.rfind(f"'{name}'")), default=None)
        place = places[wrong][1] if wrong else Place(files[0].path)
        yield Finding(place, f"{problem} {WHAT_TO_DO}")


def _places(project: Project) -> dict[str, tuple[bool, Place]]:
    """Of each rule and story, by name: whether it is a story, and where it stands."""
    found: dict[str, tuple[bool, Place]] = {}
    for section, key in (("rules", "rule"), ("stories", "story")):
        for file in project.data_files:
            for dialogue in as_items(as_map(file.content).get(section)):
                name = str(as_map(dialogue).get(key) or "")
                found.setdefault(name, (key == "story", file.place(line_of(dialogue, key))))
    found.pop("", None)
    return found
