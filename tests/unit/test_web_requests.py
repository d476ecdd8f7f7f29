"""What is read from a request: the visitor's address, and the tokens of a session."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from attachment_guide.settings import SettingError, Settings
from channels.web.requests import COOKIE, MOST_COOKIES, PROXY_NETWORKS, address, household, session_tokens

NETWORKS = {PROXY_NETWORKS: Settings().trusted_networks}


def request(ip: str, forwarded: str = "", **headers: str):
    app = SimpleNamespace(config=NETWORKS)
    return SimpleNamespace(ip=ip, remote_addr=forwarded, headers=headers, app=app)


@pytest.mark.parametrize(
    "proxy", ["127.0.0.1", "::1", "10.1.2.3", "172.20.0.2", "::ffff:192.168.0.1", "fd00::1"]
)
def test_a_proxy_is_believed(proxy):
    assert address(request(proxy, "203.0.113.7")) == "203.0.113.7"


def test_brackets_around_an_address():
    assert address(request("127.0.0.1", "[2001:db8::1]")) == "2001:db8::1"
    assert household(request("127.0.0.1", "[2001:db8::1]")) == "2001:db8::/64"


@pytest.mark.parametrize("stranger", ["203.0.113.9", "2001:db8::1", "::ffff:203.0.113.9", "nonsense"])
def test_nobody_else_is(stranger):
    assert address(request(stranger, "203.0.113.7")) == stranger


@pytest.mark.parametrize(
    ("ip", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", "nonsense"),
    ],
)
def test_what_limits_count_by(ip, counted):
    assert household(request(ip)) == counted


def test_what_is_no_network():
    with pytest.raises(SettingError, match="ATTACHMENT_GUIDE_PROXY_NETWORKS"):
        assert Settings(proxy_networks="10.0.0.0/8 proxy.example").trusted_networks


class TestTokens:
    def test_the_header_goes_before_cookies(self):
        both = request("::1", **{"X-Chat-Session": "h", "cookie": f"{COOKIE}=c"})
        assert session_tokens(both, COOKIE) == ["h"]

    def test_all_cookies_of_the_name_and_not_endlessly(self):
        cookies = "; ".join([f"{COOKIE}={n}" for n in range(9)] + [f"x{COOKIE}=x", COOKIE])
        assert session_tokens(request("::1", cookie=cookies), COOKIE) == [str(n) for n in range(MOST_COOKIES)]

    def test_none_where_the_header_alone_counts(self):
        assert session_tokens(request("::1", cookie=f"{COOKIE}=c"), None) == []
