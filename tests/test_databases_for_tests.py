"""The databases that the other tests stand on."""

from sqlalchemy import create_engine, inspect, text


def test_each_test_gets_an_empty_database_on_both_kinds(database_url: str) -> None:
    engine = create_engine(database_url)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mark (person INTEGER PRIMARY KEY)"))
        connection.execute(text("INSERT INTO mark VALUES (7)"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT person FROM mark")).scalars().all() == [7]
    engine.dispose()


def test_what_one_test_leaves_the_next_does_not_see(database_url: str) -> None:
    test_each_test_gets_an_empty_database_on_both_kinds(database_url)
