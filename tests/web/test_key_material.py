"""With the real courses: nothing that tells right from wrong leaves the server too early."""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from uuid import UUID

import lxml.html
import pytest

from config import HERE
from elearn.domain.content.compiled import CompiledExercise, load
from elearn.domain.content.parsing import parse_library
from elearn.domain.content.walk import steps_of
from elearn.domain.exercises.exercise import Spec
from elearn.domain.exercises.interaction import Choice
from elearn.domain.exercises.presentation import presented, resolve
from elearn.domain.record.attempt import Work
from elearn.services import publishing
from elearn.services.shelf import VARIANT_CODES
from elearn.store.course_files import read_course_files
from elearn.store.models import Attempt, ContentBlob, ModuleText, SearchEntry
from elearn.web.course_text import COOKIE, choice_of
from tests.client import PageClient
from tests.conftest import Clock
from tests.factories import Factory
from tests.rightly import right_fields
from tests.web.town import kept_database, served

SHORTEST_PIECE = 24
"""Letters of feedback that could hardly stand in a text by chance."""
PAST_NOTICES = "seen=1"
"""Shows the exercise itself where the reader is asked first whether to read it."""
SEEDS = [f"{number:032x}:an-exercise" for number in range(120)]
FILES = read_course_files(HERE / "courses")
LIBRARY = parse_library(FILES)
PUBLISHED = [text for text in LIBRARY.modules.values() if text.front.status == "published"]
BANKS = [text for text in PUBLISHED if LIBRARY.is_bank(text)]
MODULES = sorted(
    (
        text.course,
        text.front.id,
        choice_of(text.front.language, VARIANT_CODES[text.front.variant]),
    )
    for text in PUBLISHED
    if not LIBRARY.is_bank(text)
)
"""Course, module and what the reader has chosen to read: a language, perhaps made easy."""


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    clock = Clock()
    with kept_database(tmp_path_factory.mktemp("key")) as database:
        app = served(database, clock)
        make = Factory(database, clock)
        make.municipality()
        with database.writing() as session:
            report = publishing.sync(
                session, make.owner, LIBRARY, FILES, with_numbers=True, now=clock()
            )
            session.commit()
        assert len(report.published) == len(PUBLISHED) + len(LIBRARY.meeting_pages)
        yield app, make


@pytest.fixture(scope="module")
def modules(school):
    """What was published, by course, module and what readers choose to read it."""
    _, make = school
    with make.database.reading() as session:
        texts = session.query(ModuleText).filter_by(is_current=True)
        return {
            (text.course_id, text.module_id, choice_of(text.language, text.variant)): load(
                session.get(ContentBlob, text.compiled_digest).body
            )
            for text in texts
        }


def learner(school, language):
    app, make = school
    client = PageClient(app, make)
    client.sign_in(make.person(language=language.partition("-")[0]))
    client.browser.set_cookie(COOKIE, language)
    return client


def exercises(module) -> list[CompiledExercise]:
    return [part for part in module.parts if isinstance(part, CompiledExercise)]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def everything_in(page: str) -> str:
    """The text of a page, its attributes, comments and scripts, as one line."""
    tree = lxml.html.document_fromstring(page)
    held = [str(value) for element in tree.iter() for value in element.attrib.values()]
    return squeezed(" ".join([tree.text_content(), *held, entities.unescape(page)]))


def pieces(fragment: str) -> list[str]:
    """The sentences of a piece of compiled HTML that are long enough to be known again."""
    words = re.sub(r"<sup.*?</sup>", "¤", fragment, flags=re.S)
    words = re.sub(r"</(p|li|h\d|td)>|{{.*?}}|<[^>]*slot[^>]*>", "¤", words)
    plain = entities.unescape(re.sub(r"<[^>]+>", "", words))
    parts = re.split(r"[¤.?!]", plain)
    return [part for each in parts if len(part := squeezed(each)) >= SHORTEST_PIECE]


def is_choice(exercise: CompiledExercise | None) -> bool:
    """Whether it asks for options, once."""
    asked = exercise.exercise.interaction() if exercise else None
    return isinstance(asked, Choice) and not asked.before


