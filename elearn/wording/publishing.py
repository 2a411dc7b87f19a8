"""Why a file on disk was left alone when courses were published, and what to do."""

from collections.abc import Callable, Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "edited-elsewhere": N_(
        "“%(title)s” was changed in the product since it was last published from this file. "
        "Neither was overwritten: bring the two together in the file, or take the product's text."
    ),
    "version-not-raised": N_(
        "The text has changed but still says version %(version)s. Raise `version:` and say with "
        "`change:` how much has changed."
    ),
    "version-outdated": N_(
        "A newer version than %(version)s has been published. Nothing was taken back: publish from "
        "the newer file, or give this text a higher `version:` if it is to replace the newer one."
    ),
    "source-not-published": N_(
        "The text that this one translates is not the one that is published. Publish that one "
        "first."
    ),
    "route-empty": N_(
        "It refers to contact routes without a number: %(routes)s. Enter them under "
        "Administration, Contact routes, and publish again."
    ),
    "route-edited-elsewhere": N_(
        "This contact route was changed in the product and in the file. The product's was kept."
    ),
}


def conflict_sentence(
    code: str, values: Mapping[str, object], gettext: Callable[[str], str]
) -> str:
    return gettext(SENTENCES[code]) % dict(values)
