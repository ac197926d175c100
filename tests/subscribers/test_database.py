import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, select, text

from digest.errors import DigestError
from digest.subscribers import connect, register, schema
from digest.subscribers.address import parse
from digest.subscribers.database import postgresql, reading
from digest.subscribers.seal import Seal

MIGRATIONS = Path(schema.__file__).parent / "migrations"


def test_the_migrations_make_the_tables_the_program_knows(database: Engine):
    with database.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_the_newest_migration_is_the_one_the_program_expects():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.REVISION]


def history() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][
        ::-1
    ]


@pytest.mark.parametrize("revision", history())
def test_a_database_of_any_age_is_brought_up_to_date_with_who_is_in_it(
    where, postgresql_server, revision: str, seal: Seal
):
    if not isinstance(where, Path):  # the fixture's database has today's tables already
        where = where.set(database=f"aged_{revision}")
        engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {where.database}"))
        engine.dispose()
    old = create_engine(f"sqlite:///{where}" if isinstance(where, Path) else where)
    with old.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.execute(
            text(
                "INSERT INTO subscriber (public_id, address, address_norm, address_hash, name, status, "
                "created_at, changed_at) VALUES ('1', 'Anna@x.example', 'anna@x.example', '2', 'Anna', "
                "'active', '2025-09-26 08:00:00', '2025-09-26 08:00:00')"
            )
        )
    old.dispose()
    now = connect(where, seal=seal)
    with now.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []
        assert register.find(connection, parse("anna@x.example")).name == "Anna"
    now.dispose()


def test_a_database_opens_again_as_it_was(database: Engine, where, seal: Seal, join):
    join("anna@example.org")
    database.dispose()
    again = connect(where, seal=seal)
    with reading(again).connect() as connection:
        assert connection.scalar(select(schema.subscriber.c.address)) == "anna@example.org"
    again.dispose()


def test_a_newer_schema_is_refused(database: Engine, where, seal: Seal):
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DigestError, match="newer version of digest"):
        connect(where, seal=seal)


def test_another_key_is_refused(database: Engine, where):
    with pytest.raises(DigestError, match="another key"):
        connect(where, seal=Seal(b"x" * 32))


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, seal: Seal):
    path = tmp_path / "subscribers.db"
    path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    before = path.read_bytes()
    with pytest.raises(DigestError, match="cannot be used as a database"):
        connect(path, seal=seal)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_nobody_else_on_the_machine_reads_addresses(tmp_path: Path, seal: Seal):
    connect(tmp_path / "subscribers.db", seal=seal).dispose()
    assert stat.S_IMODE((tmp_path / "subscribers.db").stat().st_mode) == 0o600


def test_a_commit_survives_a_power_cut(database: Engine):
    asked = {
        "sqlite": (("PRAGMA synchronous", 2), ("PRAGMA journal_mode", "wal")),
        "postgresql": (("SHOW synchronous_commit", "on"),),
    }
    with database.begin() as connection:
        for question, answer in asked[database.dialect.name]:
            assert connection.scalar(text(question)) == answer


def test_a_server_that_is_not_there_is_said_in_words(seal: Seal):
    url = postgresql("postgresql+psycopg://anna@127.0.0.1:1/nowhere", password="secret")
    with pytest.raises(DigestError, match="does not answer") as caught:
        connect(url, seal=seal)
    assert "secret" not in caught.value.message


def test_two_workers_may_open_a_new_database_in_the_same_moment(postgresql_server, seal: Seal):
    name = "two_workers"
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    url = postgresql_server.set(database=name)
    with ThreadPoolExecutor(4) as pool:
        for opened in pool.map(lambda _: connect(url, seal=seal), range(4)):
            opened.dispose()


def test_a_reader_does_not_wait_for_a_writer(database: Engine):
    with database.begin(), reading(database).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM subscriber")) == 0
