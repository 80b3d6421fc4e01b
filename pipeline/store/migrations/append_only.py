"""Tables whose rows are only ever added: triggers refuse everything else, on SQLite and on PostgreSQL."""

from alembic import op

_REFUSAL = "rows are only ever added"


def only_add(table: str) -> None:
    """Let rows of the table only be added from now on; `table` is one of our own names."""
    forbid = _forbid_on_postgresql if op.get_bind().dialect.name == "postgresql" else _forbid_on_sqlite
    forbid(table)


def _forbid_on_postgresql(table: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for name, verbs, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {verbs} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )


def _forbid_on_sqlite(table: str) -> None:
    """The third trigger is for REPLACE, which deletes without telling the second."""
    for verb, when in (
        ("UPDATE", ""),
        ("DELETE", ""),
        ("INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "),  # noqa: S608 - our own tables' names
    ):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
