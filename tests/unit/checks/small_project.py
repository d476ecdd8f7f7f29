"""A small project in which all is well, and what the checks say when something in it is broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES
from tools.check import find_problems
from tools.checks.findings import Finding
from tools.checks.project_reader import load_project

TODAY = date(2026, 7, 1)

ANSWERS, TALK, RULES = "data/answers/about.yml", "data/conversation/talk.yml", "data/rules/all.yml"
RISK_TEXTS, DOMAIN, MAP = "data/conversation/risk.yml", "domain.yml", "content-map.yml"
LINES, PHRASES = "clinical/help_lines.yml", "clinical/phrases/a.yml"
CRISIS, HARMLESS = "clinical/examples/crisis/suicide.yml", "clinical/examples/none/idioms.yml"
MORE = "actions/action_more.py"
FEELINGS = "data/conversation/feelings.yml"

FIRST = (
    "The bond with the one who cares for a child may break. About 40\u201350% of people know this. "
    "It is not the fault of the child. It can be hard to trust later on. Help is there for you."
)
SECOND = (
    "A person may find it hard to trust. It can be hard to be close to others as well. Days may "
    "feel long. Talk to one that you trust. It is good to take small steps and to rest a lot."
)
THIRD = (
    "All that you read here is from one long text of the clinic. It names two texts of others. You "
    "can read each of them if you like. We add no more than what they say, so that it is right."
)
SIMPLE = "Put in short words: we all need a bond. You may ask for more."


# What is broken: a file, a text in it, and the text to put in its place; further pairs of texts may follow,
# or a further file with its texts.
Change = tuple[str, ...]
# What is said about it: the file, a text in the line that is meant (`text§2`: the second such line; None: any
# line), and a part of the message.
Expected = Sequence[tuple[str, str | None, str]]


def examples(word: str, count: int) -> str:
    return "".join(f"      - {word} number{chr(97 + i)}\n" for i in range(count))


def answer(name: str, text: str, leads_to: str, references: str) -> str:
    return f"""\
  utter_{name}:
    - text: |-
        {text}
      buttons:
        - title: To {leads_to}
          payload: {leads_to}
      metadata:
        choice: I ask for {name}
        subject: the {name}
        simple: |-
          {SIMPLE}
        source:
          section: Introduction
          references: {references}
"""


def small_project() -> dict[str, str]:
    """The files of a project in which all is well."""
    risk = [f"crisis/{category}{x}" for category in CRISIS_CATEGORIES for x in ("", "_other")]
    risk += ["check/self", "check/other", "support", "support_other"] + [
        f"concern_{sign}" for sign in CONCERN_CATEGORIES
    ]
    return {
        MAP: """\
about:
  definition: {title: What it is, refs: [1], facts: [a broken bond, about 40-50% of people]}
  effects: {title: What it does, refs: [], facts: [it is hard to trust]}
sources:
  references: {title: Sources, refs: [1, 2], facts: [Psych Central (A) and Choosing Therapy (B)]}
""",
        DOMAIN: """\
version: "3.1"
intents:
  - menu
  - more
  - crisis
  - check
  - support
  - concern
slots:
  place_asked:
    type: text
actions:
  - action_more
""",
        ANSWERS: f"""\
version: "3.1"
nlu:
  - intent: about/definition
    examples: |
{examples("meaning", 25)}
  - intent: about/effects
    examples: |
{examples("outcome", 25)}
  - intent: sources/references
    examples: |
{examples("origin", 25)}
responses:
{answer("about/definition", FIRST, "/about/effects", '["Psych Central: One"]')}
{answer("about/effects", SECOND, "/menu", "[]")}
{answer("sources/references", THIRD, "/menu", '["Psych Central: One", "Choosing Therapy: Two"]')}
""",
        FEELINGS: f"""\
feelings:
  sad:
    sentences:
      - That sounds sad.
      - Sadness can weigh a lot.
      - It hurts to be so sad.
    examples:
{examples("sad", 20)}nothing:
  - What is it
""",
        TALK: f"""\
