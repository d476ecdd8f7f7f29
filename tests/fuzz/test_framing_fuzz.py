"""Generated requests: whatever passes is read in the same way by another, strict parser (h11)."""

from __future__ import annotations

from contextlib import suppress

import h11
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.framing import FramingError, check_chunk, check_head

SETTINGS = settings(max_examples=1000, deadline=None)

names = st.sampled_from(
    [
        b"Content-Length",
        b"content-length",
        b"Transfer-Encoding",
        b"Host",
        b"X",
        b"Content-Length ",
        b" X",
        b"",
    ]
)
values = st.one_of(
    st.sampled_from(
        [b"5", b"-1", b"+5", b"1_0", b"chunked", b"Chunked", b"gzip, chunked", b"x", b"0", b"5, 5"]
    ),
    st.binary(max_size=6),
)
fields = st.lists(st.tuples(names, st.sampled_from([b":", b": ", b" : ", b""]), values), max_size=4)
lines = st.one_of(
    st.sampled_from([b"POST / HTTP/1.1", b"POST / HTTP/1.0", b"GET /x?y HTTP/1.1", b"POST  / HTTP/1.1"]),
    st.binary(max_size=20),
)


def raw(line: bytes, fields: list[tuple[bytes, bytes, bytes]]) -> bytes:
    return b"\r\n".join([line, b"Host: x", *(b"".join(parts) for parts in fields)])


@SETTINGS
@given(lines, fields)
@example(b"POST / HTTP/1.1", [(b"Content-Length", b": ", b"-1")])
@example(b"POST / HTTP/1.1", [(b"Content-Length", b": ", b"5"), (b"Transfer-Encoding", b": ", b"chunked")])
def test_what_passes_has_one_reading(line, fields):
    head = raw(line, fields)
    try:
        check_head(head)
    except FramingError:
        return
    peer = h11.Connection(h11.SERVER)
    peer.receive_data(head + b"\r\n\r\n")
    request = peer.next_event()
    assert isinstance(request, h11.Request)
    said = {name.strip().lower(): value.strip(b" \t") for name, _, value in fields}
    lengths = [value for name, value in request.headers if name == b"content-length"]
    encodings = [value for name, value in request.headers if name == b"transfer-encoding"]
    assert lengths == [said[name] for name in (b"content-length",) if name in said]
    assert len(lengths) + len(encodings) <= 1
    assert all(int(length) >= 0 for length in lengths)


@SETTINGS
@given(st.binary(max_size=400))
def test_nothing_but_a_framing_error_is_raised(head):
    for check in (check_head, check_chunk):
        with suppress(FramingError):
            check(head)


@SETTINGS
@given(st.lists(st.binary(min_size=1, max_size=300), max_size=5))
def test_every_well_formed_body_in_chunks_passes(parts):
    for part in parts:
        assert check_chunk(b"\r\n%x\r\n" % len(part) + part)
    assert check_chunk(b"\r\n0\r\n\r\n")


@SETTINGS
@given(st.binary(max_size=20).filter(lambda line: b"\r\n" not in line))
def test_a_chunk_that_passes_has_one_reading(line):
    try:
        is_whole = check_chunk(b"\r\n" + line + b"\r\n" + b"\r\n")
    except FramingError:
        return
    assert is_whole
    peer = h11.Connection(h11.SERVER)
    peer.receive_data(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + line + b"\r\n")
    assert isinstance(peer.next_event(), h11.Request)
    size = int(line, 16)
    if size:
        peer.receive_data(b"x")
        data = peer.next_event()
        assert isinstance(data, h11.Data) and bytes(data.data) == b"x"[:size]


@pytest.mark.parametrize("cut", range(1, 5))
def test_a_chunk_in_pieces_is_waited_for(cut):
    assert check_chunk(b"\r\n1f\r\n"[:cut]) is False
