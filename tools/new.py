"""`make new`: writes the skeleton of an answer, topic, story, phrase or help line; asks for test questions.

What has to be filled in says WRITE, and `make check` goes on naming it until it is done.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template

from attachment_guide.paths import ROOT

SKELETONS = Path(__file__).with_name("skeletons")
KINDS = ("answer", "topic", "story", "phrase", "line")
QUESTIONS_WANTED = 5
NAME = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?")
# Below which key of a question its way of writing stands; a person sorts them later.
STYLE = "lay"

Ask = Callable[[str], str]


class NewError(ValueError):
    """The skeleton cannot be written; the message says why and what to do."""


class Writer:
    """Writes skeletons into the files of a project."""

    def __init__(self, root: Path) -> None:
        """Takes the project's folder."""
        self._root = root
        self.written: list[str] = []

    def answer(self, name: str) -> None:
        """An answer of a topic that is there.

        Args:
            name: full retrieval intent, such as `coping/humming`.

        Raises:
            NewError: when the name is taken or there is no such topic.
        """
        group, _, key = name.partition("/")
        if not key:
            raise NewError(f"“{name}” has no key. Name topic and answer, such as coping/humming.")
        content_map = self._read("content-map.yml")
        block = re.search(rf"^{group}:\n((?:  .*\n|\n(?=  ))+)", content_map, re.MULTILINE)
        file = self._topic_file(group)
        if not block or file is None:
            raise NewError(f"There is no topic “{group}” yet: make new WHAT=topic NAME={group}")
        if re.search(rf"^  {key}:", block[1], re.MULTILINE):
            raise NewError(f"The answer “{name}” is in content-map.yml already.")
        entry = f'  {key}: {{title: "WRITE", refs: [], facts: ["WRITE: what the article says of it"]}}\n'
        end = block.start() + len(block[0].rstrip("\n")) + 1
        self._write("content-map.yml", content_map[:end] + entry + content_map[end:])
        text = self._read(file)
        examples = _filled("examples.yml", name=name)
        text = re.sub(
            r"^responses:\n", lambda _: f"{examples}responses:\n", text, count=1, flags=re.MULTILINE
        )
        self._write(file, text.rstrip("\n") + "\n" + _filled("answer.yml", response=f"utter_{name}"))

    def topic(self, name: str) -> None:
        """A topic with its rule, and its first answer, the overview.

        Args:
            name: of the topic, such as `sleep`.

        Raises:
            NewError: when the name is taken.
        """
        if "/" in name:
            raise NewError(f"A topic's name has no “/”: {name.split('/')[0]}")
        file = f"data/answers/{name}.yml"
        if self._topic_file(name) or (self._root / file).exists():
            raise NewError(f"The topic “{name}” is there already.")
        self._write(file, _filled("topic.yml"))
        rule = _filled("rule.yml", group=name, title=name.replace("_", " "))
        self._write("data/rules/answers.yml", self._read("data/rules/answers.yml").rstrip("\n") + "\n" + rule)
        content_map = self._read("content-map.yml").rstrip("\n")
        first = '  overview: {title: "WRITE", refs: [], facts: ["WRITE: what the article says of it"]}'
        self._write("content-map.yml", f"{content_map}\n\n{name}:\n{first}\n")
        text = self._read(file).replace(
            "responses:\n", f"{_filled('examples.yml', name=f'{name}/overview')}responses:\n"
        )
        self._write(file, text + _filled("answer.yml", response=f"utter_{name}/overview"))

    def story(self, name: str) -> None:
        """A story in a file of its own.

        Args:
            name: of the file, such as `asked_twice`.

        Raises:
            NewError: when there is such a file.
        """
        file = f"data/stories/{name}.yml"
        if (self._root / file).exists():
            raise NewError(f"{file} is there already.")
        self._write(file, _filled("story.yml", title=name.replace("_", " ").capitalize()))

    def phrase(self, name: str, text: str) -> None:
        """A phrase, at the end of the first group of a file in clinical/phrases.

        Args:
            name: the file's category, such as `self_harm`.
            text: the phrase, in the grammar of clinical/phrases.

        Raises:
            NewError: when there is no such file or no phrase.
        """
        file = f"clinical/phrases/{name}.yml"
        if not (self._root / file).exists():
            known = sorted(path.stem for path in (self._root / "clinical" / "phrases").glob("*.yml"))
            raise NewError(f"There is no {file}. Known are {', '.join(known)}.")
        if not text.strip():
            raise NewError('Which phrase? make new WHAT=phrase NAME=self_harm TEXT="the words"')
        lines = self._read(file).splitlines(keepends=True)
        start = next(i for i, line in enumerate(lines) if line.strip() == "phrases:")
        indent = len(lines[start]) - len(lines[start].lstrip())
        end = next(
            i
            for i, line in enumerate([*lines[start + 1 :], "end"], start=start + 1)
            if line.strip() and len(line) - len(line.lstrip()) <= indent
        )
        escaped = text.strip().replace('"', "'")
        lines.insert(end, f'{" " * (indent + 2)}- "{escaped}"\n')
        self._write(file, "".join(lines))

    def line(self, name: str) -> None:
        """A help line of a country.

        Args:
            name: the country's code, such as `IE`.

        Raises:
            NewError: when the country is not in clinical/help_lines.yml.
        """
        file = "clinical/help_lines.yml"
        text = self._read(file)
        block = re.search(rf"^  {name.upper()}:\n(?:    .*\n)+", text, re.MULTILINE)
        if not block:
            raise NewError(
                f"{file} has no country “{name.upper()}”. Add it first, as its neighbours are written."
            )
        body = block[0].replace("    lines: []\n", "    lines:\n")
        self._write(file, text[: block.start()] + body + _filled("line.yml") + text[block.end() :])

    def questions(self, name: str, questions: Sequence[str], style: str = STYLE) -> None:
        """Adds unseen questions to the evaluation.

        Args:
            name: the full retrieval intent that they ask for.
            questions: as people would ask; never examples.
            style: their way of writing.
        """
        file = "evaluation/sets/questions.yml"
        entries = [
            f'- {{text: "{question.strip().replace(chr(34), chr(39))}", style: {style}, accept: [{name}]}}\n'
            for question in questions
            if question.strip()
        ]
        if entries:
            self._write(file, self._read(file).rstrip("\n") + "\n" + "".join(entries))

    def _topic_file(self, group: str) -> str | None:
        """The file with a topic's answers."""
        for path in sorted((self._root / "data" / "answers").glob("*.yml")):
            if re.search(rf"^  utter_{group}/", path.read_text(encoding="utf-8"), re.MULTILINE):
                return str(path.relative_to(self._root))
        return None

    def _read(self, file: str) -> str:
        return (self._root / file).read_text(encoding="utf-8")

    def _write(self, file: str, text: str) -> None:
        path = self._root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if file not in self.written:
            self.written.append(file)


