"""What the assistant says and where it sends people: the answers owed, follow-up questions, help lines."""
