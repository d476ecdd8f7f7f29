"""Python reads this at start when its folder is on PYTHONPATH: writes down who is connected to.

One line for each name looked up and each address connected or sent to that is not this machine's.
"""

import os
import sys

FILE = os.environ.get("CONNECTIONS_FILE")
OWN = ("localhost", "127.", "::1", "0.0.0.0")


def write_down(event: str, arguments: tuple) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host and not host.startswith(OWN):
        with open(FILE, "a") as file:  # noqa: PTH123 - nothing more than needed in every process
            file.write(f"{event} {host} {sys.argv}\n")


if FILE:
    # It connects in C, where no audit event tells of it; without it, asyncio's own loop is used.
    sys.modules["uvloop"] = None
    sys.addaudithook(write_down)
