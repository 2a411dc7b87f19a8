"""What a payroll list would change: the list and what is known go in, changes and faults come out.

The list says how things are from today on; days that have passed stand, except where the list
dates a change itself. It speaks for the units it covers: somebody employed there who is not on
it has left. Nobody outside them is touched, and nobody is recognised by name alone.

Source: decisions/0012.
"""

from elearn.domain.people.payroll.changes import ChangeKind, PersonChange, Plan, PostChange
from elearn.domain.people.payroll.facts import Known, KnownPerson, KnownUnit, PayrollRow, Stated
from elearn.domain.people.payroll.planning import plan
from elearn.domain.people.payroll.provisional import PROVISIONAL_PREFIX

__all__ = [
    "PROVISIONAL_PREFIX",
    "ChangeKind",
    "Known",
    "KnownPerson",
    "KnownUnit",
    "PayrollRow",
    "PersonChange",
    "Plan",
    "PostChange",
    "Stated",
    "plan",
]