def secrets_of(exercise: CompiledExercise) -> dict[str, list[str]]:
    """What must not be seen: feedback by option, and whatever else stands behind a label."""
    told = {option: pieces(text) for option, text in exercise.feedback.items()}
    behind = [exercise.explanation, *behind_labels(exercise.spec)]
    return told | {"explanation": [piece for text in behind for piece in pieces(text)]}


def behind_labels(spec: Spec) -> Iterator[str]:
    """What a type may tell only afterwards, also in the parts of an exercise."""
    yield from (spec.model_answer, spec.answer, *(phrase.why for phrase in spec.phrases))
    for part in spec.parts:
        yield from (part.spec.explanation, *(item.feedback for item in part.spec.items))
        yield part.spec.stem if part.word == "end" else ""
        yield from behind_labels(part.spec)


def seen_in(page: str, told: list[str]) -> list[str]:
    known = everything_in(page)
    return [piece for piece in told if piece in known]


def all_secrets(module) -> list[str]:
    """But for what the text of the module says in the same words."""
    openly = squeezed(" ".join(re.sub("<[^>]+>", "", part) for part in module.plain.values()))
    return [
        piece
        for exercise in exercises(module)
        for told in secrets_of(exercise).values()
        for piece in told
        if piece not in openly
    ]


def options_of(page: str) -> Iterator[tuple[str, str]]:
    """Value and words of each option."""
    tree = lxml.html.document_fromstring(page)
    for box in tree.xpath("//input[@name='answer']"):
        label = tree.xpath(f"//label[@for='{box.get('id')}']")[0]
        yield box.get("value"), squeezed(label.text_content())


def work_on(school, attempt: str) -> Work:
    """What only the server can read."""
    app, make = school
    with make.database.reading() as session:
        row = session.get(Attempt, (make.owner, UUID(attempt)))
        return Work.loaded(app.extensions["elearn"].sealer.open(row.sealed))


def public_ids(school, page: str, exercise: CompiledExercise) -> dict[str, str]:
    """By option, its id on *page*; only the server can tell."""
    work = work_on(school, re.search(r'name="attempt" value="([^"]+)"', page)[1])
    shown = shown_ids(exercise.exercise.interaction(), work.seed(exercise.id))
    return {own: public for public, own in shown}


def shown_ids(interaction: Choice, seed: str) -> list[tuple[str, str]]:
    """The public id and the own one of each option, in the order shown."""
    public_ids = [option.id for option in presented(interaction, seed=seed).options]
    return [
        (public, *resolve(interaction, {"answer": [public]}, seed=seed)) for public in public_ids
    ]


def outlines(page: str) -> set[str]:
    """The markup of each option without its own words, value and number. A telephone number among
    the words is held in one piece."""
    tree = lxml.html.document_fromstring(page)
    found = set()
    for box in tree.xpath("//input[@name='answer']"):
        holder = box.getparent()
        markup = lxml.html.tostring(holder, encoding="unicode", with_tail=False)
        markup = markup.replace(box.get("value"), "VALUE")
        markup = re.sub(r'<span class="one-piece">([^<]*)</span>', r"\1", markup)
        markup = re.sub(r"answer-\d+", "ID", markup)
        found.add(squeezed(re.sub(r">[^<]+<", "><", re.sub(r"</?(em|strong|p)>", "", markup))))
    return found


def test_there_are_sentences_to_look_for(modules):
    """The walk below can fail."""
    assert all(len(all_secrets(module)) > 10 for module in modules.values())


@pytest.mark.parametrize(("course", "module", "language"), MODULES)
def test_nothing_of_the_key_is_in_any_page_before_its_answer(
    school, modules, course, module, language
):
    client = learner(school, language)
    compiled = modules[course, module, language]
    where = f"/courses/{course}/{module}"
    secret = all_secrets(compiled)
    around = [where, "/", "/courses", f"/courses/{course}", "/me"]

    seen = {path: seen_in(client.page(path), secret) for path in around}
    client.submit(f"{where}/begin")
    for step in steps_of(compiled):
        page = client.page(f"{where}/steps/{step.number}?{PAST_NOTICES}")
        seen[f"step {step.number}"] = seen_in(page, secret)
    seen["module again"] = seen_in(client.page(where), secret)
    seen["finish"] = seen_in(client.page(f"{where}/finish"), secret)

    assert not {path: found for path, found in seen.items() if found}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_case_says_what_it_is_only_when_it_is_answered(school, language):
    """Nor does it name itself: an id, a concept or a twin would tell."""
    client = learner(school, language)
    cases = [block for bank in BANKS for block in bank.exercises if bank.front.language == language]
    told = [piece for case in cases for piece in pieces(case.explanation.text)]
    page = client.submit("/practice/begin")

    for number in range(1, 6):
        page = client.page(f"/practice/{number}?read=1")
        assert not seen_in(page, told)
        assert not [case.id for case in cases if case.id in page]
        sent = {"session": "", "version": ""}
        sent |= dict(re.findall(r'name="(session|version)" value="([^"]*)"', page))
        page = client.submit(f"/practice/{number}", sent | {"answer": "1"})
        assert seen_in(page, told)


