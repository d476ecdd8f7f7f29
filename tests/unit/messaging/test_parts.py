from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.messaging.formatting import unformatted
from channels.messaging.parts import Limits, Part, Wording, choice_meant, parts_of, row_of
from channels.messaging.splitting import cut, length, split
from channels.whatsapp import WhatsApp

WORDING = Wording("Source: {section}", "Reply with a number.", "Go on:")
SMS = Limits(text=100)
BUTTONS = Limits(text=200, body=100, buttons=3, title=10, rows=5, row_title=12, row_text=20)


def message(text: str, *titles: str, kind: str = "answer", section: str | None = None) -> dict:
    buttons = [{"id": f"c-{number}", "title": title, "name": None} for number, title in enumerate(titles, 1)]
    source = {"section": section} if section else None
    return {"text": text, "buttons": buttons, "kind": kind, "source": source}


class TestSplitting:
    @given(st.text(alphabet=st.sampled_from("ab .!?\n😀é"), max_size=400), st.integers(4, 80))
    def test_every_piece_fits_and_no_word_is_lost(self, text: str, most: int) -> None:
        pieces = split(text, most)
        assert all(0 < length(piece) <= most for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())

    def test_at_paragraphs_before_sentences_before_words(self) -> None:
        assert split("One two. Three four.\n\nFive six. Seven.", 30) == [
            "One two. Three four.",
            "Five six. Seven.",
        ]
        assert split("One two three. Four five six.", 20) == ["One two three.", "Four five six."]
        assert split("one two three four", 10) == ["one two", "three four"]

    def test_a_word_that_is_too_long_is_cut(self) -> None:
        assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]

    def test_characters_count_as_platforms_count_them(self) -> None:
        assert length("😀") == 2
        assert split("😀" * 6, 5) == ["😀😀", "😀😀", "😀😀"]
        assert cut("😀😀😀", 5) == "😀😀…"


class TestParts:
    def test_short_choices_are_buttons(self) -> None:
        [part] = parts_of([message("Text.", "Yes", "No")], BUTTONS, WORDING)
        assert part == Part("Text.", [("c-1", "Yes"), ("c-2", "No")])

    @pytest.mark.parametrize("titles", [("a", "b", "c", "d"), ("A longer title",)])
    def test_more_or_longer_ones_are_a_list(self, titles: tuple[str, ...]) -> None:
        [part] = parts_of([message("Text.", *titles)], BUTTONS, WORDING)
        assert part.is_list and [title for _, title in part.choices] == list(titles)

    @pytest.mark.parametrize("titles", ["abcdef", ("A title of which a row has no room",)])
    def test_all_others_have_numbers(self, titles: tuple[str, ...]) -> None:
        [part] = parts_of([message("Text.", *titles)], BUTTONS, WORDING)
        assert not part.choices
        assert (
            part.text
            == "Text.\n\n"
            + "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
            + "\n\nReply with a number."
        )

    def test_no_title_is_cut_without_the_whole_of_it(self) -> None:
        assert row_of("A longer title", BUTTONS) == ("A longer ti…", "A longer title")
        assert row_of("Short", BUTTONS) == ("Short", "")

    def test_buttons_stand_below_the_last_piece(self) -> None:
        text = "First sentence of a long text. " * 5 + "The end."
        parts = parts_of([message(text, "Yes")], BUTTONS, WORDING)
        assert [bool(part.choices) for part in parts] == [False] * (len(parts) - 1) + [True]
        assert all(length(part.text) <= (100 if part.choices else 200) for part in parts)

    def test_buttons_without_room_stand_apart(self) -> None:
        parts = parts_of([message("word " * 39, "Yes")], BUTTONS, WORDING)
        assert parts[-1] == Part("Go on:", [("c-1", "Yes")])

    def test_a_source_stands_below(self) -> None:
        [part] = parts_of([message("Text.", section="Coping")], SMS, WORDING)
        assert part.text == "Text.\n\nSource: Coping"

    def test_crisis_guidance_is_urgent(self) -> None:
        crisis, answer = parts_of([message("A", kind="crisis"), message("B")], SMS, WORDING)
        assert crisis.is_urgent and not answer.is_urgent

    def test_what_is_kept_comes_back(self) -> None:
        [part] = parts_of([message("Text.", "Yes", kind="crisis")], BUTTONS, WORDING)
        assert Part.from_dict(part.as_dict()) == part


OFFERED = [("c-1", "Anxious attachment"), ("c-2", "What's next?"), ("c-3", "United Kingdom")]


class TestTypedChoices:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("2", "c-2"), ("two", "c-2"), ("Two.", "c-2"), ("#3", "c-3"), ("(1)", "c-1"), ("1)", "c-1"),
            ("option 2", "c-2"), ("Number three please", "c-3"), ("I choose 2", "c-2"),
            ("anxious attachment", "c-1"), ("whats next", "c-2"), ("What’s next?", "c-2"),
            ("UNITED KINGDOM", "c-3"),
        ],
    )  # fmt: skip
    def test_are_understood(self, text: str, meant: str) -> None:
        assert choice_meant(text, OFFERED) == meant

    @pytest.mark.parametrize(
        "text", ["4", "0", "-1", "22", "2 of us want to die", "no", "1 2", "", "?", "²", "kingdom", "one day"]
    )
    def test_nothing_else_is(self, text: str) -> None:
        assert choice_meant(text, OFFERED) is None

    def test_nothing_was_offered(self) -> None:
        assert choice_meant("1", []) is None


def test_marks_at_the_edge_of_words_do_not_format() -> None:
    assert unformatted("*a* b_c _d_", "*_") == "\u200b*\u200ba\u200b*\u200b b_c \u200b_\u200bd\u200b_\u200b"
    assert unformatted("https://a.example/b_c", "*_") == "https://a.example/b_c"


def test_a_longest_text_of_whatsapp_still_fits_when_marks_are_set_apart() -> None:
    limits = WhatsApp.limits
    text = unformatted("A sentence with a *mark* in it. " * 20, "*_~`")
    assert length(text) < limits.text
    assert limits.text < 4096 and limits.body < 1024
