"""What visitors asked in vain: read, masked and grouped."""
