import pytest


def test_a_municipality_as_it_was_filled_agrees_with_itself(town):
    said = town.run("verify")

    assert (said.code, said.out) == (0, "Everything agrees.\n")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (
            "UPDATE status_period SET status = 'valid' WHERE status = 'never-overdue'",
            "status-differs",
        ),
        ("DELETE FROM status_period", "status-differs"),
        ("UPDATE coverage_change SET change = change + 1", "coverage-differs"),
        ("DELETE FROM person_tally", "coverage-differs"),
        ("DELETE FROM evidence WHERE kind = 'self' AND withdraws IS NULL", "status-differs"),
        ("UPDATE evidence SET version = 'x' WHERE kind = 'manual'", "evidence-without-version"),
        ("UPDATE module SET version = 'x'", "module-without-version"),
        ("UPDATE content_blob SET body = x'00'", "blob-altered"),
        (
            "INSERT INTO exercise_sums SELECT id, 'v', 1, 2, 0, 2, 0, 0 FROM municipality",
            "counter-impossible",
        ),
        (
            "INSERT INTO exercise_counter SELECT id, 'v', 'right', 3, 0 FROM municipality",
            "counter-impossible",
        ),
        (
            "INSERT INTO exercise_seen SELECT id, x'01', '2026-01-01' FROM municipality",
            "counters-too-low",
        ),
        (
            "INSERT INTO panel_vote SELECT id, 'v', '', 'vote-6', 4, 4 FROM municipality",
            "panel-votes-impossible",
        ),
        (
            "INSERT INTO panel_vote SELECT id, 'v', '', 'reason-change', 1, 0 FROM municipality",
            "panel-votes-impossible",
        ),
        (
            "INSERT INTO audit_seal SELECT id, '2026-01-01', 1, 'd', 'c', x'00' FROM municipality",
            "audit-chain-broken",
        ),
        ("UPDATE unit_placement SET parent_id = unit_id WHERE name = 'Hemtjänst'", "unit-cycle"),
        (
            "INSERT INTO employment SELECT municipality_id, x'ff', person_id, unit_id, number, "
            "aid_code, kind, '1999-01-01', NULL, 0, NULL FROM employment LIMIT 1",
            "posts-overlap",
        ),
    ],
)
def test_harm_done_behind_its_back_is_found(town, harm, code):
    harm = harm.replace("x'ff'", "'00000000000070008000000000000001'")
    with town.database().engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(harm)

    said = town.run("verify")

    assert said.code == 1
    assert f"{code}: " in said.out
    assert "Everything agrees" not in said.out
