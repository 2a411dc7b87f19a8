"""`audit` makes a package and checks one."""

from elearn.store.models import UnitPlacement


def test_a_package_made_here_is_found_whole_and_a_changed_one_is_not(town, tmp_path):
    with town.database().reading() as session:
        top = session.query(UnitPlacement).filter_by(parent_id=None).first().unit_id
    file = tmp_path / "a.zip"

    made = town.run("audit", "package", file, "--unit", top, "--course", "grunden")
    good = town.run("audit", "check", file)
    file.write_bytes(file.read_bytes().replace(b'"format"', b'"farmot"'))
    bad = town.run("audit", "check", file)

    assert (made.code, good.code, bad.code) == (0, 0, 1), made.err
    assert "as it was made" in good.out
    assert "damaged" in bad.err
