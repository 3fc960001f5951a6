# Every command a person types. `make` lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres check lint types imports migrations assets assets-check \
	tests coverage lock bench pictures setup setup-dev clean

PORT ?= 8000
DATA ?= $(or $(ALONGSIDE_DATA),data)
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; \
	done; echo python3)
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile -q
TESTED ?=

# What knows of no database is the same whichever there is.
TESTED_ONCE := tests/evaluation tests/extract tests/instruments tests/methods tests/tools

# Of these every line and every branch is tested: what makes figures of answers, what leaves the
# service, what may happen to a person's record, and what is written there.
ROOMS := src/alongside/casework
WHOLE := src/alongside/instruments/**,src/alongside/extract/**,src/alongside/evaluation/**
WHOLE := $(WHOLE),$(ROOMS)/extracting/**,$(ROOMS)/**/rules*.py,$(ROOMS)/**/rules/*.py
WHOLE := $(WHOLE),$(ROOMS)/**/actions.py,$(ROOMS)/**/actions/*.py

help: ## list these commands
	@echo "make COMMAND, where COMMAND is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		awk -F'|' '{ printf "  %-15s %s\n", $$1, $$2 }'

run: setup ## serve a made-up programme to look at; PORT=8000 DATA=data can be set
	@ALONGSIDE_DATA="$(DATA)" exec $(BIN)/alongside serve --demo --port $(PORT)

test: setup-dev test-sqlite ## every test, the browser journeys too, on SQLite

# They start some hundred processes, and without kept bytecode each would compile everything anew.
test-sqlite test-postgres: export PYTHONDONTWRITEBYTECODE :=

test-sqlite:
	@mkdir -p build/coverage
	@COVERAGE_FILE=build/coverage/sqlite $(PYTEST) --cov --cov-report= --cov-fail-under=0 $(ARGS)

test-postgres: setup-dev ## all that asks a database, on a private PostgreSQL, started for it
	@$(BIN)/python tools/with_postgres.py $(PYTEST) \
		$(addprefix --ignore=,$(TESTED_ONCE)) $(ARGS)

check: setup-dev lint types imports migrations assets-check tests coverage ## all that must hold before a change goes in
	@echo "All checks passed."

lint: setup-dev ## ruff: how the code is laid out, and known mistakes
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check

types: setup-dev ## mypy, strict
	@ALONGSIDE_DATA=build/data ALONGSIDE_DATABASE_URL= $(BIN)/mypy

imports: setup-dev ## the floors of the house: who may import whom
	@$(BIN)/lint-imports

migrations: setup-dev ## every change of a model has its migration
	@ALONGSIDE_DATA=build/data ALONGSIDE_DATABASE_URL= \
		$(BIN)/alongside manage makemigrations --check --dry-run

tests: # TESTED=sqlite: that run was made just before this one
	@test "$(TESTED)" = sqlite || $(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres

coverage: # of the run on SQLite: 95% of all, and 100% of the rooms in WHOLE
	@$(BIN)/coverage report --data-file=build/coverage/sqlite
	@echo "Rooms of which every line and every branch has to be tested:"
	@$(BIN)/coverage report --data-file=build/coverage/sqlite --include='$(WHOLE)' --fail-under=100

assets: ## build styles, icons and fonts anew from assets/ (needs Node.js)
	@tools/assets build

assets-check: ## the built files are those that assets/ gives (needs Node.js)
	@tools/assets check

bench: setup-dev ## measure how quick it is and what it needs, and write docs/benchmarks.md; takes an hour
	@mkdir -p build
	@for people in 10000 200000; do \
		measure="$(BIN)/python -m benchmarks.run --people $$people --contacts $$((people * 5)) \
			--extract --moving-in --into build/bench"; \
		$$measure-sqlite-$$people.json && \
		$(BIN)/python tools/with_postgres.py --as-in-use $$measure-postgresql-$$people.json || exit 1; \
	done
	@for what in find api; do for activities in 20000 200000; do \
		measure="$(BIN)/python -m benchmarks.directory_$$what --activities $$activities --into build/$$what"; \
		$$measure-sqlite-$$activities.json && \
		$(BIN)/python tools/with_postgres.py --as-in-use $$measure-postgresql-$$activities.json || exit 1; \
	done; done
	@rm -rf build/import-data
	@ALONGSIDE_DATA=build/import-data/sqlite $(BIN)/python -m benchmarks.directory_import --into build
	@ALONGSIDE_DATA=build/import-data/postgresql $(BIN)/python tools/with_postgres.py --as-in-use \
		$(BIN)/python -m benchmarks.directory_import --into build
	@$(BIN)/python -m benchmarks.evaluation --large --into build/evaluation.json
	@$(BIN)/python -m benchmarks.tell build docs/benchmarks.md

pictures: setup-dev ## take the pictures of the guide anew (needs Chromium)
	@$(BIN)/python tools/pictures.py

lock: setup-dev ## write requirements/*.txt anew from requirements/*.in
	@tools/lock

setup: ## make .venv with what serving needs (make run does it by itself)
	@$(PYTHON) tools/setup.py base

setup-dev: ## make .venv with what building and testing need too
	@$(PYTHON) tools/setup.py dev

clean: ## remove what was built; your data folder stays
	rm -rf .venv build dist .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
		.hypothesis assets/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
