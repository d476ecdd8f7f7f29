"""`make check`: small broken projects, and the plain words that each gets."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES
from tools.check import COMPARING_CHECKS, ROOT, find_problems, main
from tools.checks.doses import DOSE
from tools.checks.example_repeats import Row, nearly_repeated
from tools.checks.figures import figures
from tools.checks.findings import ERROR, Finding, Place
from tools.checks.project import load_project
from tools.checks.python_names import python_names
from tools.checks.reading_grade import reading_grade
from tools.checks.texts import count_words, fold

TODAY = date(2026, 7, 1)

ANSWERS, TALK, RULES = "data/answers/about.yml", "data/conversation/talk.yml", "data/rules/all.yml"
RISK_TEXTS, DOMAIN, MAP = "data/conversation/risk.yml", "domain.yml", "content-map.yml"
LINES, PHRASES, RISK_EXAMPLES = "clinical/help_lines.yml", "clinical/phrases/a.yml", "clinical/examples/a.yml"
MORE = "actions/action_more.py"

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
        source:
          section: Introduction
          references: {references}
"""


def small_project() -> dict[str, str]:
    """The files of a project in which all is well."""
    risk = [f"crisis/{category}{x}" for category in CRISIS_CATEGORIES for x in ("", "_other")]
    risk += ["check/self", "check/other"] + [f"concern_{sign}" for sign in CONCERN_CATEGORIES]
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
                ("concern", "action_more"),
            )
        ),
        MORE: """\
class ActionMore:
    async def run(self, dispatcher, tracker, domain):
        if tracker.sign:
            utter(dispatcher, f"concern_{tracker.sign}")
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
        RISK_EXAMPLES: """\
tier: crisis
category: suicide
self:
  - "I want to die."
other: []
---
tier: none
category: idiom
self:
  - "I could die of laughter."
other: []
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


def test_a_project_in_order_has_no_findings(tmp_path: Path) -> None:
    assert shown(findings_of(tmp_path, small_project()), tmp_path) == []


