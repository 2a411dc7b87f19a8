"""A server in a thread over a filled database, and Chromium to visit it."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from werkzeug.serving import make_server

from config import HERE
from elearn.domain.content.parsing import parse_library
from elearn.services import publishing
from elearn.store.course_files import read_course_files
from tests.conftest import Clock, _missing
from tests.factories import PASSWORD, Factory
from tests.web.town import Town, kept_database, served, town

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW = "Chromium for the browser tests: apt-get install chromium"


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; each has a context of its own."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _missing(HOW)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[tuple[Town, str]]:
    """The town with the real courses, and the address of its server."""
    clock = Clock()
    with kept_database(tmp_path_factory.mktemp("browser")) as database:
        made = town(served(database, clock), Factory(database, clock))
        files = read_course_files(HERE / "courses")
        with database.writing() as session:
            publishing.sync(
                session,
                made.make.owner,
                parse_library(files),
                files,
                with_numbers=True,
                now=clock(),
            )
            session.commit()
        server = make_server("127.0.0.1", 0, made.app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield made, f"http://127.0.0.1:{server.port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@dataclass
class Visit:
    """A browser of somebody, and what it complained about."""

    page: object
    town: Town
    complaints: list[str] = field(default_factory=list)

    def sign_in(self, who: str) -> None:
        """With the keyboard: name, tab, password, enter."""
        name = self.town.make.sign_in_name(self.town.persons[who])
        self.page.goto("/login")
        self.page.get_by_label("User name").focus()
        self.page.keyboard.type(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/")

    def use_slip(self) -> None:
        self.page.goto("/account/code")
        self.page.get_by_label("Code").fill(self.town.issue_slip())
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/account/secret")


@pytest.fixture
def visit(chromium, place):
    """Opens a browser; fails at the end when a page of it complained on the console."""
    made, address = place
    opened = []

    def open_one(**options) -> Visit:
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        context = chromium.new_context(base_url=address, locale="en-GB", **options)
        context.set_default_timeout(20_000)
        page = context.new_page()
        visited = Visit(page, made)
        page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                visited.complaints.append(f"{said.text} at {said.location.get('url')}")
                if said.type in {"error", "warning"}
                else None
            ),
        )
        opened.append((context, visited))
        return visited

    yield open_one
    for context, visited in opened:
        context.close()
        assert not visited.complaints
