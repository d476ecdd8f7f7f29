"""The clinic's own way in: a JSON API under /chat for the chat window, and the demo page."""

from channels.web.channel import WebChannel

__all__ = ["WebChannel"]