# What is broken (file, text there, text put in its place), and what is said of it: the file, a text
# in the line that is meant, and the message.
CASES = [
    # layout: files that cannot be read
    pytest.param(
        (TALK, "    - text: Hello.", "    - text: Hello.\n  buttons: x"),
        [
            (TALK, "  buttons: x", "“buttons” is not the name of a text. Names begin with"),
        ],
        id="a part that is not indented far enough",
    ),
    pytest.param(
        (TALK, "  utter_menu:", "\tutter_menu:"),
        [
            (
                TALK,
                "\tutter_menu:",
                "A tab, or one of the signs @ ` %, is where a text should begin.",
            )
        ],
        id="a tab",
    ),
    pytest.param(
        (TALK, "- text: Hello.", "- text: Hello: you"),
        [(TALK, "Hello: you", "There is a colon followed by a space where none may be")],
        id="a colon in a text",
    ),
    pytest.param(
        (TALK, "- text: Hello.", '- text: "Hello.'),
        [(TALK, '"Hello.', "A quotation mark was opened and never closed.")],
        id="an open quotation mark",
    ),
    pytest.param(
        (TALK, "      buttons:\n", "     buttons:\n"),
        [(TALK, "     buttons:", "This line is not indented like its neighbours")],
        id="wrong indentation",
    ),
    pytest.param(
        (DOMAIN, "actions:", "actoins:"),
        [
            (
                DOMAIN,
                "actoins:",
                "“actoins” is not known here. Did you mean “actions”? Known are version, intents,",
            ),
            (MORE, "class", "The action “action_more” is missing from “actions:” in domain.yml."),
        ],
        id="an unknown word in the domain",
    ),
    pytest.param(
        (TALK, "      - hello numberc\n", "      -hello numberc\n"),
        [
            (
                TALK,
                "-hello numberc",
                "“-hello numberc” stands among the examples of “smalltalk/greet” and would be left "
                "out. Each example must begin with a dash and a space: “- ”.",
            )
        ],
        id="an example without dash and space",
    ),
    pytest.param(
        (TALK, "      - hello numberc\n", "        - hello numberc\n\n"),
        [
            (
                TALK,
                "- hello numberc",
                "The example “hello numberc” is indented further than the others of",
            ),
            (TALK, None, "There is an empty line between the examples of “smalltalk/greet”."),
        ],
        id="an example indented too far, and an empty line",
    ),
    pytest.param(
        (TALK, "  - intent: more\n    examples: |", "  - intent: more\n    example: |"),
        [
            (
                TALK,
                "  - intent: more",
                "The examples of “more” cannot be read. Write “examples: |”",
            ),
            (TALK, "    example: |", "“example” is not known here. Did you mean “examples”?"),
            (DOMAIN, "- more", "The intent “more” has no examples, so nobody can say it."),
        ],
        id="an unknown word in the examples",
    ),
    pytest.param(
        (TALK, "utter_smalltalk/greet:\n", "utter_smalltalk/greet:\n    - text:\n"),
        [
            (
                TALK,
                "    - text:§2",
                "“utter_smalltalk/greet” has no text. Write it below “text: |-”.",
            )
        ],
        id="an empty text",
    ),
    pytest.param(
        (TALK, "responses:\n", "responses:\n  utter_menu:\n    - text: Menu.\n"),
        [
            (
                TALK,
                "  utter_menu:§2",
                "“utter_menu” stands here twice (first in line 43); only one of them would count.",
            )
        ],
        id="a text twice in a file",
    ),
    pytest.param(
        (RISK_TEXTS, "responses:\n", "responses:\n  utter_menu:\n    - text: Menu.\n"),
        [
            (
                TALK,
                "utter_menu:",
                "“utter_menu” is also in risk.yml, line 3; only one of the two would be shown.",
            )
        ],
        id="a text in two files",
    ),
    pytest.param(
        (
            MAP,
            "effects: {title: What it does, refs: [], ",
            "effects: {title: What it does, ref: [], ",
        ),
        [
            (MAP, "effects:", "The answer “effects” has no “refs”. Add it."),
            (MAP, "effects:", "“ref” is not known here. Did you mean “refs”?"),
        ],
        id="an unknown word in the content map",
    ),
    # coverage
    pytest.param(
        (ANSWERS, "- intent: about/effects", "- intent: about/effect"),
        [
            (
                MAP,
                "effects:",
                "The answer “about/effects” has no examples, so nobody can ask for it. Add them to "
                "the data under “- intent: about/effects”.",
            ),
            (
                ANSWERS,
                "- outcome numbera",
                "The content map has no answer “about/effect”, but examples are given for it. Did "
                "you mean “about/effects”? Correct the name or take it out.",
            ),
        ],
        id="examples under a wrong name",
    ),
    pytest.param(
        (ANSWERS, "utter_about/effects:", "utter_about/efects:"),
        [
            (MAP, "effects:", "The answer “about/effects” has no text. Add it to the data under"),
            (
                ANSWERS,
                "To /about/effects",
                "The button “To /about/effects” of “utter_about/definition” leads nowhere: there "
                "is no text “utter_about/effects”. Did you mean “about/efects”?",
            ),
            (
                ANSWERS,
                SECOND[:20],
                "The content map has no answer “about/efects”, but a text is given for it.",
            ),
        ],
        id="a text under a wrong name",
    ),
    # intents and actions
    pytest.param(
        (TALK, "  - intent: more\n", "  - intent: mroe\n"),
        [
            (DOMAIN, "- more", "The intent “more” has no examples, so nobody can say it."),
            (
                TALK,
                "- more numbera",
                "There are examples for the intent “mroe”, which the domain does not know. Did you "
                "mean “more”?",
            ),
        ],
        id="an intent the domain does not know",
    ),
    pytest.param(
        (RULES, "      - intent: smalltalk\n", "      - intent: smaltalk\n"),
        [
            (TALK, "- hello numbera", "Nothing replies to the intent “smalltalk”. Did you mean"),
            (TALK, "- text: Hello.", "The text “utter_smalltalk/greet” is never shown"),
            (
                RULES,
                "- intent: smaltalk",
                "The domain does not know the intent “smaltalk”. Did you mean “smalltalk”?",
            ),
        ],
        id="a rule for an intent that is not there",
    ),
    pytest.param(
        (RULES, "- action: action_more", "- action: action_mroe"),
        [
            (
                RULES,
                "action_mroe",
                "There is no action “action_mroe”. Did you mean “action_more”? Correct the name, "
                "or add what is missing.",
            ),
            (RULES, "action_mroe§2", "There is no action “action_mroe”."),
        ],
        id="a rule for an action that is not there",
    ),
    pytest.param(
        (RULES, "- action: utter_menu", "- action: utter_manu"),
        [
            (TALK, "What shall we look at", "The text “utter_menu” is never shown: no rule,"),
            (RULES, "utter_manu", "There is no text “utter_manu”. Did you mean “utter_menu”?"),
        ],
        id="a rule for a text that is not there",
    ),
    pytest.param(
        (DOMAIN, "  - action_more\n", "  - action_more\n  - action_less\n"),
        [
            (
                DOMAIN,
                "action_less",
                "The domain lists the action “action_less”, and there is no file actions/action_less.py.",
            )
        ],
        id="an action without program",
    ),
    # usage
    pytest.param(
        (MORE, '"more_nothing"', '"more_nothng"'),
        [
            (
                MORE,
                "more_nothng",
                "The program shows the text “utter_more_nothng” here, and there is none. Did you "
                "mean “utter_more_nothing”? Add it to the data below “responses:”.",
            ),
            (
                TALK,
                "That is all",
                "The text “utter_more_nothing” is never shown: no rule, action or channel names "
                "it. Correct its name, add a rule, or take it out.",
            ),
        ],
        id="a text that the program names wrongly",
    ),
    pytest.param(
        (TALK, "utter_smalltalk/greet:", "utter_smalltalk/greet_all:"),
        [
            (
                TALK,
                "- hello numbera",
                "“smalltalk/greet” has examples and no text. Add one below “responses:” as "
                "“utter_smalltalk/greet:”.",
            ),
            (
                TALK,
                "- text: Hello.",
                "The text “utter_smalltalk/greet_all” is never shown: no rule, action or channel "
                "names it. Did you mean “utter_smalltalk/greet”?",
            ),
        ],
        id="examples without text",
    ),
    # examples
    pytest.param(
        (TALK, "- menu numbera\n", "- Menu, numberb!\n"),
        [
            (
                TALK,
                "- Menu, numberb!",
                "“menu” has 9 different examples; at least 10 are needed. Add 1 more, as people "
                "would really write them.",
            )
        ],
        id="too few examples of an intent",
    ),
    pytest.param(
        (ANSWERS, "      - meaning numbera\n      - meaning numberb\n", ""),
        [
            (
                ANSWERS,
                "- meaning numberc",
                "“about/definition” has 23 different examples; at least 25 are needed. Add 2 more,",
            )
        ],
        id="too few examples of an answer",
    ),
    pytest.param(
        (TALK, "- hello numberj\n", "- hello numberj\n      - Outcome: numberA?\n"),
        [
            (
                TALK,
                "- Outcome: numberA?",
                "“Outcome: numberA?” is an example of “smalltalk/greet” and of “about/effects” "
                "(line 33 of about.yml). It can only mean one: take the other out.",
            )
        ],
        id="an example of two intents",
    ),
    pytest.param(
        (TALK, "- hello numberj\n", "- hello numberj\n      - hello numberj\n"),
        [
            (
                TALK,
                "- hello numberj§2",
                "“hello numberj” is twice among the examples of “smalltalk/greet” (line 40 of "
                "talk.yml). Take one out.",
            )
        ],
        id="an example twice",
    ),
    pytest.param(
        (
            TALK,
            "- hello numberj\n\n",
            "- hello numberj\n      - what does it all really mean to me\n",
            "- more numberj\n",
            "- more numberj\n      - What does it all realy mean to me?\n",
        ),
        [
            (
                TALK,
                "- what does it all really mean",
                "“what does it all really mean to me”, an example of “smalltalk/greet”, is nearly "
                "the same as “What does it all realy mean to me?” of “more” (line 28 of talk.yml). "
                "Take one out, or make the difference clear.",
            )
        ],
        id="nearly the same example of two intents",
    ),
    # answers
    pytest.param(
        (ANSWERS, SECOND, "It is hard to trust. Talk to one you trust."),
        [
            (
                ANSWERS,
                "Talk to one you trust",
                "The answer “about/effects” has 10 words; 30 to 90 are allowed. Please lengthen",
            )
        ],
        id="too short an answer",
    ),
    pytest.param(
        (ANSWERS, SECOND, f"{SECOND} {SECOND} {SECOND}"),
        [(ANSWERS, SECOND[:20], "The answer “about/effects” has 123 words; 30 to 90 are allowed.")],
        id="too long an answer",
    ),
    pytest.param(
        (
            ANSWERS,
            SECOND,
            "Difficulties establishing interpersonal relationships characteristically accompany "
            "considerable emotional dysregulation, frequently deteriorating occupational and "
            "educational participation and notwithstanding substantial individual motivation "
            "toward psychological recovery, rehabilitation, reconciliation, "
            "participation and integration "
            "among communities.",
        ),
        [
            (
                ANSWERS,
                "Difficulties establishing",
                "The text of “utter_about/effects” is hard to read: reading grade",
            )
        ],
        id="an answer that is hard to read",
    ),
    pytest.param(
        (ANSWERS, "About 40\u201350% of people", "About 60% of people, or 3 in 5,"),
        [
            (ANSWERS, FIRST[:20], "The answer “about/definition” leaves out the figure “40%” of"),
            (ANSWERS, FIRST[:20], "The answer “about/definition” leaves out the figure “50%” of"),
            (
                ANSWERS,
                FIRST[:20],
                "The answer “about/definition” says “3”, which is not among its facts",
            ),
            (ANSWERS, FIRST[:20], "The answer “about/definition” says “5”, which is not among"),
            (
                ANSWERS,
                FIRST[:20],
                "The answer “about/definition” says “60%”, which is not among its facts in the "
                "content map. Write the figures of the article, and no others.",
            ),
        ],
        id="other figures than the document's",
    ),
    pytest.param(
        (
            ANSWERS,
            "      metadata:\n        source:\n          section: Introduction\n          references: []\n",
            "",
        ),
        [
            (
                ANSWERS,
                SECOND[:20],
                "The answer “about/effects” does not say where it comes from. Add below it "
                "“metadata:”, “source:”, “section:” with the heading of the article,",
            )
        ],
        id="no source",
    ),
    pytest.param(
        (
            ANSWERS,
            'section: Introduction\n          references: ["Psych Central: One"]',
            'section: ""\n          references: ["Psych Centrl: One"]',
        ),
        [
            (ANSWERS, 'section: ""', "The source of “utter_about/definition” has no section."),
            (
                ANSWERS,
                "Psych Centrl: One",
                "The content map lists reference 1 for “utter_about/definition”, and it is missing "
                "here. Add “Psych Central: One”.",
            ),
            (
                ANSWERS,
                "Psych Centrl: One",
                "“Psych Centrl: One” is none of the article's references. Did you mean “Psych "
                "Central: One”? Write it just as in “utter_sources/references”.",
            ),
        ],
        id="an empty section and a wrong reference",
    ),
    pytest.param(
        (ANSWERS, "references: []", 'references: ["Choosing Therapy: Two"]'),
        [
            (
                ANSWERS,
                'references: ["Choosing Therapy: Two"]',
                "The content map does not list reference 2 for “utter_about/effects”. Take "
                "“Choosing Therapy: Two” out.",
            )
        ],
        id="a reference too many",
    ),
    pytest.param(
        (TALK, "- text: Hello.", "- text: Hello, take ZOLOFT or 20 mg of sertraline."),
        [
            (TALK, "Hello, take", "“utter_smalltalk/greet” names the dose “20 mg”. The assistant"),
            (TALK, "Hello, take", "“utter_smalltalk/greet” names the drug “ZOLOFT”."),
            (
                TALK,
                "Hello, take",
                "“utter_smalltalk/greet” names the drug “sertraline”. The assistant names no drug: "
                "say “medication” or “a medicine”.",
            ),
        ],
        id="drugs and a dose",
    ),
    # buttons and placeholders
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /about/definitoin"),
        [
            (
                TALK,
                "- title: The bond",
                "The button “The bond” of “utter_menu” leads nowhere: there is no text "
                "“utter_about/definitoin”. Did you mean “about/definition”?",
            )
        ],
        id="a button to no text",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /about"),
        [
            (
                TALK,
                "- title: The bond",
                "leads nowhere: “/about” is a whole group. Choose one of it,",
            )
        ],
        id="a button to a group",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /mnu"),
        [(TALK, "- title: The bond", "leads nowhere: no rule replies to “mnu”.")],
        id="a button to no intent",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: about/definition"),
        [(TALK, "- title: The bond", "leads nowhere: “about/definition” must be written like")],
        id="a button without slash",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /menu"),
        [
            (
                TALK,
                "- title: The bond",
                "The button “The bond” of “utter_menu” leads to the very text that it stands "
                "under. Let it lead somewhere else.",
            )
        ],
        id="a button to its own text",
    ),
    pytest.param(
        (
            TALK,
            "payload: /about/definition\n",
            "payload: /about/definition\n        - title: The bond that somebody has with one who "
            "cares\n          payload: /about/definition\n",
        ),
        [
            (
                TALK,
                "- title: The bond that",
                "The button “The bond that somebody has with one who cares” of “utter_menu” has a "
                "title of 45 characters; at most 40 are allowed. Shorten it.",
            ),
            (
                TALK,
                "- title: The bond that",
                "of “utter_menu” leads to the same place as “The bond”. Take one of the two out.",
            ),
        ],
        id="two buttons to one place, and a long title",
    ),
    pytest.param(
        (TALK, "{contact_url}", "{contact_ulr} and {"),
        [
            (
                TALK,
                "What shall we",
                "Nothing fills in “{contact_ulr}” in “utter_menu”. Did you mean “contact_url”? "
                "Known are clinic_name, contact_url, place, place_asked, privacy_url.",
            ),
            (TALK, "What shall we", "“utter_menu” holds a single curly bracket."),
        ],
        id="placeholders",
    ),
    pytest.param(
        (
            TALK,
            "- text: Hello.",
            "- text: Hello.\n      condition:\n        - type: slot\n          name: turn",
        ),
        [
            (
                TALK,
                "name: turn",
                "“utter_smalltalk/greet” depends on “turn”, which is no slot of domain.yml.",
            )
        ],
        id="a condition on no slot",
    ),
    # risk
    pytest.param(
        (RISK_TEXTS, "  utter_crisis/abuse_other:\n    - text: Please call.\n", ""),
        [
            (
                RISK_TEXTS,
                "version",
                "There is no text “utter_crisis/abuse_other” for somebody in a crisis (abuse, of "
                "someone else). Write it below “responses:”.",
            )
        ],
        id="a crisis without text",
    ),
    pytest.param(
        (LINES, 'emergency: ["112"]', "emergency: []"),
        [
            (
                LINES,
                "IT:",
                'Italy has no emergency number. Add it, in quotes: emergency: ["112"].',
            )
        ],
        id="a country without emergency number",
    ),
    pytest.param(
        (LINES, "people: [Italian]", "people: Italian"),
        [(LINES, "IT:", "“people” of Italy must be a list, such as “people: [Irish]”.")],
        id="words for people that are no list",
    ),
    pytest.param(
        (LINES, 'emergency: ["112"]', "emergency: [112]"),
        [(LINES, "[112]", "The emergency number of Italy must stand in quotes, or its zeros may")],
        id="an emergency number without quotes",
    ),
    pytest.param(
        (LINES, "  IT:", "  NO:", LINES, "for: [general]", "for: [generl]"),
        [
            (LINES, "NO:", '“NO” without quotes would be read as another word. Write "NO":'),
            (
                LINES,
                "generl",
                "“generl” is not known in “for” of “Line One” of Italy. Did you mean",
            ),
        ],
        id="a code that YAML reads as false, and an unknown purpose",
    ),
    pytest.param(
        (
            LINES,
            'number: "02 2327"',
            "number: null",
            LINES,
            "source: a web page\n",
            "source: null\n",
        ),
        [
            (LINES, "- name: Line One", "“Line One” of Italy has no number to call or text and no"),
            (LINES, "- name: Line One", "“Line One” of Italy has no source."),
        ],
        id="a line without number and source",
    ),
    pytest.param(
        (LINES, '"2026-06-01"', '"2026-01-01"'),
        [
            (
                LINES,
                "IT:",
                "Italy: verified more than 180 days ago: Line One (2026-01-01). Call or look up "
                "each, and write the day into “verified_at”.",
            )
        ],
        id="a line not verified for long",
    ),
    pytest.param(
        (LINES, '"2026-06-01"', "null"),
        [(LINES, "IT:", "Italy: never verified: Line One. Call or look up each,")],
        id="a line never verified",
    ),
    pytest.param(
        (LINES, '"2026-06-01"', '"June 2026"'),
        [
            (LINES, "IT:", "Italy: never verified: Line One."),
            (LINES, "June 2026", "The day in “verified_at” of “Line One” of Italy, “June 2026”,"),
        ],
        id="a day that cannot be read",
    ),
    pytest.param(
        (PHRASES, "tier: crisis", "tier: crises", PHRASES, "about: self", "abuot: self"),
        [
            (PHRASES, "crises", "The tier of “wish to die” is “crises”. Did you mean “crisis”?"),
            (PHRASES, "abuot", "“abuot” is not known here. Did you mean “about”?"),
        ],
        id="a tier that is not known",
    ),
    pytest.param(
        (PHRASES, "category: suicide", "category: sucide"),
        [
            (
                PHRASES,
                "- name: wish",
                "The category of “wish to die” is “sucide”. Did you mean “suicide”? For tier "
                "“crisis” it must be one of suicide,",
            )
        ],
        id="a category that is not known",
    ),
    pytest.param(
        (PHRASES, "(to die|death)", "(to die|death"),
        [(PHRASES, "(to die|death", "cannot be read: a bracket is not closed: “)” is missing.")],
        id="an open bracket in a phrase",
    ),
    pytest.param(
        (PHRASES, "@want *2", "@wnat *20"),
        [
            (
                PHRASES,
                "@wnat",
                "there is no list “wnat” in lists.yml to use here. Did you mean “want”",
            )
        ],
        id="an unknown list in a phrase",
    ),
    pytest.param(
        (PHRASES, "@want *2 (to die|death)", "@want *20 (to die|death)"),
        [(PHRASES, "*20", "“*20” must be a star with a number from 1 to 12, or none.")],
        id="a gap that is too long",
    ),
    pytest.param(
        (PHRASES, "(to die|death)", "(to die||death)"),
        [(PHRASES, "||", "there is nothing between two bars or brackets. Write a word there.")],
        id="an empty alternative",
    ),
    pytest.param(
        (RISK_EXAMPLES, '- "I could die of laughter."', '- "i want to die"\n  -'),
        [
            (
                RISK_EXAMPLES,
                '- "i want to die"',
                "“i want to die” stands here as “none, idiom, self” and as “crisis, suicide, self” "
                "in line 4 of a.yml. It can only be one: take the other out.",
            ),
            (RISK_EXAMPLES, "  -§3", "This example cannot be read as a text. Put it in quotes,"),
        ],
        id="a risk example of two tiers",
    ),
    pytest.param(
        (RISK_EXAMPLES, "tier: crisis\ncategory: suicide", "tier: concern\ncategory: suicide"),
        [(RISK_EXAMPLES, "category: suicide", "The category is “suicide”. For tier “concern” it")],
        id="a category of another tier",
    ),
]


