"""The invented municipality of Forsmyra: forty units and what is worked at in each.

The occupation codes have the shape of AID codes and are examples, not the official list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

NAME = "Forsmyra kommun"
SLUG = "forsmyra"
HELP_CONTACT = "Servicecenter, 0980-319 200, vardagar 8–16.30"
TOP = "FM"
COMPANY = "BO"
MANAGER_CODE = "101012"

DEMO_MANAGER_UNIT = "VO-HT-N"
DEMO_EMPLOYEE_UNIT = "VO-HT-N1"
COORDINATOR_UNIT = "KL-KK"
ADMINISTRATOR_UNIT = "KL-EK"
WITHOUT_MANAGER = "VO-SB-B"
DEPUTY_UNIT = "BU-FS-B"
PROTECTED_UNIT = "VO-HT-N2"
MOVED_UNIT = "SB-ML"
MOVED_FROM = "BU"


@dataclass(frozen=True)
class Work:
    codes: tuple[str, ...]
    hourly: float = 0.04
    """Fraction of the people who are paid by the hour."""
    temporary: float = 0.05
    at_meetings: float = 0.3
    """Fraction of the completions that happened at a workplace meeting."""
    with_email: bool = True
    second_post: float = 0.01
    """Fraction of the people who also work part-time in another unit."""


OFFICE = Work(("151012", "151013", "152014", "153011"))
PRESCHOOL = Work(("404010", "404010", "407010"), 0.12, 0.08, 0.6, second_post=0.05)
SCHOOL = Work(("402010", "402011", "403010", "406012", "407012"), 0.06, 0.08, 0.4)
PUPIL_HEALTH = Work(("206017", "351015", "354010"))
HOME_CARE = Work(("207024", "207024", "207025"), 0.18, 0.10, 0.7, False, 0.08)
CARE_HOME = Work(("207023", "207023", "207026"), 0.18, 0.09, 0.7, False, 0.08)
DISABILITY = Work(("207030", "207031"), 0.14, 0.08, 0.6, False, 0.07)
NURSING = Work(("206010", "208010", "209011"), 0.06, 0.05, 0.3)
SOCIAL_WORK = Work(("351010", "351011", "351014"))
CULTURE = Work(("454010", "455011", "456013"), 0.10, 0.08)
BUILDING = Work(("501010", "502013", "503015"))
RESCUE = Work(("561010", "561011", "561011"), 0.0, 0.02, 0.8, False, 0.25)
KITCHEN = Work(("601010", "601011", "602010"), 0.12, 0.08, 0.5, False, 0.04)
HOUSING = Work(("151020", "505020", "506010"), 0.02, 0.05)


@dataclass(frozen=True)
class Planned:
    code: str
    parent: str
    """A code; empty for the municipality itself."""
    kind: str
    name: str
    people: int
    """When the municipality has about 1,350 employees; scaled for other sizes."""
    work: Work = OFFICE
    controller: str | None = None


def _department(code: str, name: str, people: int, board: str) -> Planned:
    return Planned(code, TOP, "department", name, people, controller=board)


UNITS = (
    Planned(TOP, "", "municipality", NAME, 0, controller="Kommunstyrelsen i Forsmyra"),
    _department("KL", "Kommunledningsförvaltningen", 8, "Kommunstyrelsen i Forsmyra"),
    Planned(COORDINATOR_UNIT, "KL", "unit", "Kansli och kommunikation", 22),
    Planned(ADMINISTRATOR_UNIT, "KL", "unit", "Ekonomi, HR och IT", 45),
    _department("BU", "Barn- och utbildningsförvaltningen", 12, "Barn- och utbildningsnämnden"),
    Planned("BU-FS", "BU", "area", "Förskola", 4),
    Planned(DEPUTY_UNIT, "BU-FS", "workplace", "Förskolan Blåbäret", 24, PRESCHOOL),
    Planned("BU-FS-G", "BU-FS", "workplace", "Förskolan Grankotten", 28, PRESCHOOL),
    Planned("BU-FS-M", "BU-FS", "workplace", "Förskolan Månstenen", 21, PRESCHOOL),
    Planned("BU-GR", "BU", "area", "Grundskola", 6),
    Planned("BU-GR-F", "BU-GR", "workplace", "Forsskolan", 72, SCHOOL),
    Planned("BU-GR-M", "BU-GR", "workplace", "Myrskolan", 58, SCHOOL),
    Planned("BU-GR-B", "BU-GR", "workplace", "Byskolan i Granby", 19, SCHOOL),
    Planned("BU-GY", "BU", "unit", "Gymnasium och vuxenutbildning", 80, SCHOOL),
    Planned("BU-EH", "BU", "unit", "Elevhälsan", 26, PUPIL_HEALTH),
    _department("VO", "Vård- och omsorgsförvaltningen", 16, "Vård- och omsorgsnämnden"),
    Planned("VO-HT", "VO", "area", "Hemtjänst", 5),
    Planned(DEMO_MANAGER_UNIT, "VO-HT", "unit", "Hemtjänst norr", 4, HOME_CARE),
    Planned(DEMO_EMPLOYEE_UNIT, DEMO_MANAGER_UNIT, "workplace", "Granbygruppen", 19, HOME_CARE),
    Planned(PROTECTED_UNIT, DEMO_MANAGER_UNIT, "workplace", "Lillforsgruppen", 18, HOME_CARE),
    Planned("VO-HT-N3", DEMO_MANAGER_UNIT, "workplace", "Nattpatrullen", 15, HOME_CARE),
    Planned("VO-HT-S", "VO-HT", "unit", "Hemtjänst söder", 58, HOME_CARE),
    Planned("VO-SB", "VO", "area", "Särskilt boende", 5),
    Planned("VO-SB-S", "VO-SB", "workplace", "Äldreboendet Solgläntan", 96, CARE_HOME),
    Planned(WITHOUT_MANAGER, "VO-SB", "workplace", "Äldreboendet Bäckgården", 74, CARE_HOME),
    Planned("VO-FU", "VO", "area", "Funktionsstöd", 5),
    Planned("VO-FU-K", "VO-FU", "workplace", "Gruppbostaden Kastanjen", 34, DISABILITY),
    Planned("VO-FU-V", "VO-FU", "workplace", "Daglig verksamhet Verkstan", 29, DISABILITY),
    Planned("VO-HR", "VO", "unit", "Hemsjukvård och rehab", 44, NURSING),
    _department("SO", "Socialförvaltningen", 10, "Socialnämnden"),
    Planned("SO-BF", "SO", "unit", "Barn och familj", 38, SOCIAL_WORK),
    Planned("SO-VE", "SO", "unit", "Vuxna och ekonomi", 34, SOCIAL_WORK),
    _department("KF", "Kultur- och fritidsförvaltningen", 6, "Kultur- och fritidsnämnden"),
    Planned("KF-BK", "KF", "unit", "Bibliotek och kultur", 32, CULTURE),
    Planned("KF-FU", "KF", "unit", "Fritid och ungdom", 36, CULTURE),
    _department("SB", "Samhällsbyggnad och räddningstjänst", 9, "Samhällsbyggnadsnämnden"),
    Planned("SB-TE", "SB", "unit", "Plan, bygg, gata och park", 96, BUILDING),
    Planned("SB-RT", "SB", "unit", "Räddningstjänsten", 74, RESCUE),
    Planned(MOVED_UNIT, "SB", "unit", "Måltid och lokalvård", 118, KITCHEN),
    Planned(COMPANY, TOP, "company", "Forsmyra Bostäder AB", 42, HOUSING, "Forsmyra Bostäder AB"),
)


@dataclass(frozen=True)
class Former:
    """A unit that is gone, with its people in another one."""

    code: str
    parent: str
    kind: str
    name: str
    successor: str
    """Where the people went."""
    days_ago: int
    is_merged: bool
    """Whether it was merged into the other, or closed."""


FORMER = (
    Former("BU-FS-L", "BU-FS", "workplace", "Förskolan Lingonet", DEPUTY_UNIT, 400, True),
    Former("KF-FG", "KF", "unit", "Fritidsgården Loftet", "KF-FU", 250, False),
    Former("VO-HT-O", "VO-HT", "unit", "Hemtjänst öster", "VO-HT-S", 610, True),
)
MOVED_BEFORE = (("BU-EH", "SO", 520), ("VO-HR", "SO", 330))
"""Unit, where it stood until then, and days ago."""


def planned_units(people: int) -> list[Planned]:
    """Parents before children, with how many work in each, *people* in all.

    Where there are many more people than in a small municipality, workplaces come in several
    copies rather than larger ones.
    """
    copies = max(1, round(people / 1500))
    units = [copy for unit in UNITS for copy in _copies(unit, copies)]
    shares = _shares([unit.people for unit in units], people)
    return [replace(unit, people=share) for unit, share in zip(units, shares, strict=True)]


def _copies(unit: Planned, copies: int) -> list[Planned]:
    is_leaf = not any(other.parent == unit.code for other in UNITS)
    if not is_leaf or unit.parent == DEMO_MANAGER_UNIT or unit.kind == "company":
        return [unit]
    return [unit] + [
        replace(unit, code=f"{unit.code}-{number}", name=f"{unit.name} {number}")
        for number in range(2, copies + 1)
    ]


def _shares(weights: Sequence[int], whole: int) -> list[int]:
    """*whole* divided by *weights*, by largest remainder, so that the shares add up."""
    total = sum(weights)
    exact = [weight * whole / total for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for i in by_remainder[: whole - sum(shares)]:
        shares[i] += 1
    return shares
