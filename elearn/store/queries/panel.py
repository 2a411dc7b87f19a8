"""What has the municipality's own panel said, and what is it being asked?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast
from uuid import UUID

from sqlalchemy import CursorResult, and_, delete, func, select

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.panel_text import Tallies, ballot_items, forms_in
from elearn.domain.recognition.panel_votes import Mark, Reason, Tally
from elearn.store.db import Session
from elearn.store.models import CaseBank, Module, ModuleText, PanelBallot, PanelRound, PanelVote
from elearn.store.queries.catalogue import compiled

VOTE = "vote-"
REASON = "reason-"


@dataclass(frozen=True)
class Judgeable:
    """A published text, or the cases of one measurement form in it, that a panel can judge."""

    course: str
    module: str
    title: str
    language: str
    digest: str
    """Of the compiled text."""
    form: str
    """Empty for all of it."""
    items: int
    """How many things there are to judge."""

    @property
    def place(self) -> tuple[str, str]:
        return (self.course, self.module)


def judgeable(session: Session, municipality: UUID, language: str) -> list[Judgeable]:
    """Whatever has something to judge, in *language* where there is a text, in the order of
    courses; modules before banks."""
    digests: dict[tuple[str, str], str] = {}
    for course, module, _, digest in sorted(
        _texts(session, municipality), key=lambda row: row[2] != language
    ):
        digests.setdefault((course, module), digest)
    return [
        one for digest in digests.values() for one in _judgeable(digest, compiled(session, digest))
    ]


def rounds(session: Session, municipality: UUID) -> Sequence[PanelRound]:
    """The open ones first, then the latest."""
    return session.scalars(
        select(PanelRound)
        .where(PanelRound.municipality_id == municipality)
        .order_by(
            PanelRound.closed_on.is_not(None), PanelRound.opened_on.desc(), PanelRound.id.desc()
        )
    ).all()


def round_of(session: Session, municipality: UUID, round: UUID) -> PanelRound | None:
    return session.get(PanelRound, (municipality, round))


def locked_round(session: Session, municipality: UUID, round: UUID) -> PanelRound | None:
    """As it is now, held until the transaction ends."""
    found = select(PanelRound).where(
        PanelRound.municipality_id == municipality, PanelRound.id == round
    )
    return session.scalar(found.with_for_update().execution_options(populate_existing=True))


def count_ballots(session: Session, municipality: UUID, round: UUID) -> int:
    """How many were handed out and not sent in."""
    counting = select(func.count()).where(
        PanelBallot.municipality_id == municipality, PanelBallot.round_id == round
    )
    return session.scalar(counting) or 0


def ballot(session: Session, municipality: UUID, code_hash: bytes) -> PanelBallot | None:
    return session.get(PanelBallot, (municipality, code_hash))


def locked_ballot(session: Session, municipality: UUID, code_hash: bytes) -> PanelBallot | None:
    """As it is now, held until the transaction ends: two tabs come one after the other."""
    found = select(PanelBallot).where(
        PanelBallot.municipality_id == municipality, PanelBallot.code_hash == code_hash
    )
    return session.scalar(found.with_for_update().execution_options(populate_existing=True))


def drop_ballots(session: Session, municipality: UUID, round: UUID) -> int:
    """Those that were not sent in."""
    dropping = delete(PanelBallot).where(
        PanelBallot.municipality_id == municipality, PanelBallot.round_id == round
    )
    return cast("CursorResult[object]", session.execute(dropping)).rowcount


def marks_by_item(session: Session, municipality: UUID) -> Mapping[tuple[str, str], Sequence[Mark]]:
    """By exercise version and part: everything that is counted, shown or not."""
    rows = session.execute(
        select(
            PanelVote.exercise_version,
            PanelVote.part,
            PanelVote.mark,
            PanelVote.count,
            PanelVote.shown,
        )
        .where(PanelVote.municipality_id == municipality)
        .order_by(PanelVote.exercise_version, PanelVote.part)
    )
    found: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for version, part, mark, count, shown in rows:
        found[version, part].append(Mark(mark.startswith(VOTE), count, shown))
    return found


def votes_by_item(
    session: Session, municipality: UUID, versions: Collection[str]
) -> Mapping[tuple[str, str], Sequence[PanelVote]]:
    """By exercise version and part, as they are now, in key order."""
    rows = session.scalars(
        select(PanelVote)
        .where(PanelVote.municipality_id == municipality, PanelVote.exercise_version.in_(versions))
        .order_by(PanelVote.exercise_version, PanelVote.part, PanelVote.mark)
        .execution_options(populate_existing=True)
    )
    found: dict[tuple[str, str], list[PanelVote]] = defaultdict(list)
    for row in rows:
        found[row.exercise_version, row.part].append(row)
    return found


def tallies(session: Session, municipality: UUID) -> Tallies:
    """What may be shown of every item that may be; one question, however many."""
    return _tallies(session, municipality, None)


def tallies_of(session: Session, municipality: UUID, versions: Collection[str]) -> Tallies:
    """As `tallies`, of some exercise versions."""
    return _tallies(session, municipality, versions)


def _tallies(session: Session, municipality: UUID, versions: Collection[str] | None) -> Tallies:
    wanted = select(
        PanelVote.exercise_version, PanelVote.part, PanelVote.mark, PanelVote.shown
    ).where(PanelVote.municipality_id == municipality, PanelVote.shown > 0)
    if versions is not None:
        wanted = wanted.where(PanelVote.exercise_version.in_(versions))
    marks: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for version, part, mark, shown in session.execute(wanted):
        marks[version][part][mark] = shown
    return MappingProxyType(
        {
            version: {part: _tally(counted) for part, counted in parts.items()}
            for version, parts in marks.items()
        }
    )


def _tally(shown_by_mark: Mapping[str, int]) -> Tally:
    return Tally(
        {m.removeprefix(VOTE): n for m, n in shown_by_mark.items() if m.startswith(VOTE)},
        {
            Reason(m.removeprefix(REASON)): n
            for m, n in shown_by_mark.items()
            if m.startswith(REASON)
        },
    )


def _texts(session: Session, municipality: UUID) -> Iterator[tuple[str, str, str, str]]:
    """Course, module, language and digest of every current text of what can be taken."""
    taken = (
        select(
            ModuleText.course_id,
            ModuleText.module_id,
            ModuleText.language,
            ModuleText.compiled_digest,
        )
        .join(
            Module,
            and_(
                Module.municipality_id == ModuleText.municipality_id,
                Module.course_id == ModuleText.course_id,
                Module.id == ModuleText.module_id,
                Module.version == ModuleText.version,
            ),
        )
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.is_current,
            ModuleText.variant == "",
            Module.withdrawn_at.is_(None),
        )
        .order_by(Module.course_id, Module.position, ModuleText.language.desc())
    )
    banks = (
        select(CaseBank.course_id, CaseBank.id, CaseBank.language, CaseBank.compiled_digest)
        .where(CaseBank.municipality_id == municipality, CaseBank.variant == "")
        .order_by(CaseBank.course_id, CaseBank.id, CaseBank.language.desc())
    )
    for wanted in (taken, banks):
        yield from map(tuple, session.execute(wanted))


def _judgeable(digest: str, module: CompiledModule) -> Iterator[Judgeable]:
    for form in ("", *forms_in(module)):
        items = len(ballot_items(module, form))
        if items:
            place = (module.course, module.id, module.title, module.language)
            yield Judgeable(*place, digest, form, items)
