"""What each way of completing something is good for."""

from elearn.domain.record.completion import EvidenceKind
from elearn.domain.record.noted import TERMS, Waiver, Way
from elearn.wording.decisions import (
    CORRECTIONS,
    DECLINES,
    EXEMPTIONS,
    OBJECTIONS,
    PROOFS,
    WAYS,
)


def test_every_way_has_terms_and_all_four_waivers_of_cmi5_are_there():
    assert TERMS.keys() == set(Way)
    assert {terms.waiver for terms in TERMS.values()} == set(Waiver)
    assert {waiver.value for waiver in Waiver} == {
        "Tested Out",
        "Equivalent AU",
        "Equivalent Outside Activity",
        "Administrative",
    }


def test_what_was_marked_by_hand_is_administrative_and_all_else_is_equivalent():
    for terms in TERMS.values():
        is_manual = terms.kind is EvidenceKind.MANUAL
        assert is_manual == (terms.waiver is Waiver.ADMINISTRATIVE)
        assert terms.kind in {EvidenceKind.MANUAL, EvidenceKind.EQUIVALENCE}


def test_every_code_is_worded_and_fits_its_column():
    for texts in (WAYS, PROOFS, CORRECTIONS, EXEMPTIONS, DECLINES, OBJECTIONS):
        (kind,) = {type(code) for code in texts}
        assert set(texts) == set(kind)
        assert all(len(code.value) <= 24 for code in texts)
