"""The pages of `make report` and `make safety`: whole, by themselves, and saying what was measured."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from matplotlib.figure import Figure

from attachment_guide.content.content_map import content_map
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.tiers import Tier
from evaluation.answers.changes import Report
from evaluation.answers.outcomes import declined_outcomes, question_outcomes
from evaluation.pages import answers, safety
from evaluation.pages.charts import Row, intervals
from evaluation.pages.page import interval, to_svg, write_page
from evaluation.risk.cases import Case
from evaluation.risk.changes import Run
from evaluation.risk.conversations import Conversation, Course
from evaluation.sets.cases import Declined, Question
from evaluation.stats import Proportion
from tests.unit.evaluation.predictions import LATE, QUESTION, REJECTED, RIGHT

HOSTILE = "<script>alert('x')</script> & so on"
ANSWERED = [
    (QUESTION, RIGHT),
    (replace(QUESTION, text=HOSTILE), LATE),
    (Question("what is ddp", "formal", ("treatment/ddp",)), replace(LATE, shown=("treatment/ddp",))),
]
REFUSED = [(Declined("how far is the moon", "general"), REJECTED), (Declined("pills?", "medicine"), RIGHT)]
BEFORE = Report(
    "1 May 2026", {"questions": {QUESTION.text: False, HOSTILE: True}, "declined": {"pills?": True}}
)


class Loads(HTMLParser):
    """Collects whatever a page could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "iframe", "img", "object", "embed", "base", "form", "image"):
            self.found.append(tag)
        for name, value in attrs:
            loads = name in ("src", "srcset", "href", "xlink:href", "action", "data") and value
            if name.startswith("on") or (loads and not str(value).startswith("#")):
                self.found.append(f"{tag} {name}={value}")


def is_by_itself(page: str) -> bool:
    parser = Loads()
    parser.feed(page)
    return not parser.found and not re.search(r"url\((?!#)|@import", page)


def report_page(tmp_path: Path, before: Report | None = BEFORE) -> str:
    outcomes = {"questions": question_outcomes(ANSWERED), "declined": declined_outcomes(REFUSED)}
    report = Report(
        "2 May 2026", {"dialogues": {"a visitor, turn 1: hello": True, "a visitor, turn 2: hm": False}}
    )
    answers.write(tmp_path / "new" / "report.html", ANSWERED, REFUSED, outcomes, report, before)
    return (tmp_path / "new" / "report.html").read_text(encoding="utf-8")


def safety_page(tmp_path: Path, before: Run | None = None) -> str:
    results = [
        (Case("I am in danger", Tier.CRISIS, "round", "abuse", "plain"), Risk(Tier.CRISIS, score=0.9)),
        (Case(HOSTILE, Tier.CRISIS, "round", "suicide", "plain"), Risk(Tier.NONE, score=0.1)),
        (Case("dying of laughter", Tier.NONE, "round", "figures", ""), Risk(Tier.CHECK, score=0.6)),
    ]
    run = Run("2 May 2026")
    run.add("round", results)
    courses = [Course(Conversation("round", "high", ("a", "b")), (Tier.NONE, Tier.CRISIS))]
    safety.write(
        tmp_path / "safety.html",
        {"round": results, "empty": []},
        courses,
        run,
        before,
        [("recall", 0.5, 0.9)],
    )
    return (tmp_path / "safety.html").read_text(encoding="utf-8")


