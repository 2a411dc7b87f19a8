"""A text that is meant for some: open for them, folded for colleagues with other work."""

import re
from datetime import timedelta

import pytest

from tests.client import PageClient
from tests.library import course_files, publish
from tests.queries import counting

MODULE = "/courses/basics/first"
VARIANTS = b"""\
## Where you work
<!-- id: work -->

For everybody.

<!-- roles: home care 207 -->
You hear much in a kitchen.
<!-- /roles -->

<!-- roles: school 351 352, leisure 353 -->
You see who stands alone.
<!-- /roles -->

<!-- roles: everybody at night -->
Nobody else is awake.
<!-- /roles -->

## After
"""


@pytest.fixture
def course(make, clock):
    files = course_files()
    [path] = [path for path in files if path.endswith("01-first.md")]
    text = files[path].replace(b"## After\n", VARIANTS)
    assert text != files[path]
    publish(make.database, make.owner, files | {path: text}, now=clock())


@pytest.fixture
def reader(app, make, course):
    """Somebody with these occupations."""

    def signed_in(*codes: str, **dates) -> PageClient:
        person = make.person()
        for code in codes:
            make.employment(person, make.unit(), aid_code=code, **dates)
        browser = PageClient(app, make)
        browser.sign_in(person)
        return browser

    return signed_in


def variants(html):
    """By title, whether it is open."""
    found = re.findall(r'<details class="for-roles"([^>]*)>\s*<summary>([^<]*)', html)
    return {title: "open" in attributes for attributes, title in found}


OPEN = {"Home care": True, "School, leisure": True}


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        pytest.param([], OPEN, id="no-employment"),
        pytest.param([""], OPEN, id="no-occupation"),
        pytest.param(["101012"], OPEN, id="nobody-thought-of"),
        pytest.param(["207024"], OPEN | {"School, leisure": False}, id="home-care"),
        pytest.param(["353011"], OPEN | {"Home care": False}, id="leisure"),
        pytest.param(["207024", "352010"], OPEN, id="both"),
    ],
)
def test_the_own_text_is_open_and_that_of_others_folded(reader, codes, shown):
    html = reader(*codes).page(MODULE)

    titles = {
        title.removeprefix("For other roles: "): is_open
        for title, is_open in variants(html).items()
    }
    assert titles == shown
    assert html.count("For other roles:") == list(shown.values()).count(False)
    for text in ("hear much", "stands alone", "Nobody else is awake", "For everybody"):
        assert text in html


def test_work_that_is_over_folds_nothing(reader, clock):
    today = clock().date()

    html = reader("207024", from_on=today - timedelta(days=90), to_on=today).page(MODULE)

    assert variants(html) == OPEN


def test_the_page_kept_for_one_role_is_not_shown_to_another(reader):
    first, second, third = reader("207024"), reader("351024"), reader()

    seen = [tuple(variants(one.page(MODULE)).values()) for one in (first, second, third)]

    assert seen == [(True, False), (False, True), (True, True)]


def test_the_role_costs_the_module_page_no_question(reader, make, clock):
    asked = []
    for codes in ((), ("207024", "351024")):
        browser = reader(*codes)
        browser.page(MODULE)
        with counting(make.database) as found:
            browser.page(MODULE)
        asked.append(len(found.statements))

    assert asked[0] == asked[1] <= 2


def test_the_steps_fold_alike(reader):
    browser = reader("207024")
    browser.submit(f"{MODULE}/begin")

    html = browser.page(f"{MODULE}/steps/3")

    assert variants(html) == {"Home care": True, "For other roles: School, leisure": False}
