"""`audit` makes a package and checks one."""

from sqlalchemy import delete

from elearn.store.models import Employment, UnitPlacement


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


def test_a_unit_hidden_beside_others_gives_a_sentence_and_no_file(town, tmp_path):
    with town.database().writing() as session:
        placed = session.query(UnitPlacement).all()
        leaf = min({each.unit_id for each in placed} - {each.parent_id for each in placed})
        session.execute(delete(Employment).where(Employment.unit_id == leaf))
        session.commit()
    file = tmp_path / "a.zip"

    made = town.run("audit", "package", file, "--unit", leaf, "--course", "grunden")

    assert made.code != 0
    assert "hidden to protect a small group" in made.err
    assert not file.exists()
