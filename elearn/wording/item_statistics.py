"""What an author is told to do about an exercise, by how it did."""

from collections.abc import Mapping

from elearn.domain.recognition.item_statistics import Advice
from elearn.domain.recognition.option_analysis import Suspicion
from elearn.wording.mark import N_

ADVICE: Mapping[Advice, str] = {
    Advice.CHECK_THE_KEY: N_(
        "Those who do well elsewhere get this one wrong. Check first that the right option is the "
        "one that is marked, then whether the question can be read in two ways."
    ),
    Advice.MAKE_CLEARER: N_(
        "It hardly tells those who know from those who do not. Read it aloud to a colleague and "
        "make it clearer."
    ),
    Advice.LEAVE_AS_IT_IS: N_("Works as it should. Leave it as it is."),
    Advice.WAIT: N_("Too few answers to say more. Wait."),
}
OPTIONS: Mapping[Suspicion, str] = {
    Suspicion.DEAD: N_("Hardly anybody chooses this one. Write a likelier one, or take it out:"),
    Suspicion.DRAWS_THE_STRONG: N_(
        "Wrong, but chosen by those who do well elsewhere. Is it right after all?"
    ),
}
