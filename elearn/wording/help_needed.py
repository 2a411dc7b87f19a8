"""The one thing to do where something falls due or is late."""

from collections.abc import Mapping

from elearn.domain.record.help_needed import PersonHelp, UnitHelp
from elearn.wording.mark import N_

UNIT_HELP: Mapping[UnitHelp, str] = {
    UnitHelp.APPOINT: N_("Nobody leads this unit. Ask an administrator to give it a manager."),
    UnitHelp.ASK_MANAGER: N_("Ask the manager what stands in the way, and what would help."),
    UnitHelp.PLAN_MEETING: N_("Suggest a workplace meeting where they take it together."),
    UnitHelp.LETTERS: N_("Nothing to do. Letters go out by themselves."),
}
PERSON_HELP: Mapping[PersonHelp, str] = {
    PersonHelp.TALK: N_("Talk in private: what stands in the way? Set aside working time."),
    PersonHelp.MAKE_TIME: N_("Has begun. Set aside working time to finish it."),
    PersonHelp.TELL: N_("Tell in person: no letter reaches this colleague."),
    PersonHelp.LETTER: N_("Nothing to do. A letter goes out by itself."),
}
