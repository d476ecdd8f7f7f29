"""How the files of the chat window are sent: small, and only when the browser does not have them yet."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

SCRIPT = "/chat/static/attachment-guide.js"
PLAIN = {"Accept-Encoding": "identity"}


class TestScript:
    def test_is_sent_compressed(self, server_url):
        with httpx.stream("GET", f"{server_url}{SCRIPT}", headers={"Accept-Encoding": "gzip"}) as reply:
            sent = b"".join(reply.iter_raw())
        plain = httpx.get(f"{server_url}{SCRIPT}", headers=PLAIN)
        assert reply.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in reply.headers["vary"]
        assert len(sent) < 40 * 1024 < len(plain.content)
        assert gzip.decompress(sent) == plain.content
        assert "content-encoding" not in plain.headers
        assert plain.headers["content-type"].endswith("charset=utf-8")

    @pytest.mark.parametrize("encoding", ["gzip", "identity", "gzip;q=0", "br"])
    def test_is_not_sent_again_while_it_is_the_same(self, server_url, encoding):
        headers = {"Accept-Encoding": encoding}
        tag = httpx.get(f"{server_url}{SCRIPT}", headers=headers).headers["etag"]
        again = httpx.get(f"{server_url}{SCRIPT}", headers=headers | {"If-None-Match": f'"other", {tag}'})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        changed = httpx.get(f"{server_url}{SCRIPT}", headers=headers | {"If-None-Match": '"other"'})
        assert changed.status_code == 200

    def test_has_a_name_under_which_it_never_changes(self, server_url):
        page = httpx.get(f"{server_url}/chat/demo").text
        (path,) = re.findall(r'src="(/chat/static/attachment-guide\.[0-9a-f]{16}\.js)"', page)
        named, stable = httpx.get(f"{server_url}{path}"), httpx.get(f"{server_url}{SCRIPT}")
        assert named.content == stable.content
        assert "immutable" in named.headers["cache-control"]
        assert stable.headers["cache-control"] == "no-cache"

    def test_a_page_that_names_an_older_one_gets_the_current_one(self, server_url):
        reply = httpx.get(f"{server_url}/chat/static/attachment-guide.0123456789abcdef.js")
        assert reply.status_code == 200
        assert reply.headers["cache-control"] == "no-cache"

    @pytest.mark.parametrize(
        "name", ["other.0123456789abcdef.js", "..%2Fchannel.py", "attachment-guide.zz.js"]
    )
    def test_nothing_else_is_there(self, server_url, name):
        assert httpx.get(f"{server_url}/chat/static/{name}").status_code == 404
