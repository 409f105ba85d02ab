# Everything runs in .venv, made from the locked requirements; a second run of a target does only what changed.
# The locks name all that is needed, so pip resolves nothing (--no-deps): a release that comes out later cannot change a set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
upper = $(shell echo $1 | tr a-z A-Z)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-input
DEMO_STORE ?= demo.db
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup dev assets demo test check lint types docker-lint lock wheel bench clean

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

setup: $(VENV)/.installed assets ## put the program at .venv/bin/reportgraph

dev: $(VENV)/.installed-dev assets ## the same with what tests and checks need

demo: setup ## load the samples into an embedded graph and serve it
	@$(BIN)/reportgraph load --store $(DEMO_STORE) samples/*.txt
	@$(BIN)/reportgraph serve --store $(DEMO_STORE) --port $(PORT)

test: dev lint types docker-lint ## everything: lint, types and all tests, the Neo4j half on a real server
	@$(BIN)/python -m pytest

check: dev lint types docker-lint ## lint, types, architecture tests
	@$(BIN)/python -m pytest -q tests/architecture

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

types: $(VENV)/.installed-dev
	@$(BIN)/mypy

docker-lint: $(VENV)/.installed-dev
	@$(BIN)/hadolint docker/Dockerfile
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker/compose.yaml

# SCALE=1 SEED=7 ROUNDS=5 SECONDS=1 PARTS=operations,cold,loading,filling,reading,growth ONLY=ours-neo4j,sql OPERATIONS=Q1,Q3 TEXTS=10000 LOAD=1 PROFILE=1 WRITE=1
bench: dev ## side by side with others on the same data; SCALE=0.1 for a quick run
	@$(BIN)/python -m benchmarks $(foreach f,scale seed rounds seconds parts only operations texts,$(if $($(call upper,$f)),--$f $($(call upper,$f)))) \
	  $(foreach f,load profile write,$(if $($(call upper,$f)),--$f))

assets: $(VENV)/.assets

lock: $(VENV)/.python ## resolve the dependencies anew
	@$(PYTHON) -m venv build/lock && build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --custom-compile-command 'make lock' --extra setup pyproject.toml -o requirements.lock
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --custom-compile-command 'make lock' --extra setup --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

wheel: setup ## build the wheel, explorer included, into dist/
	@$(BIN)/hatchling build -t wheel

clean: ## remove what was built or installed here; graphs stay
	@rm -rf $(VENV) build dist node_modules tests/clients/node_modules api/static/vendor

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Reportgraph needs Python 3.11 or newer: make PYTHON=python3.12 ...'; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/.python
	@echo 'Installing Reportgraph into $(VENV) ...'
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q api graph loaders  # where Python is told to keep no bytecode, every start would do it
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo 'Installing what tests and checks need ...'
	@$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.assets: scripts/vendor.py scripts/node.py package-lock.json .npmrc requirements.lock | $(VENV)/.installed
	@echo 'Fetching the explorer for the browser ...'
	@$(BIN)/python -m scripts.vendor
	@touch $@
