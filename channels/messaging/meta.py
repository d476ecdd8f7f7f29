"""What Meta's platforms have in common: the signature, the check of a new webhook, the codes of errors.

Source: Meta's documentation of webhooks (developers.facebook.com/docs/graph-api/webhooks/getting-started) and
of error codes (developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes).
"""

from __future__ import annotations

from sanic import HTTPResponse, Request, response

from channels.messaging.platform import hmac_hex, same
from channels.messaging.sending import Answer, Fate, Outcome, outcome_by_status

# Codes that pass: unknown errors, outages, limits of rate, and tokens or permissions that operators can mend.
PASSING = {0, 1, 2, 3, 4, 10, 17, 32, 190, 613, 80007, 130429, 131000, 131005, 131016, 131048, 131056, 131057}
PASSING |= {133004, 133016, *range(200, 300)}
# Of those codes, some say more: the time for replies is over.
REFUSED_SUBCODES = {2018278}
# Somebody who has blocked the page, or has left.
GONE_CODES, GONE_SUBCODES = {551}, {2018001, 2018108, 1545041}


def is_signed(request: Request, secret: str) -> bool:
    """Whether a request is signed by Meta.

    Args:
        request: any request.
        secret: of the app.
    """
    return same(request.headers.get("x-hub-signature-256"), f"sha256={hmac_hex(secret, request.body)}")


def handshake(request: Request, verify_token: str) -> HTTPResponse | None:
    """The answer to Meta's check of a new webhook.

    Args:
        request: any request.
        verify_token: the password typed into Meta's form.

    Returns:
        The answer; None when the request is no such check.
    """
    if request.method != "GET":
        return None
    if request.args.get("hub.mode") != "subscribe" or not same(
        request.args.get("hub.verify_token"), verify_token
    ):
        return response.empty(403)
    return response.text(request.args.get("hub.challenge", ""), content_type="text/plain; charset=utf-8")


def outcome(answer: Answer) -> Outcome:
    """What has become of a reply.

    Args:
        answer: of Meta's API.
    """
    code, subcode = answer.error.get("code"), answer.error.get("error_subcode")
    if code is None or answer.status >= 500:
        return outcome_by_status(answer)
    error = f"HTTP {answer.status}, code {code}" + (f".{subcode}" if subcode else "")
    if code in GONE_CODES or subcode in GONE_SUBCODES:
        return Outcome(Fate.GONE, error)
    is_passing = (code in PASSING and subcode not in REFUSED_SUBCODES) or answer.status == 429
    return Outcome(Fate.LATER if is_passing else Fate.REFUSED, error, answer.retry_after)
