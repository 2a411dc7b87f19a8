"""Files become versions; versions stay; nothing is overwritten."""

from datetime import date, timedelta

from elearn.services.standing import disagreements
from elearn.store.models import StatusPeriod
from elearn.store.queries.withdrawn import waiting_duties
from tests.library import COURSE, course_files, publish


def changed(*replacements):
    files = course_files()
    for before, after in replacements:
        files = {path: body.replace(before, after) for path, body in files.items()}
    return files


def versions(make):
    from elearn.store.models import ModuleVersion

    with make.database.reading() as session:
        rows = session.query(ModuleVersion).filter_by(module_id="first").all()
        return sorted(row.number for row in rows)


def test_the_first_sync_publishes_every_published_text(make, clock):
    make.municipality()

    report = publish(make.database, make.owner, course_files(), now=clock())

    assert report.published == ["basics/sv/01-first.md", "basics/sv/02-second.md"]
    assert report.conflicts == []


def test_the_same_files_again_change_nothing(make, clock):
    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())

    report = publish(make.database, make.owner, course_files(), now=clock())

    assert report.published == []
    assert report.unchanged == 2


def test_a_new_version_stands_beside_the_old_one(make, clock):
    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())

    publish(
        make.database,
        make.owner,
        changed((b"version: 1.0.0", b"version: 1.1.0"), (b"To ask", b"To wonder")),
        now=clock(),
    )

    assert versions(make) == ["1.0.0", "1.1.0"]


def test_changed_text_under_an_unchanged_version_is_a_conflict(make, clock):
    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())

    report = publish(make.database, make.owner, changed((b"To ask", b"To wonder")), now=clock())

    assert {conflict.code for conflict in report.conflicts} == {"version-not-raised"}
    assert versions(make) == ["1.0.0"]


def test_text_edited_in_the_product_is_not_overwritten(make, clock):
    from elearn.store.models import SyncMark

    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    with make.database.writing() as session:
        for mark in session.query(SyncMark).filter(SyncMark.path.like("basics/%")):
            mark.digest = "0" * 64
        session.commit()

    report = publish(
        make.database,
        make.owner,
        changed((b"version: 1.0.0", b"version: 1.1.0"), (b"To ask", b"To wonder")),
        now=clock(),
    )

    assert {conflict.code for conflict in report.conflicts} == {"edited-elsewhere"}
    assert versions(make) == ["1.0.0"]


def test_a_route_edited_in_the_product_is_kept(make, clock):
    from elearn.store.models import Route

    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    with make.database.writing() as session:
        session.query(Route).one().phone = "0980-319 299"
        session.commit()

    report = publish(
        make.database, make.owner, changed((b"0980-319 200", b"0980-319 201")), now=clock()
    )

    assert [conflict.code for conflict in report.conflicts] == ["route-edited-elsewhere"]
    with make.database.reading() as session:
        assert session.query(Route).one().phone == "0980-319 299"


def test_a_module_that_left_its_course_is_withdrawn_and_comes_back(make, clock):
    from elearn.store.models import Module

    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    fewer = course_files()
    del fewer["basics/sv/02-second.md"]
    fewer["basics/course.yaml"] = COURSE.replace(b"[first, second]", b"[first]")

    assert publish(make.database, make.owner, fewer, now=clock()).withdrawn == ["basics/second"]
    publish(make.database, make.owner, course_files(), now=clock())

    with make.database.reading() as session:
        assert all(module.withdrawn_at is None for module in session.query(Module))


def test_a_real_municipality_enters_its_numbers_before_modules_that_need_them(make, clock):
    from elearn.domain.content.parsing import parse_library
    from elearn.services import publishing

    make.municipality()
    with make.database.writing() as session:
        report = publishing.sync(
            session,
            make.owner,
            parse_library(course_files()),
            course_files(),
            with_numbers=False,
            now=clock(),
        )

    assert {conflict.code for conflict in report.conflicts} == {"route-empty"}
    assert report.published == []


