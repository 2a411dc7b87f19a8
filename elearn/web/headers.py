"""What every answer says to the browser about safety and keeping."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""For an SVG, whose colours may follow the reader's: its own style, and nothing else. Some
browsers hold a picture to the policy it came with, also inside a page."""
DRAWING = "image/svg+xml"
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
HSTS = ("Strict-Transport-Security", "max-age=31536000")


def install(app: Flask) -> None:
    app.after_request(_forbid_keeping)


def on_every_answer(app: "WSGIApplication") -> "WSGIApplication":
    """*app*, whose answers all carry what is always said."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        said = [*ALWAYS, HSTS] if environ["wsgi.url_scheme"] == "https" else ALWAYS

        def start(status: str, headers: Headers, *rest: Any) -> Callable[[bytes], object]:
            return start_response(status, [*headers, _policy_for(headers), *said], *rest)

        return app(environ, start)

    return answer


def _policy_for(headers: Headers) -> tuple[str, str]:
    kinds = [value for name, value in headers if name.lower() == "content-type"]
    is_drawing = any(kind.startswith(DRAWING) for kind in kinds)
    return "Content-Security-Policy", DRAWING_POLICY if is_drawing else POLICY


def _forbid_keeping(response: Response) -> Response:
    if "Cache-Control" not in response.headers and request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
