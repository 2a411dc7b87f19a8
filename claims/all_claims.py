"""The claims that are there: one file each in this folder."""

import pkgutil
from importlib import import_module

import claims
from claims.claim import Claim


def all_claims() -> dict[str, Claim]:
    """By id, in their order, the reserve last.

    Raises: AttributeError for a claim's file without `CLAIM`; ValueError when two have one id.
    """
    names = [module.name for module in pkgutil.iter_modules(claims.__path__)]
    found = [import_module(f"claims.{name}").CLAIM for name in names if name.startswith("claim_")]
    by_id = {claim.id: claim for claim in sorted(found, key=_place)}
    if len(by_id) < len(found):
        raise ValueError("two claims have the same id")
    return by_id


def _place(claim: Claim) -> tuple[bool, int]:
    return not claim.id.isdigit(), int(claim.id.lstrip("r"))