version: "3.1"
nlu:
  - intent: menu
    examples: |
{examples("menu", 10)}
  - intent: more
    examples: |
{examples("more", 10)}
  - intent: smalltalk/greet
    examples: |
{examples("hello", 10)}
responses:
  utter_menu:
    - text: |-
        What shall we look at? See {{contact_url}} too.
      buttons:
        - title: The bond
          payload: /about/definition
  utter_smalltalk/greet:
    - text: Hello.
  utter_more_nothing:
    - text: That is all in {{place}}.
""",
        RISK_TEXTS: 'version: "3.1"\nresponses:\n'
        + "".join(f"  utter_{name}:\n    - text: Please call.\n" for name in risk),
        RULES: 'version: "3.1"\nrules:\n'
        + "".join(
            f"  - rule: {intent}\n    steps:\n      - intent: {intent}\n      - action: {action}\n"
            for intent, action in (
                ("about", "utter_about"),
                ("sources", "utter_sources"),
                ("menu", "utter_menu"),
                ("smalltalk", "utter_smalltalk"),
                ("more", "action_more"),
                ("crisis", "utter_crisis"),
                ("check", "utter_check"),
                ("support", "action_more"),
                ("concern", "action_more"),
            )
        ),
        MORE: """\
class ActionMore:
    async def run(self, dispatcher, tracker, domain):
        if tracker.sign:
            utter(dispatcher, f"concern_{tracker.sign}")
        utter(dispatcher, "support_other" if tracker.other else "support")
        utter(dispatcher, "more_nothing", place="Rome")
""",
        LINES: """\
countries:
  IT:
    name: Italy
    aliases: [Italia]
    people: [Italian]
    emergency: ["112"]
    lines:
      - name: Line One
        number: "02 2327"
        text: null
        chat: null
        hours: null
        languages: []
        for: [general]
        source: a web page
        verified_at: "2026-06-01"
        note: null
directories:
  - name: A list
    url: https://example.org
    source: a web page
    verified_at: 2026-06-01
anywhere: Call your emergency number.
""",
        "clinical/phrases/lists.yml": "want: [want, no]\n",
        "clinical/phrases/context.yml": "rules: [{category: negation, direction: forward, cues: [no]}]\n",
        PHRASES: """\
category: suicide
groups:
  - name: wish to die
    tier: crisis
    about: self
    phrases:
      - "@want *2 (to die|death) [now]"
    unless:
      - "want *"
""",
        "clinical/categories.yml": "none: {idioms: Idioms.}\nstyles: {plain: In direct words.}\n",
        CRISIS: """\
self:
  - style: plain
    examples:
      - "I want to die."
other: []
""",
        HARMLESS: """\
self:
  - "I could die of laughter."
""",
        "clinical/drug_names.yml": "antidepressants: [sertraline, Zoloft]\n",
    }


def findings_of(folder: Path, files: dict[str, str]) -> list[Finding]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return find_problems(load_project(folder, today=TODAY))


def shown(findings: list[Finding], folder: Path) -> list[str]:
    return [f"{x.place.file.relative_to(folder)}:{x.place.line} {x.message}" for x in findings]


def line_with(text: str, marker: str | None) -> int | None:
    """The line that holds a marker; `marker§2` is the second such line."""
    if marker is None:
        return None
    wanted, _, count = marker.partition("§")
    lines = [i for i, line in enumerate(text.splitlines(), start=1) if wanted in line]
    return lines[int(count or 1) - 1]


def assert_said(change: Change, expected: Expected, folder: Path) -> None:
    """Breaks the small project, and asserts that the checks say what is expected and nothing else.

    Args:
        change: what is broken.
        expected: what is said about it.
        folder: an empty folder for the project.
    """
    files = small_project()
    steps = list(change)
    file = steps[0]
    while steps:
        if steps[0] in files:
            file = steps.pop(0)
        old, new, *steps = steps
        assert old in files[file], f"nothing to change: {old}"
        files[file] = files[file].replace(old, new)
    findings = findings_of(folder, files)
    said = "\n".join(shown(findings, folder))
    for name, marker, message in expected:
        line = line_with(files[name], marker)
        matching = [
            finding
            for finding in findings
            if finding.place.file == folder / name
            and line in (None, finding.place.line)
            and message in finding.message
        ]
        assert len(matching) == 1, f"{name}:{line} {message!r} not once in\n{said}"
    assert len(findings) == len(expected), said
