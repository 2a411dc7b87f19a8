"""The application for a WSGI server: `gunicorn run:app`. `python run.py` serves it."""

import sys

from config import Config, SettingError
from elearn.web import create_app

BOOT_ERROR = 3
"""With this gunicorn gives up; for any other code it would start the worker anew, for ever."""

if __name__ == "__main__":
    from elearn.__main__ import main

    sys.exit(main(["serve"]))

try:
    app = create_app(Config.from_environment())
except SettingError as problem:
    print(f"Not started: {problem}", file=sys.stderr)  # noqa: T201 - whoever starts it reads this
    sys.exit(BOOT_ERROR)
