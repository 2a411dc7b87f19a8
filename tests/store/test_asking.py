"""A thread keeps the connection on which it asks, and gets another when that one is gone."""

import threading
from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

import pytest
from sqlalchemy import literal, select

from elearn.store.asking import Asker
from elearn.store.db import DatabaseGone, open_database
from elearn.store.prepared import Prepared
from elearn.store.queries.module_progress import MODULE_PROGRESS
from tests.conftest import NOW

WAIT = 10
ONE = Prepared(select(literal(1).label("one")))


@contextmanager
def driver_of_another_thread(asker: Asker):
    found, is_looked_at = [], threading.Event()
    is_there = threading.Event()

    def ask():
        found.append(asker.driver)
        is_there.set()
        is_looked_at.wait(WAIT)

    thread = threading.Thread(target=ask)
    thread.start()
    is_there.wait(WAIT)
    yield found[0]
    is_looked_at.set()
    thread.join()


def assert_closed(driver) -> None:
    with pytest.raises(Exception, match="closed"):
        driver.execute("SELECT 1")


def test_a_thread_keeps_its_connection_and_shares_it_with_nobody(database):
    mine = database.asker.driver
    assert database.asker.driver is mine
    with driver_of_another_thread(database.asker) as other:
        assert other is not mine


def test_a_connection_goes_with_its_thread(database):
    with driver_of_another_thread(database.asker) as other:
        assert other.execute("SELECT 1").fetchone()[0] == 1
    assert_closed(other)


def test_the_pool_has_as_many_connections_as_before(database):
    assert database.asker.driver
    assert database.engine.pool.checkedout() == 0


def test_a_connection_that_broke_is_replaced_and_the_question_answered(database):
    broken = database.asker.driver
    broken.close()
    assert ONE.all(database.asker)[0].one == 1
    assert database.asker.driver is not broken
    assert ONE.all(database.asker)[0].one == 1


def test_closing_closes_those_of_every_thread_and_asking_opens_another(database):
    mine = database.asker.driver
    with driver_of_another_thread(database.asker) as other:
        database.asker.close()
        assert_closed(mine)
        assert_closed(other)
    assert ONE.all(database.asker)[0].one == 1


def test_a_database_in_memory_has_one_connection_for_everybody():
    memory = open_database("sqlite://")
    with memory.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE here (one)")
    assert memory.asker.driver.execute("SELECT * FROM here").fetchall() == []
    memory.close()


def test_no_database_at_all_is_a_database_gone():
    nowhere = open_database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseGone):
        ONE.all(nowhere.asker)


def test_the_module_page_is_answered_the_short_way_on_both_databases(database):
    """The long way answers too, so nobody would see the difference but the clock."""
    with patch.object(Asker, "execute", side_effect=AssertionError("the long way")):
        found = MODULE_PROGRESS.all(
            database.asker,
            municipality=uuid4(),
            token_hash=b"none",
            seen_since=NOW,
            today=NOW.date(),
            course="grunden",
            module="first",
        )
    assert found == []
