"""Our pipeline beside others: Rasa's default one, and our own with parts left out."""
