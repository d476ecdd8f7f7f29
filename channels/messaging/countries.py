"""The country that an address tells, so that somebody in danger gets the lines of their own."""

from __future__ import annotations

import re

import phonenumbers

# WhatsApp's business-scoped ids begin with the country: US.13491208655302741918, US.ENT.118157.
SCOPED_ID = re.compile(r"^([A-Z]{2})\.")


def country_of_phone(number: str) -> str | None:
    """The country of a phone number.

    Args:
        number: with its country code, with or without a plus sign.

    Returns:
        ISO code; None when it is no such number, or one of no single country.
    """
    try:
        parsed = phonenumbers.parse("+" + number.lstrip("+"))
    except phonenumbers.NumberParseException:
        return None
    code = phonenumbers.region_code_for_number(parsed)
    return None if code in (None, "ZZ", "001") else code


def country_of_scoped_id(identity: str) -> str | None:
    """The country of a business-scoped id of WhatsApp's.

    Args:
        identity: the id.

    Returns:
        ISO code; None when it tells none.
    """
    found = SCOPED_ID.match(identity)
    return found[1] if found else None
