"""What an operator reads when a command, a setting or the database is not as it should be."""

from collections.abc import Mapping

from elearn.domain.errors import Refusal
from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "backup-other-version": N_(
        "The backup was made at %(revision)s and this version needs %(head)s. Restore it with the "
        "version that made it, then upgrade."
    ),
    "backup-unreadable": N_(
        "That file is not a whole backup. Nothing was restored; try another copy of it."
    ),
    "child-ended": N_("%(name)s ended by itself with exit code %(code)s; its words are above."),
    "database-gone": N_(
        "The database does not answer. Check that it runs and that DATABASE_URL is right. "
        "It said: %(reason)s"
    ),
    "database-busy": N_("The database is busy with another writer. Try again in a moment."),
    "database-behind": N_(
        "The database does not have the tables that this version needs. "
        "Run `python -m elearn db upgrade` first."
    ),
    "database-ahead": N_(
        "The database was made by a newer version (%(revision)s). Start that version, or restore "
        "a backup into an empty database."
    ),
    "database-unreadable": N_(
        "That file is not a database that this product can read. Check DATABASE_URL."
    ),
    "disk-full": N_("The disk is full. Make room and try again; nothing was changed."),
    "demo-in-production": N_(
        "The database holds the demo municipality %(demo)s, whose passwords are known to "
        "everybody. Point DATABASE_URL at an empty database, or set ELEARN_MODE=demo to try "
        "things out."
    ),
    "devdata-in-production": N_(
        "Invented people belong in a demo. Set ELEARN_MODE=demo and point DATABASE_URL at a "
        "database of its own."
    ),
    "devdata-not-empty": N_(
        "%(name)s has people already. Use --if-empty to leave them as they are, or start with "
        "an empty database."
    ),
    "devdata-too-few": N_("--people needs %(fewest)s or more."),
    "municipality-missing": N_(
        "There is no municipality yet. Run `python -m elearn admin create USERNAME "
        "--name NAME --slug SLUG` first."
    ),
    "municipality-name-length": N_("--name needs from 1 to %(longest)s characters."),
    "help-contact-length": N_("--help-contact takes at most %(longest)s characters."),
    "theme-unknown": N_("There is no theme %(theme)s. These exist: %(known)s."),
    "file-missing": N_("%(file)s: there is no such file or folder. Nothing was done."),
    "file-is-folder": N_("%(file)s is a folder, and a file is needed. Nothing was done."),
    "file-not-folder": N_("%(file)s: a part of that path is a file, not a folder."),
    "file-not-yours": N_(
        "%(file)s: you may not do that. Run it as the user that owns the file, or change its "
        "rights."
    ),
    "folder-missing": N_("There is no folder %(folder)s. Make it first; nothing was written."),
    "file-exists": N_("%(file)s is there already. Choose another name; nothing was written."),
    "host-not-here": N_(
        "This machine has no address %(host)s. Set HOST to one of its own, for example 127.0.0.1."
    ),
    "place-not-empty": N_(
        "The database is not empty, and a backup never mixes with what is there. Point "
        "DATABASE_URL at an empty one."
    ),
    "port-taken": N_(
        "Port %(port)s is taken, or needs more rights. Set PORT to another one, for example "
        "PORT=8001."
    ),
    "server-silent": N_(
        "The server did not answer within %(seconds)s seconds, so it was stopped; its words are "
        "above."
    ),
    "slug-malformed": N_(
        "%(slug)s cannot be a short name. Use small letters a to z, digits and hyphens, at most "
        "40 of them."
    ),
    "top-unit-missing": N_(
        "The municipality has no unit today, so nobody can be given a role. Import its units first."
    ),
    "username-length": N_("USERNAME needs from 1 to %(longest)s characters."),
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