def line_with(text: str, marker: str | None) -> int | None:
    """The line that holds a marker; `marker§2` is the second such line."""
    if marker is None:
        return None
    wanted, _, count = marker.partition("§")
    lines = [i for i, line in enumerate(text.splitlines(), start=1) if wanted in line]
    return lines[int(count or 1) - 1]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said_of_a_broken_project(
    change: tuple[str, ...], expected: list[tuple[str, str | None, str]], tmp_path: Path
) -> None:
    files = small_project()
    steps = list(change)
    file = steps[0]
    while steps:
        if steps[0] in files:
            file = steps.pop(0)
        old, new, *steps = steps
        assert old in files[file], f"nothing to change: {old}"
        files[file] = files[file].replace(old, new)
    findings = findings_of(tmp_path, files)
    said = "\n".join(shown(findings, tmp_path))
    for name, marker, message in expected:
        line = line_with(files[name], marker)
        matching = [
            finding
            for finding in findings
            if finding.place.file == tmp_path / name
            and line in (None, finding.place.line)
            and message in finding.message
        ]
        assert len(matching) == 1, f"{name}:{line} {message!r} not once in\n{said}"
    assert len(findings) == len(expected), said


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    files = small_project()
    del files[MAP], files[LINES]
    said = shown(findings_of(tmp_path, files), tmp_path)
    assert f"{MAP}:1 This file is missing or cannot be opened." in said
    assert f"{LINES}:1 This file is missing: without it nobody is given a help line." in said


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    said = shown(findings_of(tmp_path, small_project() | {DOMAIN: ""}), tmp_path)
    assert f"{DOMAIN}:1 This file is empty. Put back what was in it." in said


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    findings_of(tmp_path, small_project())
    (tmp_path / TALK).write_bytes("version: x\n# café\n".encode("latin-1"))
    said = shown(find_problems(load_project(tmp_path, today=TODAY)), tmp_path)
    assert said == [f"{TALK}:2 This file is not saved as UTF-8. Save it again with the encoding UTF-8."]


