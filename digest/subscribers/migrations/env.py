"""Alembic's entry: runs the migrations on the connection that `database` hands over."""

from alembic import context

from digest.subscribers.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making it again
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
