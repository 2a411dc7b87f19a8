"""What an operator reads when a command, a setting or the database is not as it should be."""

from collections.abc import Mapping

from elearn.domain.errors import Refusal
from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "database-gone": N_(
        "The database does not answer. Check that it runs and that DATABASE_URL is right. "
        "It said: %(reason)s"
    ),
    "database-busy": N_("The database is busy with another writer. Try again in a moment."),
    "database-behind": N_(
        "The database does not have the tables that this version needs. "
        "Run `python -m elearn db upgrade` first."
    ),
    "database-unreadable": N_(
        "That file is not a database that this product can read. Check DATABASE_URL."
    ),
    "disk-full": N_("The disk is full. Make room and try again; nothing was changed."),
    "municipality-missing": N_(
        "There is no municipality yet. Run `python -m elearn admin create USERNAME "
        "--name NAME --slug SLUG` first."
    ),
    "municipality-needed": N_(
        "There are several municipalities (%(known)s). Say which one with --municipality SLUG."
    ),
    "municipality-unknown": N_("There is no municipality %(slug)s. These exist: %(known)s."),
}


def database_trouble(reason: str) -> Refusal:
    """What a driver's own words, such as "database or disk is full", mean to an operator."""
    known = {
        "disk is full": "disk-full",
        "No space left": "disk-full",
        "is locked": "database-busy",
        "no such table": "database-behind",
        "not a database": "database-unreadable",
    }
    for words, code in known.items():
        if words in reason:
            return Refusal(code)
    return Refusal("database-gone", reason=reason.strip().split("\n")[0])
