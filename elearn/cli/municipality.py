"""`municipality set`: its name, where people get help, its theme; without options, as they are."""

import argparse
import json

from config import HERE
from elearn.cli._language import _
from elearn.cli._place import open_place
from elearn.services.founding import describe_municipality
from elearn.store.models import Municipality

THEMES = HERE / "elearn" / "web" / "static" / "themes" / "index.json"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("municipality", help=_("say or change what its pages show"))
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    change = acts.add_parser("set", help=_("change what is given; list everything otherwise"))
    change.add_argument("--name", help=_("name of the municipality"))
    change.add_argument("--help-contact", metavar="TEXT", help=_("where people get help"))
    change.add_argument("--theme", help=_("one of: %(themes)s") % {"themes": ", ".join(themes())})


def run(args: argparse.Namespace) -> int:
    with open_place(args) as place, place.database.writing() as session:
        municipality = place.municipality(session)
        describe_municipality(
            municipality,
            name=args.name,
            help_contact=args.help_contact,
            theme=args.theme,
            themes=themes(),
        )
        session.commit()
        _tell(municipality)
    return 0


def themes() -> list[str]:
    """Names of the ready themes, in the order in which they are shown."""
    return [theme["name"] for theme in json.loads(THEMES.read_text(encoding="utf-8"))]


def _tell(municipality: Municipality) -> None:
    print(_("Name: %(name)s") % {"name": municipality.name})
    contact = municipality.help_contact or _("none; pages send people to their manager")
    print(_("Help contact: %(contact)s") % {"contact": contact})
    print(
        _("Theme: %(theme)s, of %(themes)s")
        % {"theme": municipality.theme, "themes": ", ".join(themes())}
    )
