import pytest

from elearn.store.queries.municipalities import municipality_by_slug

FIRST = ("admin", "create", "alva", "--name", "Norrbo kommun", "--slug", "norrbo")
CONTACT = "Servicecenter, 0670-555 00"


@pytest.fixture
def founded(migrated):
    migrated.run(*FIRST)
    return migrated


def shown(terminal):
    with terminal.database().reading() as session:
        found = municipality_by_slug(session, "norrbo")
        return found.name, found.help_contact, found.theme


def test_the_first_administrator_may_come_with_a_help_contact(migrated):
    said = migrated.run(*FIRST, "--help-contact", CONTACT)

    assert shown(migrated)[1] == CONTACT
    assert "municipality set" not in said.out


def test_without_a_help_contact_it_says_how_to_enter_one(migrated):
    said = migrated.run(*FIRST)

    assert "python -m elearn municipality set --help-contact TEXT" in said.out


def test_name_help_contact_and_theme_can_be_changed(founded):
    words = ("--name", "Norrbo", "--help-contact", CONTACT, "--theme", "rowan")

    said = founded.run("municipality", "set", *words)

    assert said.code == 0
    assert shown(founded) == ("Norrbo", CONTACT, "rowan")


def test_without_options_it_lists_them_and_changes_nothing(founded):
    said = founded.run("municipality", "set")

    assert "Name: Norrbo kommun\nHelp contact: none;" in said.out
    assert "Theme: lake, of lake, forest," in said.out
    assert shown(founded) == ("Norrbo kommun", "", "lake")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--theme", "plaid"), "There is no theme plaid. These exist: lake, forest,"),
        (("--name", " "), "--name needs from 1 to 120 characters."),
        (("--help-contact", "x" * 201), "--help-contact takes at most 200 characters."),
    ],
)
def test_what_cannot_be_shown_is_refused_and_changes_nothing(founded, words, sentence):
    said = founded.run("municipality", "set", "--help-contact", CONTACT, *words)

    assert said.code == 1
    assert said.err.startswith(sentence)
    assert shown(founded) == ("Norrbo kommun", "", "lake")