class TestReportPage:
    def test_loads_nothing_and_runs_nothing(self, tmp_path: Path) -> None:
        page = report_page(tmp_path)
        assert is_by_itself(page)
        assert "<script" not in page and "&lt;script&gt;alert" in page

    def test_has_a_chart_with_a_table_for_topics_styles_and_kinds(self, tmp_path: Path) -> None:
        page = report_page(tmp_path)
        assert page.count("<svg") == 4 == page.count('role="img"')
        for title in ("Topics", "Styles of writing", "Messages to decline"):
            assert f"<h2>{title}</h2>" in page

    def test_says_what_changed_since_the_run_before(self, tmp_path: Path) -> None:
        page = report_page(tmp_path)
        assert "1 May 2026" in page and "Went wrong: 1" in page and "Now right: 1" in page

    def test_without_a_run_before_it_says_how_there_will_be_one(self, tmp_path: Path) -> None:
        page = report_page(tmp_path, None)
        assert "make accept" in page and "Went wrong" not in page

    def test_shows_dialogues_as_last_replayed(self, tmp_path: Path) -> None:
        page = report_page(tmp_path)
        assert "a visitor" in page and "1 of 2" in page and "2: hm" in page


class TestFigures:
    def test_confusions_come_with_their_questions(self) -> None:
        assert answers.confusions(ANSWERED) == [
            answers.Confusion("treatment/emdr", "treatment/ddp", (HOSTILE,)),
        ]

    def test_the_weakest_answers_are_those_that_some_questions_do_not_get(self) -> None:
        [(answer, figure, texts)] = answers.weakest(ANSWERED)
        assert (answer, figure, texts) == ("treatment/emdr", Proportion(1, 2), (HOSTILE,))

    def test_groups_are_compared_over_the_cases_that_were_there_before(self) -> None:
        [row] = answers.by_group(ANSWERED, answers.topic, {QUESTION.text: True, "gone": False})
        assert row == Row("treatment", Proportion(2, 3), Proportion(1, 1))

    def test_answers_without_a_question_are_named(self) -> None:
        without = answers.unmeasured(question for question, _ in ANSWERED)
        assert len(without) == len(content_map()) - 2
        assert not {"treatment/emdr", "treatment/ddp"} & set(without)

    def test_reading_grades_are_those_of_all_answers_hardest_first(self) -> None:
        grades = answers.reading_grades()
        assert {answer for answer, _ in grades} == set(content_map())
        assert [grade for _, grade in grades] == sorted((grade for _, grade in grades), reverse=True)


class TestSafetyPage:
    def test_loads_nothing_and_runs_nothing(self, tmp_path: Path) -> None:
        page = safety_page(tmp_path)
        assert is_by_itself(page) and "<script" not in page

    def test_shows_floors_misses_and_false_alarms(self, tmp_path: Path) -> None:
        page = safety_page(tmp_path)
        assert "recall: 0.500, floor 0.900" in page
        missed, alarms = page.split("<h2>Missed")[1].split("<h2>False alarms")
        assert "&lt;script&gt;alert" in missed and "dying of laughter" in alarms
        assert "empty" not in page

    def test_says_what_changed_since_the_run_before(self, tmp_path: Path) -> None:
        texts = ["I am in danger", HOSTILE, "dying of laughter"]
        before = Run("1 May 2026", {"round": texts}, {"round": ["I am in danger"]}, {"round": []})
        page = safety_page(tmp_path, before)
        assert "1 May 2026" in page
        for title in ("Newly missed, in a crisis: 1", "Found again: 1", "Newly alarmed about for nothing: 1"):
            assert title in page


def test_the_same_chart_is_drawn_the_same() -> None:
    rows = [Row("one", Proportion(9, 10), Proportion(8, 10)), Row("nobody", Proportion(0, 0))]
    first, second = (to_svg(intervals(rows, "right, %")) for _ in range(2))
    assert first == second and ">one<" in first and "nobody" not in first


def test_an_svg_stands_alone_and_has_no_address() -> None:
    drawn = to_svg(Figure())
    assert drawn.startswith("<svg") and "DOCTYPE" not in drawn


def test_a_value_that_the_template_lacks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        write_page(tmp_path / "page.html", "report.html")


def test_no_cases_have_no_interval() -> None:
    assert interval(Proportion(0, 0)) == "" and interval(Proportion(1, 1)) == "20.7–100.0"
