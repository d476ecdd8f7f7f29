"""All fake platforms."""

from __future__ import annotations

from tests.channels.platform_server import PlatformServer
from tests.channels.telegram_server import TelegramServer
from tests.channels.whatsapp_server import WhatsAppServer

PLATFORMS: list[type[PlatformServer]] = [WhatsAppServer, TelegramServer]
