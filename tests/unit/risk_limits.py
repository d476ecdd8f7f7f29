"""Limits for tests of the risk detector: clinicians may change theirs, and no test with them."""

from __future__ import annotations

from attachment_guide.risk.thresholds import Thresholds

LIMITS = Thresholds(
    crisis=0.8,
    crisis_with_phrase=0.3,
    check=0.7,
    check_with_phrase=0.2,
    support=0.3,
    support_denied=0.7,
    sentence_margin=0.1,
)
