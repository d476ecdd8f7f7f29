"""The page of `make report`: what is answered right, what is taken for what, and what nothing measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attachment_guide.content.content_map import content_map
from attachment_guide.content.reading import HIGHEST_GRADE, reading_grade
from attachment_guide.content.texts import all_responses
from evaluation.answers.changes import NOUNS, Report
from evaluation.answers.measures import is_answered, is_in_top, is_rejected
from evaluation.answers.outcomes import Outcome
from evaluation.answers.prediction import Prediction
from evaluation.pages.charts import Row, histogram, intervals
from evaluation.pages.page import write_page
from evaluation.sets.cases import Declined, Question
from evaluation.stats import Proportion

Answered = Sequence[tuple[Question, Prediction]]
Refused = Sequence[tuple[Declined, Prediction]]
HARDEST_SHOWN = 15
SECTION_DIALOGUES = "dialogues"
# Between a dialogue's name and the number of its turn, as `dialogue_outcomes` writes it.
TURN = ", turn "


@dataclass(frozen=True)
class Confusion:
    """Questions for one answer for which another came first.

    Attributes:
        wanted: full intent of the right answer.
        got: of what came first; empty where nothing did.
        texts: the questions.
    """

    wanted: str
    got: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What has changed in one section since the run that it is compared with.

    Attributes:
        name: what the cases are called.
        now: how many are right.
        before: how many were; None when they were not measured.
        fixed: the cases that became right.
        broke: those that went wrong.
    """

    name: str
    now: Proportion
    before: Proportion | None
    fixed: tuple[str, ...]
    broke: tuple[str, ...]


def write(
    file: Path,
    answered: Answered,
    refused: Refused,
    outcomes: Mapping[str, Mapping[str, Outcome]],
    report: Report,
    before: Report | None,
) -> None:
    """Writes the page.

    Args:
        file: where it goes.
        answered: the questions with their predictions.
        refused: the messages to decline with theirs.
        outcomes: of each section that was measured, by the case's text.
        report: this run, with what earlier runs have measured of other sections.
        before: the accepted or last run; None when there is none.
    """
    right_before = before.right if before else {}
    topics = by_group(answered, topic, right_before.get("questions", {}))
    styles = by_group(answered, lambda question: question.style, right_before.get("questions", {}))
    kinds = kinds_declined(refused, right_before.get("declined", {}))
    grades = reading_grades()
    label = "right first, % (95 % interval)"
    write_page(
        file,
        "report.html",
        when=report.when,
        before=before,
        changes=[change(name, found, right_before.get(name)) for name, found in outcomes.items()],
        sections=[
            ("Topics", topics, intervals(topics, label)),
            ("Styles of writing", styles, intervals(styles, label)),
            ("Messages to decline", kinds, intervals(kinds, "declined, % (95 % interval)")),
        ],
        confusions=confusions(answered),
        weakest=weakest(answered),
        not_declined=[
            (text, outcome.got) for text, outcome in outcomes["declined"].items() if not outcome.right
        ],
        dialogues=dialogues(report.right.get(SECTION_DIALOGUES, {})),
        grades=grades[:HARDEST_SHOWN],
        grade_chart=histogram([grade for _, grade in grades], "reading grade", HIGHEST_GRADE),
        unmeasured=unmeasured(question for question, _ in answered),
    )


def topic(question: Question) -> str:
    """The topic of a question: that of the first answer that counts as right.

    Args:
        question: of the evaluation set.
    """
    return question.accept[0].split("/")[0]


def by_group(answered: Answered, name_of: Callable[[Question], str], before: Mapping[str, bool]) -> list[Row]:
    """How many questions of each group have the right answer first.

    Args:
        answered: the questions with their predictions.
        name_of: the name of a question's group.
        before: whether each question was right before.
    """
    return _rows(((name_of(q), q.text, is_in_top(q, prediction, 1)) for q, prediction in answered), before)


