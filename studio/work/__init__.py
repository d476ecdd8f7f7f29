"""What the rooms do, without HTTP."""
