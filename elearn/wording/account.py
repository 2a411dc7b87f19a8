"""Refusals about signing in."""

from collections.abc import Mapping

from elearn.wording.mark import N_

SENTENCES: Mapping[str, str] = {
    "secret-too-short": N_(
        "Use at least %(shortest)s characters. Three or four words in a row are easy to remember."
    ),
    "secret-too-long": N_("Use at most %(longest)s characters."),
    "secret-too-simple": N_(
        "That is too easy to guess. Use three or four words that do not belong together."
    ),
    "session-over": N_(
        "Your sign-in ended before the password was saved. Sign in again, or ask for a new code."
    ),
    "slip-for-nobody": N_("There is nobody here to print a slip for."),
    "slip-for-higher-role": N_(
        "%(name)s has a role that you do not have. Ask an administrator to print that slip."
    ),
}