def test_an_unreadable_file_makes_nothing_else_seem_missing(tmp_path: Path) -> None:
    files = small_project()
    files[ANSWERS] = files[ANSWERS].replace("  utter_about/effects:", "\tutter_about/effects:")
    assert len(findings_of(tmp_path, files)) == 1
    project = load_project(tmp_path, today=TODAY)
    assert any(list(check(project)) for check in COMPARING_CHECKS)


def test_other_names_and_follow_ups_lead_to_answers(tmp_path: Path) -> None:
    files = small_project()
    files["attachment_guide/content/follow_ups.yml"] = """\
answers:
  more:
    by_default: about/definition
    after:
      about/effects: about/efects
"""
    files["data/conversation/names.yml"] = """\
nlu:
  - synonym: about/defnition
    examples: |
      - the meaning
"""
    assert shown(findings_of(tmp_path, files), tmp_path) == [
        "attachment_guide/content/follow_ups.yml:5 The content map has no answer “about/efects”, but "
        "“more” is answered with it. Did you mean “about/effects”? Correct the name or take it out.",
        "data/conversation/names.yml:2 The content map has no answer “about/defnition”, but other "
        "names are given for it. Did you mean “about/definition”? Correct the name or take it out.",
    ]


def test_references_that_the_map_does_not_know(tmp_path: Path) -> None:
    files = small_project()
    both = '["Psych Central: One", "Choosing Therapy: Two"]'
    files[ANSWERS] = files[ANSWERS].replace(both, '["Psych Central: One"]')
    line = line_with(files[ANSWERS], THIRD[:20])
    assert shown(findings_of(tmp_path, files), tmp_path) == [
        f"{ANSWERS}:{line} “utter_sources/references” must name the article's 2 references below "
        "“references:”, in the order of the content map."
    ]