def test_an_older_file_does_not_take_back_a_newer_version(make, clock):
    from elearn.store.models import Module, ModuleVersion

    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    newer = changed((b"version: 1.0.0", b"version: 1.1.0"), (b"To ask", b"To wonder"))
    publish(make.database, make.owner, newer, now=clock())

    report = publish(make.database, make.owner, course_files(), now=clock())

    assert {conflict.code for conflict in report.conflicts} == {"version-outdated"}
    with make.database.reading() as session:
        current = session.query(Module).filter_by(id="first").one().version
        assert session.query(ModuleVersion).filter_by(digest=current).one().number == "1.1.0"


def test_a_bank_of_cases_is_not_published_among_the_modules(make, clock):
    from elearn.store.models import ModuleText

    make.municipality()
    bank = next(iter(sorted(path for path in course_files() if path.endswith("02-second.md"))))
    files = course_files()
    files[bank.replace("02-second", "90-third")] = files[bank].replace(
        b"id: second", b"id: third\nkind: bank", 1
    )

    report = publish(make.database, make.owner, files, now=clock())

    modules = ["basics/sv/01-first.md", "basics/sv/02-second.md"]
    assert report.published == [*modules, "basics/sv/90-third.md"]
    with make.database.reading() as session:
        assert {text.module_id for text in session.query(ModuleText)} == {"first", "second"}


def test_a_bank_that_is_no_longer_there_is_taken_away_and_its_cases_with_it(make, clock):
    from elearn.store.models import CaseBank, ContentStamp
    from tests.bank import bank_files

    make.municipality()
    publish(make.database, make.owner, bank_files(), now=clock())
    again = publish(make.database, make.owner, bank_files(), now=clock())
    with make.database.reading() as session:
        before = session.query(ContentStamp).one().stamp

    report = publish(make.database, make.owner, course_files(), now=clock())

    assert (again.published, again.unchanged) == ([], 3)
    assert report.withdrawn == ["basics/cases"]
    with make.database.reading() as session:
        assert session.query(CaseBank).count() == 0
        assert session.query(ContentStamp).one().stamp > before


def test_a_duty_waits_while_its_module_is_out_of_use(make, clock):
    """Everybody's status follows in the same transaction, there and back."""
    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    person = make.person()
    make.employment(person, make.top)
    duty = make.duty("basics", modules=["first", "second"], from_on=clock().date())
    fewer = course_files()
    del fewer["basics/sv/02-second.md"]
    fewer["basics/course.yaml"] = COURSE.replace(b"[first, second]", b"[first]")

    publish(make.database, make.owner, fewer, now=clock())
    assert waits(make, duty, clock().date())
    assert status(make, person, clock().date()) == "paused"
    clock.moment += timedelta(days=40)
    publish(make.database, make.owner, course_files(), now=clock())

    assert not waits(make, duty, clock().date())
    assert status(make, person, clock().date()) == "never-not-due"
    assert status(make, person, clock().date() - timedelta(days=1)) == "paused"
    with make.database.reading() as session:
        assert not list(disagreements(session, make.owner))


def test_a_module_that_was_away_for_less_than_a_day_was_never_away(make, clock):
    make.municipality()
    publish(make.database, make.owner, course_files(), now=clock())
    duty = make.duty("basics", modules=["first", "second"], from_on=clock().date())
    fewer = course_files()
    del fewer["basics/sv/02-second.md"]
    fewer["basics/course.yaml"] = COURSE.replace(b"[first, second]", b"[first]")

    for files in (fewer, course_files(), fewer, course_files()):
        publish(make.database, make.owner, files, now=clock())

    assert not waits(make, duty, clock().date())


def waits(make, duty, day):
    with make.database.reading() as session:
        return duty in waiting_duties(session, make.owner, [duty], day)


def status(make, person, day):
    with make.database.reading() as session:
        rows = session.query(StatusPeriod).filter_by(person_id=person).all()
        return next(row.status for row in rows if row.from_on <= day < (row.to_on or date.max))
