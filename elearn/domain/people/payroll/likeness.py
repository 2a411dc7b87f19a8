"""When two names may be of one person."""

from elearn.domain.people.payroll.facts import KnownPerson, PayrollRow


def name_key(given: str, family: str) -> str:
    return " ".join(f"{given} {family}".casefold().replace("-", " ").split())


def full_name(person: KnownPerson) -> str:
    """Empty for a protected identity, which is compared with nobody."""
    return "" if person.alias else name_key(person.given_name, person.family_name)


def are_alike(person: KnownPerson, row: PayrollRow) -> bool:
    """Whether the names have a word in common: marriage changes one, seldom all."""
    known = set(name_key(person.given_name, person.family_name).split())
    return bool(known & set(name_key(row.given_name, row.family_name).split()))


def agree(earlier: KnownPerson | None, after: KnownPerson, row: PayrollRow) -> bool:
    """Whether two rows say the same of one person; a row without an address does not disagree."""
    if earlier is None:
        return True
    emails = {(earlier.email or "").casefold(), row.email.casefold()} - {""}
    return len(emails) < 2 and full_name(earlier) == full_name(after)
