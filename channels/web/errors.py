"""The errors that clients of the web channel receive, in plain words."""

from __future__ import annotations

from sanic.exceptions import MethodNotSupported, NotFound, PayloadTooLarge

from channels.incoming import (
    ForgottenError,
    KeyReusedError,
    TooLongError,
    TooManyError,
    UnavailableError,
    UnknownChoiceError,
)
from channels.web.sessions import SessionError

# code: status, message
ERRORS = {
    "bad_json": (400, "The body is not valid JSON."),
    "bad_body": (400, 'The body must be a JSON object such as {"text": "..."}.'),
    "bad_content_type": (415, "Send the body as application/json."),
    "text_missing": (400, 'Say something in "text", or name a button in "choice".'),
    "text_not_string": (400, '"text" must be a string.'),
    "text_empty": (400, '"text" is empty.'),
    "text_too_long": (413, "The message is too long. Please send a shorter one."),
    "body_too_large": (413, "The request is too large."),
    "choice_unknown": (400, "No button has this id."),
    "key_invalid": (400, '"key" must be 8 to 64 letters, digits, - or _.'),
    "key_reused": (422, "Another message had this key. Give each message its own."),
    "feedback_invalid": (400, 'Send {"message": "<id>", "helped": true or false}.'),
    "country_unknown": (400, 'Send {"country": "<code of a country with help lines, or null>"}.'),
    "consent_invalid": (
        400,
        'Send {"keep": true or false}, and {"improve": …} where /config says staff_read.',
    ),
    "message_unknown": (404, "No message of this conversation has this id."),
    "no_session": (401, "There is no session. Start one with POST /chat/sessions."),
    "session_expired": (401, "This session is over. Start a new one with POST /chat/sessions."),
    "origin_not_allowed": (403, "This site may not use the chat."),
    "metrics_closed": (403, "Metrics are for this machine, or for who has the API's token."),
    "rate_limited": (429, "Too many messages at once. Please wait a moment."),
    "not_found": (404, "There is nothing here."),
    "method_not_allowed": (405, "This method is not possible here."),
    "bad_request": (400, "The request cannot be understood."),
    "unavailable": (503, "The conversation cannot be reached at the moment. Please try again."),
    "internal": (500, "Something went wrong on our side."),
}


class ApiError(Exception):
    """An error that is sent to the client.

    Attributes:
        code: a key of ERRORS.
        headers: further headers of the reply.
    """

    def __init__(self, code: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers or {}

    @property
    def status(self) -> int:
        """The HTTP status."""
        return ERRORS[self.code][0]

    def body(self) -> dict[str, dict[str, str]]:
        """The reply's JSON body."""
        return {"error": {"code": self.code, "message": ERRORS[self.code][1]}}


CODES: dict[type[Exception], str] = {
    UnknownChoiceError: "choice_unknown",
    TooLongError: "text_too_long",
    ForgottenError: "session_expired",
    KeyReusedError: "key_reused",
    UnavailableError: "unavailable",
}
CODES_OF_SANIC: dict[type[Exception], str] = {
    NotFound: "not_found",
    MethodNotSupported: "method_not_allowed",
    PayloadTooLarge: "body_too_large",
}


def api_error(error: Exception) -> ApiError:
    """The error to send to the client.

    Args:
        error: what a handler raised; unknown kinds become `internal`.
    """
    if isinstance(error, ApiError):
        return error
    if isinstance(error, SessionError):
        return ApiError(error.code)
    if isinstance(error, TooManyError):
        return ApiError("rate_limited", {"Retry-After": str(error.seconds)})
    return ApiError(CODES.get(type(error), "internal"))


def api_error_of_sanic(error: Exception) -> ApiError:
    """The error to send to a client whose request reached no handler.

    Args:
        error: what Sanic raised.
    """
    fallback = "bad_request" if getattr(error, "status_code", 400) < 500 else "internal"
    return ApiError(
        next((code for kind, code in CODES_OF_SANIC.items() if isinstance(error, kind)), fallback)
    )