@pytest.mark.parametrize(("course", "module", "language"), MODULES)
def test_options_differ_in_nothing_but_their_words(school, modules, course, module, language):
    client = learner(school, language)
    compiled = modules[course, module, language]
    where = f"/courses/{course}/{module}"
    client.submit(f"{where}/begin")

    for step in steps_of(compiled):
        if not is_choice(step.exercise):
            continue
        page = client.page(f"{where}/steps/{step.number}?{PAST_NOTICES}")
        shown = dict(options_of(page))
        assert len(outlines(page)) == 1, step.exercise.id
        assert all(re.fullmatch(r"o[0-9a-f]{12}", value) for value in shown)
        assert len(shown) == len(step.exercise.exercise.interaction().options)
        held = everything_in(page)
        assert step.exercise.version not in held
        assert "ingen-oro" not in page
        assert "no-concern" not in page


@pytest.mark.parametrize(("course", "module", "language"), MODULES)
def test_an_answer_shows_the_feedback_it_earned_and_no_other(
    school, modules, course, module, language
):
    """The first option is chosen everywhere; of a partly right answer the missed right options
    are told, too, because the explanation names them anyway. An answer that settles the question
    has earned what there is to say of all."""
    client = learner(school, language)
    compiled = modules[course, module, language]
    where = f"/courses/{course}/{module}"
    client.submit(f"{where}/begin")
    everything = all_secrets(compiled)

    for step in steps_of(compiled):
        exercise = step.exercise
        if not is_choice(exercise):
            continue
        path = f"{where}/steps/{step.number}"
        page = client.page(path)
        chosen = exercise.exercise.interaction().options[0]
        value = public_ids(school, page, exercise)[chosen.id]
        attempt = re.search(r'name="attempt" value="([^"]+)"', page)[1]
        none = client.submit(path, {"attempt": attempt}, status=422)
        wrong = client.submit(path, {"attempt": attempt, "answer": "1"}, status=422)
        assert not seen_in(none + wrong, everything_of(everything, exercise))

        page = client.submit(path, {"attempt": attempt, "answer": value})

        told = secrets_of(exercise)
        interaction = exercise.exercise.interaction()
        key = exercise.exercise.key()
        earned = {"explanation", chosen.id}
        if set(key) == {chosen.id}:
            earned |= told.keys()
        elif interaction.multiple:
            earned |= set(key)
        hidden = [
            piece
            for name, each in told.items()
            if name not in earned
            for piece in each
            if not any(piece in other for good in earned for other in told.get(good, []))
        ]
        assert seen_in(page, told[chosen.id]) == told[chosen.id]
        assert not seen_in(page, hidden), exercise.id
        own = everything_of(everything, exercise)
        others = [piece for piece in everything if piece not in own]
        assert not seen_in(page, others), exercise.id


def everything_of(everything: list[str], exercise: CompiledExercise) -> list[str]:
    own = [piece for told in secrets_of(exercise).values() for piece in told]
    return [piece for piece in everything if piece in own]


@pytest.mark.parametrize(("course", "module", "language"), MODULES)
def test_the_order_shown_says_nothing_about_the_authors(modules, course, module, language):
    """Every option of a shuffled exercise stands in every place, about equally often."""
    for exercise in filter(is_choice, exercises(modules[course, module, language])):
        interaction = exercise.exercise.interaction()
        source = [option.id for option in interaction.options]
        shown = [[own for _, own in shown_ids(interaction, s)] for s in SEEDS]
        if not interaction.shuffle:
            assert all(order == source for order in shown)
            continue
        places = Counter((option, place) for order in shown for place, option in enumerate(order))
        fair = len(SEEDS) / len(source)
        for option, place in product(source, range(len(source))):
            assert 0.4 * fair < places[option, place] < 1.8 * fair, exercise.id


