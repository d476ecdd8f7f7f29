"""How well risk is detected: labelled messages, the measures, and how they are printed."""
