"""What alembic runs to reach the database: the connection is given, and the caller ends its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
