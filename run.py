"""The application for a WSGI server: `gunicorn run:app`. `python run.py` serves it."""

import sys

from config import Config, SettingError
from elearn.web import create_app

if __name__ == "__main__":
    from elearn.__main__ import main

    sys.exit(main(["serve"]))

try:
    app = create_app(Config.from_environment())
except SettingError as problem:
    sys.exit(f"Not started: {problem}")
