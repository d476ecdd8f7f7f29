"""Every messaging channel, with real processes and real HTTP in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from attachment_guide.content.content_map import content_map
from tests.channels.assistant import TABLES, Messaging, messaging
from tests.channels.messenger_server import MessengerServer
from tests.channels.platform_server import PlatformServer, Shown
from tests.channels.platforms import PLATFORMS
from tests.server.talk import AT_RISK, QUESTION

ANSWER = re.compile(r"^Anxious attachment is one of the four types", re.MULTILINE)
NOTICE = "This is an automated assistant"
# The promise is five seconds; the margin is for a machine that many tests share.
CRISIS_SECONDS = 5 + 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Messaging]:
    with messaging(tmp_path_factory.mktemp("messaging"), *(make() for make in PLATFORMS)) as whole:
        yield whole


@pytest.fixture(params=[*(make.name for make in PLATFORMS), "instagram"])
def platform(request: pytest.FixtureRequest, whole: Messaging) -> Iterator[PlatformServer]:
    platform = whole.platforms.get(request.param) or messenger(whole).on(request.param)
    yield platform
    assert not platform.complaints, "the platform's rules were broken"


def messenger(whole: Messaging) -> MessengerServer:
    """The webhook that Messenger and Instagram share."""
    server = whole.platforms["messenger"]
    assert isinstance(server, MessengerServer)
    return server


def words(shown: list[Shown]) -> str:
    return "\n".join(message.text for message in shown)


def is_crisis(message: Shown) -> bool:
    return "112" in message.text and "automated assistant" in message.text


class TestConversation:
    def test_the_notice_comes_first_and_once(self, platform: PlatformServer) -> None:
        person = platform.person()
        first = platform.write(person, QUESTION)
        assert first[0].text.startswith(NOTICE)
        assert "https://www.example.org/contact" in words(first), "a way to a person"
        assert "delete my conversation" in words(first)
        assert ANSWER.search(words(first))
        assert NOTICE not in words(platform.write(person, QUESTION))

    def test_an_answer_has_its_source(self, platform: PlatformServer) -> None:
        assert "Source: Types of attachment trauma" in words(platform.write(platform.person(), QUESTION))

    def test_a_button_is_pressed(self, platform: PlatformServer) -> None:
        person = platform.person()
        platform.write(person, QUESTION)
        shown = platform.after(person, *platform.press_what_is_shown(person, "Avoidant attachment"))
        assert shown[-1].text.startswith("Avoidant attachment is one of")

    @pytest.mark.parametrize("typed", ["2", "two", "Option 2.", "avoidant attachment"])
    def test_a_choice_is_typed(self, platform: PlatformServer, typed: str) -> None:
        person = platform.person()
        platform.write(person, QUESTION)
        shown = platform.write(person, typed)
        assert shown[-1].text.startswith("Avoidant attachment is one of")

    def test_a_country_is_chosen_by_its_number(self, platform: PlatformServer) -> None:
        person = platform.person_from_nowhere()
        shown = platform.write(person, AT_RISK)
        asked = next(message for message in shown if "Which country" in message.text)
        numbered = re.findall(r"^\d+\. (.+)$", asked.text, re.MULTILINE)
        titles = numbered or [title for _, title in asked.choices]
        lines = words(platform.write(person, str(titles.index("Switzerland") + 1)))
        assert "Switzerland" in lines and "143" in lines

    def test_a_button_that_is_not_ours(self, platform: PlatformServer) -> None:
        person = platform.person()
        shown = platform.after(person, platform.press(person, "/restart", "what is anxious attachment?"))
        if platform.has_buttons:
            assert ANSWER.search(words(shown)), "its words count"

    def test_typed_commands_are_text(self, platform: PlatformServer) -> None:
        assert is_crisis(platform.write(platform.person(), "/restart I want to die")[0])

    def test_every_answer_can_be_shown(self, platform: PlatformServer) -> None:
        """Answers of all lengths, with all numbers of buttons, within the platform's limits."""
        person = platform.person()
        for message in ("show me all topics", "help", "what can you do?", "i don't understand"):
            assert platform.write(person, message)
        assert content_map()


