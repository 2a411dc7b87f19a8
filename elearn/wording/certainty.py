"""What is said back of how sure somebody was; no mark of it is ever kept.

Source: docs/recognition.md, certainty: being sure pays from 80 %, being fairly sure from 67 %.
"""

from collections.abc import Mapping

from elearn.domain.recognition.rating import Certainty, certainty_of
from elearn.wording.mark import N_

FITS: Mapping[tuple[Certainty, str], str] = {
    (Certainty.SURE, "right"): N_("You were sure, and it was right. The two fit together."),
    (Certainty.FAIRLY, "right"): N_(
        "You were fairly sure, and it was right. The two fit together."
    ),
    (Certainty.UNSURE, "right"): N_(
        "You were unsure, and it was right. You knew more than you thought."
    ),
    (Certainty.SURE, "partly"): N_(
        "You were sure, and it was partly right. There was a little more to find here."
    ),
    (Certainty.FAIRLY, "partly"): N_(
        "You were fairly sure, and it was partly right. The two fit together."
    ),
    (Certainty.UNSURE, "partly"): N_(
        "You were unsure, and it was partly right. You knew more than you thought."
    ),
    (Certainty.SURE, "wrong"): N_(
        "You were sure, and it was not right. Such answers are worth another look."
    ),
    (Certainty.FAIRLY, "wrong"): N_(
        "You were fairly sure, and it was not right. That does not matter. Whoever is fairly sure "
        "can be wrong about one time in three."
    ),
    (Certainty.UNSURE, "wrong"): N_(
        "You were unsure, and it was not right. The two fit together: you saw that you did not "
        "know."
    ),
}
"""By how sure somebody was, and whether the answer was right, partly right or wrong."""


def fit_of_rating(code: str, verdict: str) -> str:
    """Of a remark on a rating such as `concern-6`; empty for any other, and where nothing is
    right or wrong."""
    scale, _, level = code.partition("-")
    if scale != "concern" or not level.isdigit():
        return ""
    return FITS.get((certainty_of(int(level)), verdict), "")
