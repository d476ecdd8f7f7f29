"""A messaging platform's channel, as small as one can be: everything but input and output is the turn's."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, HTTPResponse, Request, response

from channels.incoming import Incoming, RefusedError
from channels.turn import Turn


class FakePlatform(InputChannel):
    """Takes `{"from", "id", "text" or "button"}` and answers with the texts to send."""

    @classmethod
    def name(cls) -> str:
        return "fake"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> FakePlatform:
        return cls()

    def blueprint(self, on_new_message) -> Blueprint:
        routes = Blueprint("fake")
        turn = Turn(routes, on_new_message, self.name())

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            said = request.json
            sender = f"fake-{said['from']}"
            if said.get("text") == "delete my conversation":
                await turn.forget(sender)
                return response.json([])
            incoming = Incoming(sender, said.get("text", ""), said.get("button"), said["id"])
            try:
                return response.json(await turn.take(incoming))
            except RefusedError as error:
                return response.json({"refused": type(error).__name__}, status=400)

        return routes
