"""Load, soak and waiting times, measured by commands; the figures in docs/capacity.md are theirs."""
