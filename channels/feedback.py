"""Whether an answer helped: kept with the conversation, and counted."""

from __future__ import annotations

from channels import metrics, tracker_store
from channels.conversations import Conversations


async def keep_feedback(conversations: Conversations, sender: str, message: str, helped: bool) -> bool:
    """Keeps whether one of the assistant's messages helped, and counts it.

    Args:
        conversations: what is known of them.
        sender: the conversation's id.
        message: the message's id.
        helped: what the visitor says of it.

    Returns:
        Whether there is such a message in this conversation.

    Raises:
        UnavailableError: when it cannot be kept.
    """
    shown = {m["id"]: m for m in await conversations.history(sender) if m["from"] == "assistant"}
    if message not in shown:
        return False
    await conversations.change(sender, tracker_store.keep_feedback, message, helped)
    metrics.FEEDBACK.labels(shown[message]["name"] or "none", str(helped).lower()).inc()
    return True