def kinds_declined(refused: Refused, before: Mapping[str, bool]) -> list[Row]:
    """How many messages of each kind are declined.

    Args:
        refused: the messages with their predictions.
        before: whether each message was declined before.
    """
    return _rows(((m.kind, m.text, is_rejected(prediction)) for m, prediction in refused), before)


def _rows(cases: Iterable[tuple[str, str, bool]], before: Mapping[str, bool]) -> list[Row]:
    groups: dict[str, dict[str, bool]] = defaultdict(dict)
    for name, text, right in cases:
        groups[name][text] = right
    return [
        Row(
            name.replace("_", " "),
            Proportion.of(group.values()),
            Proportion.of(before[text] for text in group if text in before) if before else None,
        )
        for name, group in sorted(groups.items())
    ]


def change(section: str, outcomes: Mapping[str, Outcome], before: Mapping[str, bool] | None) -> Change:
    """What has changed in a section.

    Args:
        section: one of the keys of `NOUNS`.
        outcomes: this run's, by the case's text.
        before: whether each case was right before; None when the section was not measured.
    """
    known = before or {}
    return Change(
        NOUNS[section][1],
        Proportion.of(outcome.right for outcome in outcomes.values()),
        Proportion.of(known.values()) if known else None,
        tuple(text for text, outcome in outcomes.items() if outcome.right and known.get(text) is False),
        tuple(text for text, outcome in outcomes.items() if not outcome.right and known.get(text)),
    )


def confusions(answered: Answered) -> list[Confusion]:
    """Which answers are taken for which, the most frequent first.

    Args:
        answered: the questions with their predictions.
    """
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for question, prediction in answered:
        if not is_in_top(question, prediction, 1):
            texts[question.accept[0], "".join(prediction.ranking[:1])].append(question.text)
    found = [Confusion(wanted, got, tuple(said)) for (wanted, got), said in texts.items()]
    return sorted(found, key=lambda one: (-len(one.texts), one.wanted, one.got))


def weakest(answered: Answered) -> list[tuple[str, Proportion, tuple[str, ...]]]:
    """The answers that not all of their questions get, those with the smallest share first.

    Args:
        answered: the questions with their predictions.

    Returns:
        Full intents, how many of their questions are answered right at once, and those that are not.
    """
    groups: dict[str, dict[str, bool]] = defaultdict(dict)
    for question, prediction in answered:
        groups[question.accept[0]][question.text] = is_answered(question, prediction)
    return [one for one in _worst_first(groups) if one[2]]


def dialogues(right: Mapping[str, bool]) -> list[tuple[str, Proportion, tuple[str, ...]]]:
    """How the dialogues went when they were last replayed.

    Args:
        right: whether each turn was right, by the dialogue's name, the turn's number and what was said.

    Returns:
        Names, how many turns were as expected, and the turns that were not.
    """
    groups: dict[str, dict[str, bool]] = defaultdict(dict)
    for turn, as_expected in right.items():
        name, _, said = turn.partition(TURN)
        groups[name][said] = as_expected
    return _worst_first(groups)


def _worst_first(groups: Mapping[str, Mapping[str, bool]]) -> list[tuple[str, Proportion, tuple[str, ...]]]:
    """Names of groups, how many of their cases are right, and those that are not."""
    found = [
        (name, Proportion.of(group.values()), tuple(case for case, right in group.items() if not right))
        for name, group in groups.items()
    ]
    return sorted(found, key=lambda one: (one[1].value, one[0]))


def reading_grades() -> list[tuple[str, float]]:
    """The reading grade of each answer's hardest text, the hardest first."""
    responses = all_responses()
    grades = [
        (answer, max(reading_grade(variation["text"]) for variation in responses[f"utter_{answer}"]))
        for answer in content_map()
        if f"utter_{answer}" in responses
    ]
    return sorted(grades, key=lambda one: -one[1])


def unmeasured(questions: Iterable[Question]) -> list[str]:
    """The answers that no question of the evaluation asks for.

    Args:
        questions: the evaluation set.
    """
    measured = {answer for question in questions for answer in question.accept}
    return [answer for answer in content_map() if answer not in measured]