class TestCrisis:
    def test_guidance_comes_before_anything_else(self, platform: PlatformServer) -> None:
        person = platform.person()
        sent = platform.now()
        shown = platform.write(person, AT_RISK)
        assert is_crisis(shown[0]), "before the notice as well"
        assert shown[0].at - sent < CRISIS_SECONDS
        assert NOTICE in words(shown)

    def test_the_lines_of_the_country(self, platform: PlatformServer) -> None:
        if not platform.tells_country:
            pytest.skip("this platform's ids tell no country")
        for country, line in (("GB", "116 123"), ("US", "988"), ("DE", "0800 111 0 111")):
            person = platform.person(country)
            sent = platform.now()
            lines = [m for m in platform.write(person, AT_RISK) if line in m.text]
            assert lines, country
            assert lines[0].at - sent < CRISIS_SECONDS

    def test_the_country_that_somebody_names_counts_more(self, platform: PlatformServer) -> None:
        person = platform.person("GB")
        platform.write(person, "I live in Switzerland")
        assert "143" in words(platform.write(person, AT_RISK))

    def test_words_below_a_picture_are_read(self, platform: PlatformServer) -> None:
        person = platform.person()
        assert is_crisis(platform.after(person, platform.picture(person, AT_RISK))[0])

    def test_a_statement_split_over_two_messages(self, platform: PlatformServer) -> None:
        person = platform.person()
        platform.write(person, "i want to")
        assert any(is_crisis(message) for message in platform.write(person, "die"))


class TestWhatHoldsNoWords:
    def test_a_voice_message(self, platform: PlatformServer) -> None:
        person = platform.person("GB")
        shown = words(platform.after(person, platform.voice(person)))
        assert "cannot listen to voice messages" in shown
        assert "116 123" in shown or "findahelpline" in shown

    def test_a_picture(self, platform: PlatformServer) -> None:
        person = platform.person("GB")
        shown = words(platform.after(person, platform.picture(person)))
        assert "cannot see pictures" in shown


class TestTakenBack:
    """Somebody deletes one message on the platform, where the platform tells of it."""

    def test_its_words_are_in_no_table(self, whole: Messaging, platform: PlatformServer) -> None:
        if not platform.tells_deletions:
            pytest.skip("this platform does not tell of it")
        person = platform.person()
        sender = whole.sender(platform.name, platform.identity(person))
        said = platform.text(person, f"{AT_RISK}, said Balthasar")
        assert is_crisis(platform.after(person, said)[0])
        platform.after(person, platform.edit(person, said, f"{AT_RISK}, said my Balthasar"))
        platform.write(person, QUESTION)
        assert "Balthasar" in str(whole.conversation(sender))
        number = len(platform.shown_to(person))
        assert platform.deliver(platform.take_back(person, said)).status_code == 200
        platform.quiet(person)
        kept = str(whole.conversation(sender))
        assert "Balthasar" not in kept
        assert QUESTION in kept, "only that message"
        assert len(platform.shown_to(person)) == number, "nothing is said to it"
        files = list(whole.parts.folder.rglob("*.db*"))
        whole.wait_until(
            lambda: all(b"Balthasar" not in f.read_bytes() for f in files if f.name != "events.db")
        )
        after = platform.write(person, QUESTION)
        assert ANSWER.search(words(after)), "the conversation goes on"
        assert "at any time" in words(after), "and what was said in it is not forgotten"

    def test_nothing_is_kept_of_somebody_unknown(self, whole: Messaging, platform: PlatformServer) -> None:
        if not platform.tells_deletions:
            pytest.skip("this platform does not tell of it")
        person = platform.person()
        said = platform.text(person, QUESTION)
        assert platform.deliver(platform.take_back(person, said)).status_code == 200
        sender = whole.sender(platform.name, platform.identity(person))
        for table in TABLES:
            assert whole.rows(f"SELECT count(*) FROM {table} WHERE sender = ?", sender) == [(0,)]


class TestDeletion:
    def test_nothing_is_left_in_any_table(self, whole: Messaging, platform: PlatformServer) -> None:
        person = platform.person()
        platform.write(person, QUESTION)
        platform.write(person, AT_RISK)
        sender = whole.sender(platform.name, platform.identity(person))
        assert whole.conversation(sender)
        before = len(platform.shown_to(person))
        platform.deliver(platform.text(person, "Delete my conversation."))
        platform.wait_for(person, lambda shown: any("is deleted here" in m.text for m in shown[before:]))
        assert whole.conversation(sender) == []
        for table in ("messaging_people", "messaging_inbox", "messaging_outbox"):
            assert whole.rows(f"SELECT count(*) FROM {table} WHERE sender = ?", sender) == [(0,)]
        files = list(whole.database.parent.glob("messages.db*"))
        assert files
        whole.wait_until(lambda: all(sender.encode() not in file.read_bytes() for file in files))

    def test_a_new_conversation_can_begin(self, platform: PlatformServer) -> None:
        person = platform.person()
        platform.write(person, AT_RISK)
        platform.write(person, "delete my conversation")
        shown = words(platform.write(person, QUESTION))
        assert NOTICE in shown and ANSWER.search(shown)
        assert "Help is still there" not in shown, "no reminder of what was deleted"