def test_public_ids_of_an_option_differ_between_attempts_and_exercises(modules):
    every = [
        public
        for (_, name, chosen), module in modules.items()
        for exercise in filter(is_choice, exercises(module))
        for seed in SEEDS[:10]
        for public, _ in shown_ids(
            exercise.exercise.interaction(), f"{seed}{name}{exercise.id}{chosen}"
        )
    ]

    assert len(set(every)) == len(every)


def test_two_attempts_share_no_public_id(school, modules):
    course, module, language = MODULES[0]
    where = f"/courses/{course}/{module}"
    choices = [step for step in steps_of(modules[MODULES[0]]) if is_choice(step.exercise)]
    seen: list[str] = []
    for _ in range(2):
        client = learner(school, language)
        client.submit(f"{where}/begin")
        for step in choices:
            seen += (
                value
                for value, _ in options_of(
                    client.page(f"{where}/steps/{step.number}?{PAST_NOTICES}")
                )
            )

    assert seen
    assert len(set(seen)) == len(seen)


def test_what_is_searched_holds_nothing_of_the_key(school, modules):
    _, make = school
    with make.database.reading() as session:
        entries = squeezed(" ".join(entry.text for entry in session.query(SearchEntry)))
        folded = squeezed(" ".join(entry.folded for entry in session.query(SearchEntry)))

    secret = [piece for module in modules.values() for piece in all_secrets(module)]
    assert entries
    assert not [piece for piece in secret if piece in entries or piece.casefold() in folded]


@pytest.mark.parametrize(("course", "module", "language"), MODULES)
def test_a_search_for_the_words_of_a_feedback_finds_none(school, modules, course, module, language):
    client = learner(school, language)
    compiled = modules[course, module, language]
    secret = all_secrets(compiled)
    words = [" ".join(piece.split()[:3]) for piece in secret[::9]]

    found = [piece for asked in words for piece in seen_in(found_by(client, asked), secret)]

    assert not found


def found_by(client, asked: str) -> str:
    """The list of what was found, without the field that repeats the question."""
    page = client.page(f"/search?q={asked}")
    return "<main>" + "".join(re.findall(r"<ul class=\"bare.*?</ul>", page, re.S)) + "</main>"


@pytest.mark.parametrize(("course", "module", "language"), MODULES)
def test_the_result_of_somebody_else_is_nowhere(school, modules, course, module, language):
    where = f"/courses/{course}/{module}"
    done = learner(school, language)
    compiled = modules[course, module, language]
    result = _finish(school, done, compiled, where)
    assert "data-kind" in result
    assert 'data-kind="wrong"' not in result
    assert 'data-kind="partly"' not in result
    stranger = learner(school, language)

    response = stranger.get(f"{where}/result")

    assert response.status_code == 303
    assert response.location == where
    assert not seen_in(stranger.page(where), all_secrets(compiled))


def test_what_is_kept_of_an_attempt_cannot_be_read_without_the_key(school, modules):
    course, module, language = MODULES[0]
    _, make = school
    client = learner(school, language)
    where = f"/courses/{course}/{module}"
    client.submit(f"{where}/begin")

    with make.database.reading() as session:
        kept = [row.sealed for row in session.query(Attempt)]

    assert kept
    assert all(b"secret" not in row and b"answers" not in row for row in kept)


def _finish(school, client: PageClient, compiled, where: str) -> str:
    """Begun, answered rightly whatever the kind, and finished; the page after it."""
    client.submit(f"{where}/begin")
    for step in steps_of(compiled):
        if step.exercise is not None:
            _answer(school, client, step.exercise, f"{where}/steps/{step.number}")
    return client.submit(f"{where}/finish")


def _answer(school, client: PageClient, exercise: CompiledExercise, path: str) -> None:
    page = client.page(f"{path}?seen=1")
    attempt = re.search(r'name="attempt" value="([^"]+)"', page)[1]
    while (fields := right_fields(exercise, work_on(school, attempt))) is not None:
        client.submit(path, {"attempt": attempt, **fields})
