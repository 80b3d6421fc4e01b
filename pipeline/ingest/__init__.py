"""From the mailbox to what a letter brings: fetch and keep, open in a child, read Word and subject, assemble.

docs/ingest.md says which module does which of these jobs.
"""