def test_names_in_programs(tmp_path: Path) -> None:
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "action_x.py").write_text(
        """
PREFIX = "utter_busy"

def run(dispatcher, names):
    utter(dispatcher, "again" if names else "once")
    dispatcher.utter_message(response=f"utter_crisis/{names[0]}", buttons=[], where="here")

def say(dispatcher, names):
    utter(dispatcher, names[0] if names else "nothing")
    utter(dispatcher, f"{names}")

def other(name):
    return f"utter_{name}", "never"
"""
    )
    names = python_names(tmp_path)
    required = ["utter_again", "utter_once", "utter_crisis/.+", "utter_nothing"]
    assert [name for name, _ in names.required] == required
    assert names.parameters == {"where"}
    assert list(names.actions) == ["action_x"]
    for response in ("again", "once", "busy", "crisis/abuse", "nothing"):
        assert names.mentions(f"utter_{response}")
    assert not names.mentions("utter_never")


def test_the_command_says_where_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = small_project()
    files[LINES] = files[LINES].replace("2026-06-01", date.today().isoformat())
    findings_of(tmp_path, files)
    assert main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith(": all is well.\n")

    menu = files[TALK].replace("/about/definition", "/menu")
    (tmp_path / TALK).write_text(menu, encoding="utf-8")
    assert main(["--root", str(tmp_path)]) == 1
    said = capsys.readouterr().out.splitlines()
    line = line_with(menu, "- title: The bond")
    assert said[0].startswith(f"{TALK}:{line}: error: The button “The bond”")
    assert said[-1].startswith("Checked 3 answers, 105 examples and 26 responses in ")
    assert said[-1].endswith(": 1 error, no warnings.")


