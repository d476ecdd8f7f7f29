"""Settings of the messaging channels (WhatsApp, Twilio, Telegram, Messenger and Instagram, Slack)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from attachment_guide.settings import read_setting, variable


@dataclass(frozen=True)
class MessagingSettings:
    """Every setting of the messaging channels; docs/channels.md lists them.

    The addresses of the platforms' APIs are settings too, for tests and for regional hosts.

    Attributes:
        messages_database: SQLAlchemy URL of the inbox and outbox; when empty, the conversations'
            PostgreSQL, or beside their SQLite file another one, messages.db.
        messages_keys: Fernet keys, separated by spaces; the first one encrypts, all of them decrypt. Those of
            the conversations, ENCRYPTION_KEYS, when empty.
        messages_days: how long the ids of messages that are done with are kept, to know them again.
        messages_body: largest request of a platform, in bytes.
        public_url: where the platforms reach this server, such as `https://chat.example.org`.
        whatsapp_token: access token of a system user.
        whatsapp_app_secret: of the Meta app; signs what Meta sends.
        whatsapp_verify_token: a password of our own, typed into Meta's webhook form.
        whatsapp_phone_id: id of the phone number that sends.
        whatsapp_api: Meta's API with its version.
        twilio_account: account SID.
        twilio_token: auth token; signs what Twilio sends.
        twilio_shared_key: signs in the auth token's place where a webhooks rule says so.
        twilio_from: the number, or the messaging service's SID, that sends SMS.
        twilio_whatsapp_from: the number that sends WhatsApp messages through Twilio.
        twilio_api: Twilio's API.
        telegram_token: the bot's token.
        telegram_secret: a password of our own, sent back by Telegram with every update.
        telegram_api: Telegram's API.
        messenger_token: access token of the page.
        messenger_app_secret: of the Meta app; signs what Meta sends.
        messenger_verify_token: a password of our own, typed into Meta's webhook form.
        instagram_token: access token of an Instagram account without a page; the page's when empty.
        instagram_api: Meta's API for such an account.
        messenger_api: Meta's API with its version.
        slack_token: the bot's token.
        slack_signing_secret: signs what Slack sends.
        slack_api: Slack's API.
    """

    messages_database: str = ""
    messages_keys: str = ""
    messages_days: int = 30
    messages_body: int = 524_288
    public_url: str = ""
    whatsapp_token: str = ""
    whatsapp_app_secret: str = ""
    whatsapp_verify_token: str = ""
    whatsapp_phone_id: str = ""
    whatsapp_api: str = "https://graph.facebook.com/v23.0"
    twilio_account: str = ""
    twilio_token: str = ""
    twilio_shared_key: str = ""
    twilio_from: str = ""
    twilio_whatsapp_from: str = ""
    twilio_api: str = "https://api.twilio.com"
    telegram_token: str = ""
    telegram_secret: str = ""
    telegram_api: str = "https://api.telegram.org"
    messenger_token: str = ""
    messenger_app_secret: str = ""
    messenger_verify_token: str = ""
    instagram_token: str = ""
    instagram_api: str = "https://graph.instagram.com/v23.0"
    messenger_api: str = "https://graph.facebook.com/v23.0"
    slack_token: str = ""
    slack_signing_secret: str = ""
    slack_api: str = "https://slack.com/api"

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL of the inbox and outbox."""
        conversations = read_setting("database")
        if self.messages_database or conversations.startswith("postgres"):
            return self.messages_database or conversations
        # A file of its own: neither has to wait for the other to write, nor fails with it.
        file = Path(conversations.removeprefix("sqlite:///")).with_name("messages.db")
        return f"sqlite:///{file}"

    @property
    def keys(self) -> str:
        """The keys that encrypt addresses and messages; where there are none, those of the conversations."""
        return self.messages_keys or read_setting("encryption_keys")

    @classmethod
    def from_environment(cls) -> MessagingSettings:
        """Reads the settings.

        Raises:
            SettingError: when a value is invalid.
        """
        return cls(**{field.name: read_setting(field.name, cls) for field in fields(cls)})

    def missing(self, names: tuple[str, ...]) -> list[str]:
        """The environment variables that are not set.

        Args:
            names: of settings that are needed.
        """
        return [variable(name) for name in names if not getattr(self, name)]
