"""All fake platforms."""

from __future__ import annotations

from tests.channels.messenger_server import MessengerServer
from tests.channels.platform_server import PlatformServer
from tests.channels.slack_server import SlackServer
from tests.channels.telegram_server import TelegramServer
from tests.channels.twilio_server import TwilioServer
from tests.channels.whatsapp_server import WhatsAppServer

PLATFORMS: list[type[PlatformServer]] = [
    WhatsAppServer,
    TwilioServer,
    TelegramServer,
    MessengerServer,
    SlackServer,
]
