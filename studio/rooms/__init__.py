"""The studio's rooms: one blueprint each, of what a person does there."""
