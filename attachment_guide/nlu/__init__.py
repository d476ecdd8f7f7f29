"""How messages are understood: the sentence encoder, the text classifier, and what Rasa expects of both."""
