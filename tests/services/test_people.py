from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.services import people
from elearn.store.models import (
    AuditAct,
    Certificate,
    Credential,
    Evidence,
    LoginSession,
    Person,
    PersonIdentifier,
)
from tests.conftest import NOW
from tests.services.organisation import LONG_AGO, TODAY, Organisation


@pytest.fixture
def place(session) -> Organisation:
    made = Organisation(session)
    made.unit("Norr")
    made.unit("Syd")
    return made


def act(place: Organisation, actor=None) -> people.Act:
    return people.Act(place.session, place.id, actor, uuid4, NOW, TODAY)


def described(given="Alva", family="Lind", alias=None, email=None) -> people.Described:
    return people.Described(given, family, alias, email, None)


def name(place: Organisation, person, value: str, kind: str = "sign-in") -> None:
    place.session.add(
        PersonIdentifier(
            municipality_id=place.id, kind=kind, value=value, person_id=person, since_on=LONG_AGO
        )
    )
    place.session.flush()


def names_of(place: Organisation, person) -> list[str]:
    place.session.expire_all()
    rows = place.session.query(PersonIdentifier).filter_by(
        municipality_id=place.id, person_id=person
    )
    return sorted(row.value for row in rows)


def done(place: Organisation, person) -> None:
    place.session.add(
        Evidence(
            municipality_id=place.id,
            id=uuid4(),
            person_id=person,
            course_id="grunden",
            module_id="a1",
            version="1" * 64,
            completed_on=TODAY,
            recorded_at=NOW,
            kind="self",
        )
    )
    place.session.flush()


def evidence_of(place: Organisation, person) -> int:
    return (
        place.session.query(Evidence).filter_by(municipality_id=place.id, person_id=person).count()
    )


def refused(call, *arguments) -> str:
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return caught.value.code


def test_a_new_address_is_a_new_way_in_and_the_old_one_is_none(place):
    alva = place.person(email="old@x.example")
    name(place, alva, "old@x.example")

    people.describe(act(place), alva, described(email="New@x.example"))

    assert names_of(place, alva) == ["new@x.example"]


def test_an_address_has_one_owner(place):
    name(place, place.person(), "taken@x.example")
    alva = place.person()

    assert (
        refused(people.describe, act(place), alva, described(email="TAKEN@x.example"))
        == "email-taken"
    )


@pytest.mark.parametrize(
    ("given", "values", "code"),
    [
        ("", {}, "name-missing"),
        ("A" * 81, {}, "name-too-long"),
        ("A\x07", {}, "name-not-text"),
        ("A", {"alias": "A" * 161}, "alias-too-long"),
        ("A", {"email": "nowhere"}, "email-malformed"),
    ],
)
def test_what_a_person_cannot_be_called_is_refused(place, given, values, code):
    alva = place.person()

    assert refused(people.describe, act(place), alva, described(given, **values)) == code


def test_the_last_way_in_stays(place):
    alva = place.person()
    name(place, alva, "alva")

    assert refused(people.remove_sign_in, act(place), alva, "alva") == "sign-in-name-last"


def test_a_removed_name_signs_the_person_out(place):
    alva = place.person()
    name(place, alva, "alva")
    people.add_sign_in(act(place), alva, "Alva.Lind")
    signed_in(place, alva)

    people.remove_sign_in(act(place), alva, "alva")

    assert names_of(place, alva) == ["alva.lind"]
    assert place.session.query(LoginSession).count() == 0


def test_whoever_lacks_a_role_does_not_change_how_its_holder_signs_in(place):
    boss, clerk = place.person(), place.person("Bo", "Ek")
    place.grant(boss, "administrator", "Kommunen")
    place.grant(clerk, "administrator", "Norr")
    place.post(boss, "Norr")
    other = place.person()

    for call, arguments in (
        (people.describe, (boss, described(email="a@x.example"))),
        (people.add_sign_in, (boss, "a")),
        (people.merge, (other, boss)),
        (people.merge, (boss, other)),
    ):
        assert refused(call, act(place, clerk), *arguments) == "person-above"


def signed_in(place: Organisation, person) -> None:
    place.session.add(
        LoginSession(
            municipality_id=place.id,
            token_hash=uuid4().bytes * 2,
            person_id=person,
            created_at=NOW,
            last_seen_at=NOW,
            device="",
        )
    )
    place.session.flush()


