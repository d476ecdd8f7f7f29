"""What staff and operators run: `serve`, `train` and `check`, and what these are made of."""
