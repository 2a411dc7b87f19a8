def test_what_is_plugged_in_is_listed_by_kind(terminal):
    said = terminal.run("plugins")

    assert said.code == 0
    assert "elearn.exercise_types\tsingle-choice\t" in said.out
    assert "elearn.content_rules\t" in said.out
    assert "elearn.jobs\t" in said.out
