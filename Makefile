# What can be done with a checkout. `make help` lists it.
#
# Needed: Python 3.11.5 or newer with venv, and make. Everything else goes into .venv.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
REQUIRE_ALL ?=
JOBS ?= 2
BIN := .venv/bin
PY := $(BIN)/python
CATALOGUES := $(wildcard elearn/translations/*/LC_MESSAGES/messages.po)
# Compiled modules make the second start a quick one.
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run install setup test test-fast lint check-courses migrate translations changelog bench claims \
	lock vendor clean

help: ## Say what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; \
		do printf '%-22s%s\n' "$$name" "$$text"; done

run: .venv/.ok $(CATALOGUES:.po=.mo) ## Try it: a filled demo on http://127.0.0.1:8000 (PORT=8001 make run)
	@exec env ELEARN_MODE=demo PORT=$(PORT) $(PY) -m elearn serve --demo-setup --with-worker

install: .venv/.ok $(CATALOGUES:.po=.mo) ## Install what runs it, translations compiled

setup: .venv/.ok-dev $(CATALOGUES:.po=.mo) ## Install what runs it and what checks it

test: setup lint check-courses ## Test everything: about 12 minutes (REQUIRE_ALL=1: nothing may be skipped)
	@env REQUIRE_ALL=$(REQUIRE_ALL) $(BIN)/pytest -n $(JOBS)

test-fast: setup ## Test what needs no browser and is not slow: about 2 minutes
	@$(BIN)/pytest -n $(JOBS) -m 'not slow and not browser'

lint: setup ## Check style, types and which part may import which
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check-courses: .venv/.ok ## Check the course texts under courses/
	@$(PY) -m elearn courses check courses

migrate: .venv/.ok ## Bring the database of DATABASE_URL to this version
	@$(PY) -m elearn db upgrade

translations: setup ## Collect new sentences for translators, then compile
	@$(PY) tools/translations.py
	@$(MAKE) setup

changelog: setup ## Show what the next release tells its users
	@$(BIN)/towncrier build --draft --version next

bench: setup ## Measure pages against a bare Flask application, what grows with the people, and who waits
	@$(PY) -m bench
	@$(PY) -m bench.growth
	@$(PY) -m bench.holding

claims: setup ## Try what the recognition engine promises on invented people
	@$(PY) -m claims

lock: .venv/.ok-dev ## Write the locked requirements anew
	@$(BIN)/uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' requirements-dev.in -o requirements-dev.txt

vendor: setup ## Fetch and check the vendored style sheets and fonts
	@$(PY) tools/vendor.py

clean: ## Forget the installed packages and caches; keeps instance/
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# What runs the product. Once what checks it is installed as well, that is kept up instead.
.venv/.ok: requirements.txt tools/install.sh
	@if [ -f .venv/.ok-dev ]; then $(MAKE) .venv/.ok-dev; \
	else sh tools/install.sh requirements.txt; fi
	@touch $@

.venv/.ok-dev: requirements.txt requirements-dev.txt tools/install.sh
	@sh tools/install.sh requirements-dev.txt
	@touch .venv/.ok $@

%.mo: %.po
	@$(BIN)/pybabel -q compile -f -i $< -o $@
