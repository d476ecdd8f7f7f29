"""Why the assistant replied as it did: `make try`, and whatever shows the same elsewhere."""
