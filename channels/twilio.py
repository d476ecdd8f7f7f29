"""SMS, and WhatsApp through Twilio.

Source: www.twilio.com/docs, below it messaging/guides/webhook-request, messaging/api/message-resource,
usage/webhooks/webhooks-security and usage/webhooks/webhook-shared-keys.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs

from sanic import HTTPResponse, Request, response

from channels.messaging import MessagingChannel
from channels.messaging.countries import country_of_phone
from channels.messaging.parts import Limits, Part
from channels.messaging.platform import MalformedError, Platform, same
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Call, Fate, Outcome, outcome_by_status

WHATSAPP = "whatsapp:"
# Codes of errors. Limits of rate and outages pass; who has sent STOP, or whose number takes none, is gone.
PASSING = {10001, 14107, 20003, 20429, 20500, 20503, 20504, 30001, 30022, 63018}
GONE = {21610, 21211, 21214, 21614}


class Twilio(Platform):
    """Twilio as a platform; its numbers speak SMS, or WhatsApp with a prefix."""

    name = "twilio"
    title = "Twilio"
    needed = ("twilio_account", "twilio_token", "twilio_from", "public_url")
    limits = Limits(text=1600)

    def is_genuine(self, request: Request) -> bool:
        """By the auth token or a shared key (see parent class for full docstring)."""
        settings = self.settings
        # A webhooks rule of Twilio's names another key and algorithm in this header.
        rule = request.headers.get("x-twilio-webhooks-signature-settings")
        algorithm = _algorithm(rule)
        secret = settings.twilio_shared_key if rule else settings.twilio_token
        if not secret or not algorithm:
            return False
        url = f"{settings.public_url.rstrip('/')}{request.path}"
        url += f"?{request.query_string}" if request.query_string else ""
        try:
            content = url + "".join(f"{key}{value}" for key, value in _signed_parameters(request))
        except ValueError:
            return False
        digest = hmac.new(secret.encode(), content.encode("utf-8", "surrogateescape"), algorithm).digest()
        return same(request.headers.get("x-twilio-signature"), base64.b64encode(digest).decode())

    def read(self, request: Request) -> list[Received]:
        """The one message of a request (see parent class for full docstring)."""
        form = {key: values[-1] for key, values in _form(request).items()}
        address, message = form.get("From", ""), form.get("MessageSid") or form.get("SmsMessageSid", "")
        if not address or not message:
            raise MalformedError("no message")
        # Twilio answers STOP, START and HELP by itself, and says so; receipts come with a status.
        if form.get("OptOutType") or form.get("MessageStatus"):
            return []
        number = address.removeprefix(WHATSAPP)
        kind, choice = _kind(form), form.get("ButtonPayload")
        text = form.get("ButtonText") or form.get("Body", "")
        return [Received(kind, address, address, message, text, choice, country=country_of_phone(number))]

    def acknowledgement(self) -> HTTPResponse:
        """An empty reply in Twilio's language, so that nothing is sent by it."""
        return response.text("<Response></Response>", content_type="text/xml; charset=utf-8")

    def call(self, address: str, part: Part) -> Call:
        """A text (see parent class for full docstring)."""
        settings = self.settings
        is_whatsapp = address.startswith(WHATSAPP)
        ours = settings.twilio_from
        if is_whatsapp:
            ours = WHATSAPP + (settings.twilio_whatsapp_from or settings.twilio_from).removeprefix(WHATSAPP)
        who = {"MessagingServiceSid" if ours.startswith("MG") else "From": ours}
        return Call(
            f"{settings.twilio_api}/2010-04-01/Accounts/{settings.twilio_account}/Messages.json",
            form={**who, "To": address, "Body": part.text},
            auth=(settings.twilio_account, settings.twilio_token),
        )

    def outcome(self, answer: Answer) -> Outcome:
        """By Twilio's codes of errors (see parent class for full docstring)."""
        code = answer.content.get("code")
        if answer.status < 400 or not isinstance(code, int):
            return outcome_by_status(answer)
        error = f"HTTP {answer.status}, code {code}"
        if code in GONE:
            return Outcome(Fate.GONE, error)
        if code in PASSING or answer.status == 429 or answer.status >= 500:
            return Outcome(Fate.LATER, error, answer.retry_after)
        return Outcome(Fate.REFUSED, error)


def _algorithm(rule: str | None) -> str | None:
    """The name of the hash of a signature; None for one that is not known."""
    if not rule:
        return "sha1"
    settings = dict(part.strip().partition("=")[::2] for part in rule.split(","))
    known = {"HMAC_SHA1": "sha1", "HMAC_SHA256": "sha256"}
    found = known.get(settings.get("algorithm", ""))
    return found if found in hashlib.algorithms_available else None


def _form(request: Request) -> dict[str, list[str]]:
    try:
        return parse_qs(request.body.decode(), keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise MalformedError("no form") from None


def _signed_parameters(request: Request) -> list[tuple[str, str]]:
    """The parameters in the order in which Twilio signs them: by name, each value of a name once."""
    return [(key, value) for key, values in sorted(_form(request).items()) for value in sorted(set(values))]


def _kind(form: Mapping[str, str]) -> Kind:
    if form.get("ButtonPayload"):
        return Kind.CHOICE
    if form.get("Body", "").strip():
        return Kind.TEXT
    if form.get("Latitude"):
        return Kind.PLACE
    media = form.get("MediaContentType0", "")
    if media.startswith(("audio/", "video/")):
        return Kind.VOICE
    return Kind.PLACE if "vcard" in media else Kind.PICTURE


class TwilioChannel(MessagingChannel):
    """Twilio as a channel of Rasa's."""

    platform_class = Twilio