def _filled(skeleton: str, **values: str) -> str:
    return Template((SKELETONS / skeleton).read_text(encoding="utf-8")).substitute(values)


def asked_for(name: str, ask: Ask) -> list[str]:
    """Asks for questions that are only measured with.

    Args:
        name: the full retrieval intent that they ask for.
        ask: shows a text and returns what was typed.
    """
    print(
        f"Now {QUESTIONS_WANTED} questions that should lead to “{name}”, best by somebody else, in their "
        f"words. They "
        "are only measured with: never copy them into the examples."
    )
    return [ask(f"  {number} of {QUESTIONS_WANTED}: ") for number in range(1, QUESTIONS_WANTED + 1)]


def main(arguments: Sequence[str] | None = None, ask: Ask = input) -> int:
    """Writes a skeleton.

    Args:
        arguments: the command line; that of the process when left out.
        ask: how questions are asked.

    Returns:
        The exit code: 1 when it cannot be written.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.new", description=__doc__)
    parser.add_argument("what", choices=KINDS)
    parser.add_argument("name", help="such as coping/humming, sleep, asked_twice, self_harm or IE")
    parser.add_argument("--text", default="", help="the phrase, in the grammar of clinical/phrases")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    writer = Writer(options.root)
    name = str(options.name)
    try:
        if options.what != "line" and not NAME.fullmatch(name):
            raise NewError(f"“{name}” is no name: use small letters, digits and underscores.")
        if options.what == "phrase":
            writer.phrase(name, options.text)
        else:
            getattr(writer, options.what)(name)
        if options.what in ("answer", "topic"):
            full = name if options.what == "answer" else f"{name}/overview"
            writer.questions(full, asked_for(full, ask))
    except NewError as error:
        print(error, file=sys.stderr)
        return 1
    print("Written: " + ", ".join(writer.written))
    print("Fill in what says WRITE; `make check` says what is still missing.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
