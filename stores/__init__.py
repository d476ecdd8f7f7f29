"""What server processes share: the conversations' database, locks, limits, and what is kept for how long."""
