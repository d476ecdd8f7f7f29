"""Ways in for visitors: a file or package for each platform, and what they share.

`turn.py` is the one way of a message, whatever channel it came by. A channel turns its platform's
requests into `Incoming` messages and what comes back into its platform's form; nothing else.
"""
