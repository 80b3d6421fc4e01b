"""The desk's surroundings: who visits, what is refused, how pages are made."""
