"""How a request says where it ends: what is well formed passes, what is open to two readings does not."""

from __future__ import annotations

import pytest

from tools.framing import FramingError, check_chunk, check_head, target_of


def head(*fields: bytes, line: bytes = b"POST /chat/messages HTTP/1.1", host: bytes = b"Host: x") -> bytes:
    return b"\r\n".join([line, *([host] if host else []), *fields])


@pytest.mark.parametrize(
    "well_formed",
    [
        head(),
        head(b"Content-Length: 0"),
        head(b"content-length:17"),
        head(b"Content-Length: \t17 "),
        head(b"Transfer-Encoding: chunked"),
        head(b"Cookie: a=b; c=\xc3\xa9", b"X-Empty:"),
        head(line=b"GET /chat/demo?x=%20 HTTP/1.1"),
        head(line=b"OPTIONS * HTTP/1.1"),
        head(b"Content-Length: 5", line=b"POST / HTTP/1.0", host=b""),
    ],
)
def test_what_is_well_formed_passes(well_formed):
    check_head(well_formed)


@pytest.mark.parametrize(
    "malformed",
    [
        b"",
        b"nonsense",
        head(line=b"GET / HTTP/2.0"),
        head(line=b"GET  / HTTP/1.1"),
        head(line=b"GET / HTTP/1.1 "),
        head(line=b" GET / HTTP/1.1"),
        head(line=b"GET /a b HTTP/1.1"),
        head(line=b"GET /\xff HTTP/1.1"),
        head(line=b"G(T / HTTP/1.1"),
        head(host=b""),
        head(b"Host: y"),
        head(b"no colon"),
        head(b": no name"),
        head(b"Transfer-Encoding : chunked"),
        head(b"\tTransfer-Encoding: chunked"),
        head(b"X: a", b" folded"),
        head(b"X: a\rTransfer-Encoding: chunked"),
        head(b"X: a\nTransfer-Encoding: chunked"),
        head(b"X: \x00"),
        *(
            head(b"Content-Length: " + length)
            for length in (
                b"-1",
                b"-0",
                b"+16",
                b"1_6",
                b"0x10",
                b"1.0",
                b"1,1",
                b"1 6",
                b"",
                b"\xb2",
                b"9" * 19,
            )
        ),
        head(b"Content-Length: 1", b"Content-Length: 1"),
        head(b"Content-Length: 1", b"content-length: 2"),
        head(b"Content-Length: 1", b"Transfer-Encoding: chunked"),
        head(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"),
        *(
            head(b"Transfer-Encoding: " + e)
            for e in (b"gzip", b"xchunked", b"gzip, chunked", b"identity", b"")
        ),
        head(b"Transfer-Encoding: chunked", line=b"POST / HTTP/1.0"),
    ],
)
def test_what_is_malformed_or_ambiguous_does_not(malformed):
    with pytest.raises(FramingError):
        check_head(malformed)


@pytest.mark.parametrize(
    ("line", "target"),
    [(b"GET /chat/x HTTP/1.1", b"/chat/x"), (b"GET /chat/x HTTP/1.9", None), (b"nonsense", None)],
)
def test_the_target_for_the_error(line, target):
    assert target_of(head(b"Content-Length: -1", line=line)) == target


class TestChunks:
    @pytest.mark.parametrize(
        "whole", [b"\r\n5\r\n", b"\r\n0aF\r\nrest", b"\r\n0\r\n\r\n", b"\r\n00\r\n\r\nGET"]
    )
    def test_whole(self, whole):
        assert check_chunk(bytearray(whole))

    def test_one_after_the_other(self):
        for whole in (b"\r\n1f\r\n", b"\r\n0\r\n\r\n"):
            for part in range(len(whole)):
                assert not check_chunk(whole[:part])
            assert check_chunk(whole)

    @pytest.mark.parametrize(
        "size", [b"", b"-1", b"+5", b"1_0", b" 5", b"5 ", b"0x5", b"zz", b"5;a=b", b"123456789", b"5" * 65]
    )
    def test_what_is_no_size(self, size):
        with pytest.raises(FramingError):
            check_chunk(b"\r\n" + size + b"\r\n")

    @pytest.mark.parametrize("malformed", [b"XX5\r\n", b"x", b"\n5\r\n", b"\r\n0\r\nTrailer: x\r\n\r\n"])
    def test_what_is_no_chunk(self, malformed):
        with pytest.raises(FramingError):
            check_chunk(malformed)

    def test_a_size_without_end(self):
        with pytest.raises(FramingError):
            check_chunk(b"\r\n" + b"1" * 100)
