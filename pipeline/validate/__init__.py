"""Checks: what the sender should know before a person looks."""
