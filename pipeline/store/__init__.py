"""Tables, ledger, outbox and queries: the only room that knows the database."""