def twins(place: Organisation):
    """Two people who are one, with something of everything each."""
    kept, other = place.person(email="kept@x.example"), place.person(email="other@x.example")
    for person, unit in ((kept, "Norr"), (other, "Syd")):
        place.post(person, unit)
        place.grant(person, "manager", unit)
        done(place, person)
        name(place, person, f"{unit}@x.example".casefold())
        signed_in(place, person)
    return kept, other


def everything(place: Organisation, *persons) -> list:
    return [
        (
            place.posts_of(each),
            place.roles_of(each),
            evidence_of(place, each),
            names_of(place, each),
        )
        for each in persons
    ]


def test_a_merged_person_brings_everything_along(place):
    kept, other = twins(place)

    people.merge(act(place), kept, other)

    assert everything(place, other) == [([], [], 0, [])]
    assert [len(part) for part in everything(place, kept)[0][:2]] == [2, 2]
    assert evidence_of(place, kept) == 2
    assert names_of(place, kept) == ["norr@x.example", "syd@x.example"]
    assert place.session.query(LoginSession).count() == 0


def test_a_split_gives_back_exactly_what_came(place):
    kept, other = twins(place)
    before = everything(place, kept, other)
    people.merge(act(place), kept, other)

    people.split(act(place), other)

    assert everything(place, kept, other) == before


def test_what_happens_after_a_merger_stays_with_the_one_who_was_kept(place):
    kept, other = twins(place)
    people.merge(act(place), kept, other)
    place.post(kept, "Norr", from_on=date(2026, 1, 1))
    done(place, kept)

    people.split(act(place), other)

    assert len(place.posts_of(kept)) == 2
    assert evidence_of(place, kept) == 2


def test_mergers_of_mergers_are_taken_apart_in_any_order(place):
    first, second = twins(place)
    third = place.person()
    place.post(third, "Syd", from_on=date(2025, 1, 1))
    before = everything(place, first, second, third)
    people.merge(act(place), second, third)
    people.merge(act(place), first, second)

    people.split(act(place), second)
    assert everything(place, first) == before[:1]
    people.split(act(place), third)

    assert everything(place, first, second, third) == before


def test_the_one_who_is_kept_signs_in_with_the_secret_of_the_other_until_a_split(place):
    kept, other = place.person(), place.person()
    place.session.add(
        Credential(municipality_id=place.id, person_id=other, secret_hash="x", set_at=NOW)
    )
    place.session.flush()

    people.merge(act(place), kept, other)
    assert place.session.get(Credential, (place.id, kept)).secret_hash == "x"
    people.split(act(place), other)

    assert place.session.get(Credential, (place.id, kept)) is None


def test_a_protected_identity_is_not_lost_in_a_merger(place):
    kept, other = place.person(), place.person(alias="Kim S")

    people.merge(act(place), kept, other)

    assert place.session.get(Person, (place.id, kept)).shown_name == "Kim S"


def test_nonsense_is_not_merged(place):
    kept, other = place.person(), place.person()
    foreign = Organisation(place.session, "fjallnas").person()

    assert refused(people.merge, act(place), kept, kept) == "merge-with-self"
    assert refused(people.merge, act(place, other), kept, other) == "merge-not-yourself"
    assert refused(people.merge, act(place), kept, foreign) == "person-not-found"
    people.merge(act(place), kept, other)
    assert refused(people.merge, act(place), kept, other) == "merge-of-merged"
    assert refused(people.split, act(place), kept) == "split-not-merged"


def test_each_change_is_written_down(place):
    kept, other = twins(place)

    people.merge(act(place), kept, other)
    people.split(act(place), other)

    acts = {row.act for row in place.session.query(AuditAct)}
    assert acts == {"people-merged", "person-merged-away", "people-split", "person-split-off"}


def test_certificates_follow_into_another_person_and_back(place):
    kept, other = place.person("Alva", "Lind"), place.person("Alva", "Lind")
    place.session.add(
        Certificate(
            municipality_id=place.id,
            id=uuid4(),
            person_id=other,
            course_id="grunden",
            completed_on=TODAY,
            valid_until=None,
            issued_on=TODAY,
            evidence_ids=[],
        )
    )

    def holder():
        place.session.flush()
        place.session.expire_all()
        return place.session.query(Certificate).one().person_id

    people.merge(act(place), kept, other)
    assert holder() == kept
    people.split(act(place), other)
    assert holder() == other
