"""Keeps the visitor's country and shows its help lines."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import utter
from actions.safety import country_buttons, country_named, give_lines, last_risk
from attachment_guide.content.help_lines import ELSEWHERE, is_elsewhere
from attachment_guide.names import SLOT_COUNTRY


class ActionSetCountry(Action):
    """Shows the help lines of the country that the visitor chose or named."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_set_country"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the lines, or asks again when the country has none here."""
        # Not the country from before: who names one without lines here is not there any more.
        code = country_named(tracker)
        if not code and is_elsewhere(tracker.latest_message.get("text") or ""):
            utter(dispatcher, "crisis_lines_elsewhere")
            return [SlotSet(SLOT_COUNTRY, ELSEWHERE)]
        if not code:
            utter(dispatcher, "crisis_lines_unknown", buttons=country_buttons())
            return [SlotSet(SLOT_COUNTRY, None)]
        # What was told before the country was asked for: abuse and children have lines of their own.
        risk = last_risk(tracker)
        minor = bool(risk.get("minor")) and risk.get("about") == "self"
        return give_lines(dispatcher, tracker, category=risk.get("category"), minor=minor)