def test_the_command_takes_another_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    findings_of(tmp_path / "project", small_project())
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yml").write_text("a: b: c", encoding="utf-8")
    options = ["--root", str(tmp_path / "project"), "--data-dir", str(tmp_path / "data")]
    assert main(options) == 1
    said = capsys.readouterr().out
    assert f"{tmp_path}/data/x.yml:1: error: There is a colon" in said
    assert "Part of the checks wait until every file can be read." in said


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    files = small_project()
    files[LINES] = files[LINES].replace("2026-06-01", "2020-01-01")
    assert {finding.severity for finding in findings_of(tmp_path, files)} == {"warning"}
    assert main(["--root", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 40\u201350 % of people, in week 4", {"40%", "50%", "4"}),
        ("between 40 and 50 percent", {"40%", "50%"}),
        ("open 24/7", {"24", "7"}),
        ("none at all", set()),
    ],
)
def test_figures(text: str, found: set[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("take 20mg a day", "20mg"),
        ("take 2.5 ml", "2.5 ml"),
        ("take two tablets", "two tablets"),
        ("stay 20 minutes", None),
        ("you took tablets", None),
    ],
)
def test_doses(text: str, dose: str | None) -> None:
    assert DOSE.findall(text) == ([dose] if dose else [])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("What's  EMDR?!", "whats emdr"),
        ('[EMDR](topic) or [it]{"entity": "topic"}', "emdr or it"),
        ("???", "???"),
        ("\U0001f44d yes", "\U0001f44d yes"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_counted_as_a_reader_does() -> None:
    assert count_words("Day-to-day life, 40\u201350% of it \u2013 see {contact_url}.") == 6


def test_reading_grade_needs_no_download(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert reading_grade("The cat sat on the mat. It was glad.") < 3
    assert reading_grade("Interpersonal dysregulation necessitates rehabilitation.") > 15


def test_near_repeats_are_found_at_any_place_and_in_time() -> None:
    rows = [
        Row(f"{i:05d} {i * 7919:09d} some words of a question", "", "a", Place(Path("x"), i))
        for i in range(100, 6100)
    ]
    rows = [Row(f"{row.folded} {'x' * (row.place.line % 90)}", "", "a", row.place) for row in rows]
    first = Row("why does my child not trust me any more", "", "a", Place(Path("x"), 1))
    second = Row("why does my child not trust me anymore", "", "b", Place(Path("x"), 9999))
    started = time.monotonic()
    assert nearly_repeated([first, *rows, second]) == [(first, second)]
    assert time.monotonic() - started < 10


def test_our_own_content_has_no_errors() -> None:
    findings = find_problems(load_project(ROOT))
    assert shown([x for x in findings if x.severity == ERROR], ROOT) == []
