"""Counting: rulebook, outlets, award, duties, ranks; facts in, entries with their clause out."""
