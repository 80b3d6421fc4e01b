"""The review desk: thin pages over steps and queries."""
