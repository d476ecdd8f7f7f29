"""What operators can count: never a text, an id or an address."""

from __future__ import annotations

from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, Info, generate_latest

MESSAGES = Counter("attachment_guide_messages", "Messages of visitors", ["channel"])
RISK = Counter("attachment_guide_risk", "Messages by the risk found", ["tier"])
REPLIES = Counter("attachment_guide_replies", "Messages of the assistant", ["kind"])
FAILURES = Counter("attachment_guide_safety_net", "Replies that the safety net had to give")
FEEDBACK = Counter("attachment_guide_feedback", "Feedback on answers", ["name", "helped"])
REFUSED = Counter("attachment_guide_refused", "Messages over a limit, by what became of them", ["outcome"])
UP = Gauge("attachment_guide_up", "Whether a part works: 1 or 0", ["part"])
DISK = Gauge("attachment_guide_disk_free_bytes", "Free space where conversations are kept")
UNDER_WAY = Gauge("attachment_guide_turns_under_way", "Messages that are being answered")
WAITING = Gauge("attachment_guide_detections_waiting", "Messages that wait to be read for risk")
BUILD = Info("attachment_guide_build", "Versions of the assistant and of what it is built on")
MODEL = Info("attachment_guide_model", "The model that answers")
SECONDS = Histogram(
    "attachment_guide_reply_seconds",
    "Time from a message to its reply",
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)


def page() -> tuple[bytes, str]:
    """The metrics in Prometheus' text format, and its content type."""
    return generate_latest(), CONTENT_TYPE_LATEST


def count(channel: str, tier: str, messages: list[dict[str, Any]], seconds: float) -> None:
    """Counts one turn.

    Args:
        channel: where the message came from.
        tier: of the risk found.
        messages: the assistant's, as the web channel sends them.
        seconds: how long the reply took.
    """
    MESSAGES.labels(channel).inc()
    RISK.labels(tier).inc()
    for message in messages:
        REPLIES.labels(message["kind"]).inc()
    SECONDS.observe(seconds)
