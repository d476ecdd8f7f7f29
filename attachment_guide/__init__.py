"""What the NLU components, the actions and the channels share."""
