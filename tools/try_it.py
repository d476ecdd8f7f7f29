"""`make try`: says a sentence or a conversation to the assistant, and tells why it answers as it does."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attachment_guide.paths import ROOT
from attachment_guide.risk.tiers import AT_RISK
from tools.checks.findings import Place
from tools.checks.project_reader import load_project
from tools.checks.texts import shorten
from tools.trying.assistant import Assistant
from tools.trying.explanation import Candidate, Explainer, Explanation, RiskExplained
from tools.trying.nearest import Neighbour

SENTENCES_MEAN = {
    "answer": "it is answered",
    "ask": "the assistant asks what was meant",
    "reject": "it is declined",
}
SHOWN = 110


def lines_of(explanation: Explanation) -> Iterator[str]:
    """An explanation as lines for the terminal.

    Args:
        explanation: of one message.
    """
    played = explanation.played
    yield f"» {played.text}"
    for name, text in played.replies:
        yield f"« {shorten(text, SHOWN)}  [{name or 'no name'}]"
    yield ""
    if explanation.risk.tier in AT_RISK:
        yield "  Guidance comes first, whatever else was asked. Without the risk:"
    said = SENTENCES_MEAN.get(explanation.decision, "it was a button")
    yield f"  Decision: {said} ({explanation.intent or 'not understood'})"
    limits = explanation.limits
    if explanation.candidates:
        yield (
            f"  Margin of the first answer over the second: {explanation.margin:.2f}; limits: "
            f"{limits.get('answer_threshold', 0):.2f} to answer, {limits.get('sure_threshold', 0):.2f} to "
            f"be sure, "
            f"{limits.get('in_scope_threshold', 0):.2f} to be about the article"
        )
    for candidate in explanation.candidates:
        yield from _candidate(candidate)
    yield "  Most like it, of all examples:"
    yield from map(_neighbour, explanation.nearest)
    for name, values in (
        ("Offered as well", explanation.offered),
        ("Several questions", explanation.questions),
        ("Topics named", explanation.topics),
    ):
        if values:
            yield f"  {name}: {', '.join(values)}"
    if explanation.leant_on:
        yield f"  Leans on the answer before: {explanation.leant_on}"
    if explanation.was_guided:
        yield "  Guidance came shortly before: answers to it are expected"
    if explanation.feeling:
        yield f"  A feeling is taken up: {explanation.feeling}"
    yield from _risk(explanation.risk)


def _candidate(candidate: Candidate) -> Iterator[str]:
    yield f"  {candidate.score:5.2f}  {candidate.name}"
    yield from map(_neighbour, candidate.neighbours)


def _neighbour(neighbour: Neighbour) -> str:
    return (
        f"           {neighbour.likeness:.2f}  {_where(neighbour.place)}  {shorten(neighbour.text, 70)}"
        f"  [{neighbour.intent}]"
    )


def _risk(risk: RiskExplained) -> Iterator[str]:
    kind = f", {risk.category}" if risk.category and risk.tier != "none" else ""
    yield f"  Risk: {risk.tier}{kind}, about {risk.about}, score {risk.score:.2f}"
    for fired in risk.fired:
        context = f", weakened by {', '.join(fired.hit.context)}" if fired.hit.context else ""
        yield f"     phrase “{fired.hit.text}” → {fired.hit.tier}{context}  {_where(fired.place)}"
        if fired.phrase:
            yield f"            {shorten(fired.phrase, 90)}"
    for idiom in risk.idioms:
        yield f"     figure of speech, does not count: “{idiom}”"
    limits = risk.limits
    for what, judged in (("whole message", risk.whole), ("passage", risk.passage)):
        if judged:
            found = judged.judgement
            yield (
                f"     meaning of the {what}: at risk {found.at_risk:.2f} (asked from "
                f"{limits['check']:.2f}, a quiet "
                f"sentence from {limits['support']:.2f}), crisis {found.crisis:.2f} (from "
                f"{limits['crisis']:.2f})"
            )
            if what == "passage":
                yield f"            judged: “{shorten(judged.text, 90)}”"


def _where(place: Place) -> str:
    file = place.file.resolve()
    shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    return f"{shown}:{place.line}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Explains the messages of the command line, or those that are typed.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when there is no model.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.try_it", description=__doc__)
    parser.add_argument("says", nargs="*", help="what a visitor says, one message after the other")
    options = parser.parse_args(arguments)
    logging.getLogger("attachment_guide").setLevel(logging.CRITICAL)
    print("Loading the model and the examples …", file=sys.stderr, flush=True)
    try:
        explainer = Explainer(Assistant.load(), load_project(Path(ROOT)))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    said = [text for text in options.says if text.strip()]
    if said:
        for explanation in asyncio.run(explainer.explain(said)):
            print("\n".join(lines_of(explanation)), end="\n\n")
        return 0
    print("Say something; an empty line ends it. Each message goes on with the conversation.")
    while text := input("» ").strip():
        said.append(text)
        print("\n".join(lines_of(asyncio.run(explainer.explain(said))[-1])), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
