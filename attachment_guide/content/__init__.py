"""What the assistant says and where it sends people: required answers, follow-up questions, help lines."""
