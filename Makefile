# Two commands for a newcomer: `make run` opens the demo, `make test` runs every test. The others are their parts.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip install --quiet --disable-pip-version-check
export HUASHU_DATA ?= $(CURDIR)/.huashu

.PHONY: help setup run demo test test-quick test-browser test-postgres test-load check format lock translations clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/run-ready: requirements/run.txt pyproject.toml
	@echo "Setting up the virtual environment in $(VENV) (a minute or two, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Huashu needs Python 3.11 or newer; found $$($(PYTHON) --version). Say PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev-ready: requirements/dev.txt $(VENV)/run-ready
	@echo "Adding what the tests need"
	@$(PIP) -r requirements/dev.txt
	@touch $@

setup: $(VENV)/run-ready ## Make the virtual environment and compile the translations
	@$(BIN)/python tools/translations.py compile

run: setup ## Open a believable demo in the browser: address and logins are printed
	@$(BIN)/huashu demo load --if-empty
	@$(BIN)/huashu close
	@$(BIN)/huashu serve

demo: setup ## Load the demo book (remove it with `huashu demo remove`)
	@$(BIN)/huashu demo load

test: test-quick test-load test-browser test-postgres ## Every test
	@echo "All tests passed."

test-quick: setup $(VENV)/dev-ready ## The quick suite
	$(BIN)/pytest -n auto -m "not browser and not postgres and not load"

test-load: setup $(VENV)/dev-ready ## A book of 100,000 loans
	$(BIN)/pytest -m load

test-browser: setup $(VENV)/dev-ready ## The desk in a real browser
	$(BIN)/python tools/with_chromium.py $(BIN)/pytest -n auto -m browser

test-postgres: setup $(VENV)/dev-ready ## The desk on PostgreSQL
	$(BIN)/python tools/with_postgres.py $(BIN)/pytest tests/desk tests/postgres -n auto -m "not browser and not load"

check: setup $(VENV)/dev-ready ## Lint, format, types, import contracts, migrations, translations, tracks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=huashu.desk.settings_test $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/python tools/translations.py check
	$(BIN)/python tools/tracks.py check

format: $(VENV)/dev-ready ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .

translations: setup $(VENV)/dev-ready ## Collect new texts and convert zh-Hant, tracks too
	$(BIN)/python tools/translations.py update
	$(BIN)/python tools/tracks.py update
	$(BIN)/python tools/translations.py compile

lock: $(VENV)/dev-ready ## Lock the newest allowed versions
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 --upgrade pyproject.toml --group build -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 --upgrade pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt

clean: ## Remove the virtual environment, caches and the demo's data folder
	rm -rf $(VENV) .huashu .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
