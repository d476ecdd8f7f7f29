"""How a request says where it ends, read strictly: whatever is open to two readings is refused.

The rules are those of RFC 9112 (HTTP/1.1), sections 2.2, 3, 5, 6 and 7.1, without its leniencies.
A proxy in front of the server and the server itself can then never disagree on where a request ends
(request smuggling), and no length can be negative.
"""

from __future__ import annotations

import re

# RFC 9110, section 5.6.2.
TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
REQUEST_LINE = re.compile(rb"(?P<method>" + TOKEN + rb") (?P<target>[!-~]+) HTTP/(?P<version>1\.[01])")
FIELD_NAME = re.compile(TOKEN)
# Digits of a length in bytes; more than these is longer than any limit.
LENGTH = re.compile(rb"[0-9]{1,18}")
CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}")
# In a field's value: tabs and visible characters, also those that are no ASCII.
NO_FIELD_VALUE = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
CRLF = b"\r\n"
SPACE = b" \t"
# The longest line that says how long a chunk is.
LONGEST_CHUNK_LINE = 64


class FramingError(ValueError):
    """A request is malformed or ambiguous; the message says in what way."""


def check_head(head: bytes) -> None:
    """Checks a request's first line and its header fields.

    Args:
        head: everything before the empty line.

    Raises:
        FramingError: when it may be read in more than one way, or in none.
    """
    line, *lines = head.split(CRLF)
    request = REQUEST_LINE.fullmatch(line)
    if not request:
        raise FramingError("the request line is malformed")
    fields: dict[bytes, list[bytes]] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not FIELD_NAME.fullmatch(name):
            raise FramingError("a header field is malformed")
        if NO_FIELD_VALUE.search(value):
            raise FramingError("a header field holds a control character")
        fields.setdefault(name.lower(), []).append(value.strip(SPACE))
    _check_host(fields.get(b"host", []), request["version"])
    _check_length(fields.get(b"content-length", []), fields.get(b"transfer-encoding", []), request["version"])


def _check_host(hosts: list[bytes], version: bytes) -> None:
    if len(hosts) > 1 or (not hosts and version != b"1.0"):
        raise FramingError("there must be one Host field")


def _check_length(lengths: list[bytes], encodings: list[bytes], version: bytes) -> None:
    if len(lengths) + len(encodings) > 1:
        raise FramingError("the length of the body is said more than once")
    if lengths and not LENGTH.fullmatch(lengths[0]):
        raise FramingError("the length of the body is no number")
    if encodings and (encodings[0] != b"chunked" or version == b"1.0"):
        raise FramingError("the encoding of the body is not supported")


def target_of(head: bytes) -> bytes | None:
    """The address that a request asks for, to answer it in the form that is usual there.

    Args:
        head: of any request, well formed or not.

    Returns:
        The target; None when the request line is malformed.
    """
    request = REQUEST_LINE.fullmatch(head.partition(CRLF)[0])
    return request["target"] if request else None


def check_chunk(buffer: bytes | bytearray) -> bool:
    """Checks where the next chunk of a body begins, or that the body ends.

    Args:
        buffer: what has come, from the end of the head or of the chunk before on.

    Returns:
        Whether all of it is there; False when more has to come.

    Raises:
        FramingError: when it is malformed. Trailer fields, which nobody here reads, are refused.
    """
    if not CRLF.startswith(buffer[:2]):
        raise FramingError("a chunk is longer than it said")
    end = buffer.find(CRLF, 2)
    if end < 0:
        if len(buffer) > LONGEST_CHUNK_LINE:
            raise FramingError("a chunk's size is too long")
        return False
    size = CHUNK_SIZE.fullmatch(buffer, 2, end)
    if not size:
        raise FramingError("a chunk's size is no number")
    if int(size[0], 16):
        return True
    closing = bytes(buffer[end : end + 4])
    if not (CRLF + CRLF).startswith(closing):
        raise FramingError("a body ends with trailer fields")
    return closing == CRLF + CRLF
