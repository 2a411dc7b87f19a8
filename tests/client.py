"""The test client: every page that any test visits is inspected."""

import re
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import PASSWORD, Factory
from tests.pages import inspect


class PageClient:
    """A browser that visits *host*."""

    def __init__(self, app: Flask, make: Factory, host: str = "localhost") -> None:
        self.app = app
        self.make = make
        self.site = f"http://{host}"
        self.browser: FlaskClient = app.test_client()

    def page(self, path: str, status: int = 200, follow: bool = False) -> str:
        """Fetches and inspects a page; its HTML."""
        return self._checked(self.get(path, follow_redirects=follow), status)

    def get(self, path: str, **options: Any) -> TestResponse:
        """Fetches something that need not be a page."""
        return self.browser.get(path, base_url=self.site, **options)

    def post(self, path: str, data: Any = None, **options: Any) -> TestResponse:
        """Sends a form with the token that the last page carried."""
        sent = list(data.items()) if isinstance(data, dict) else list(data or [])
        multi: dict[str, Any] = {"csrf_token": self.csrf_token()}
        for name, value in sent:
            earlier = multi.get(name)
            if isinstance(value, list) or earlier is None:
                multi[name] = value
            else:
                multi[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        return self.browser.post(path, data=multi, base_url=self.site, **options)

    def submit(self, path: str, data: Any = None, status: int = 200, **options: Any) -> str:
        """Sends a form, follows the redirect, and inspects the page at the end."""
        response = self.post(path, data, follow_redirects=True, **options)
        return self._checked(response, status)

    def csrf_token(self) -> str:
        html = self.get("/login").get_data(as_text=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
        assert found, "no form on the sign-in page"
        return found[1]

    def sign_in(self, person: UUID | None = None) -> UUID:
        """As *person*, or as somebody new without any role."""
        who = person or self.make.person()
        name = self.make.sign_in_name(who)
        response = self.post("/login", {"username": name, "password": PASSWORD})
        assert response.status_code == 303, response.get_data(as_text=True)
        return who

    def _checked(self, response: TestResponse, status: int) -> str:
        html = response.get_data(as_text=True)
        assert response.status_code == status, f"{response.status_code}: {html[:2000]}"
        if response.mimetype == "text/html":
            faults = inspect(html)
            assert not faults, "\n".join(faults)
        return html
