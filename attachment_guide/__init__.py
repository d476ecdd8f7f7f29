"""The library that components, actions, channels and tools share. It imports none of them."""
