"""What the messaging channels share: inbox, outbox, ordered work, parts, choices, privacy."""

from channels.messaging.channel import MessagingChannel

__all__ = ["MessagingChannel"]
