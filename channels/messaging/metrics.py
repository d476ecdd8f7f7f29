"""What operators can count of the messaging channels: never a text, an id or an address."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

RECEIVED = Counter("attachment_guide_messaging_received", "Messages taken in", ["channel", "kind"])
REFUSED = Counter("attachment_guide_messaging_refused", "Requests refused", ["channel", "reason"])
REPLIES = Counter("attachment_guide_messaging_replies", "Attempts to send a reply", ["channel", "fate"])
BOXES = Gauge(
    "attachment_guide_messaging_rows", "Messages and replies that wait or are dead", ["channel", "box"]
)
ACKNOWLEDGED = Histogram(
    "attachment_guide_messaging_acknowledged_seconds",
    "Time until a platform was told that a message is kept",
    ["channel"],
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
)
