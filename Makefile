# Two commands to know: `make demo` and `make check`.

PYTHON ?=
VENV ?= .venv
DEMO_ARGS ?=
TEST_ARGS ?=
BENCH_ARGS ?=

PY := $(VENV)/bin/python
PIP := -m pip install --quiet --disable-pip-version-check
# Holds what the wheel itself asks for and nothing of the development tools.
WHEEL_VENV := $(VENV)-wheel

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: help demo test check lint types layers wheel bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/runtime ## start the server with a bundled case (DEMO_ARGS=--once: print its summary and end)
	@$(PY) -m api demo $(DEMO_ARGS)

test: $(VENV)/develop ## run the test suite (TEST_ARGS=tests/rules)
	$(PY) -m pytest --numprocesses=auto --dist=worksteal $(TEST_ARGS)

check: lint types layers test wheel ## everything a change must pass

lint: $(VENV)/develop ## style and format
	$(PY) -m ruff check
	$(PY) -m ruff format --check

types: $(VENV)/develop ## mypy and pyright, both strict
	$(PY) -m mypy
	$(PY) -m pyright --pythonpath $(PY)

layers: $(VENV)/develop ## imports run one way
	$(VENV)/bin/lint-imports --no-logo

wheel: $(VENV)/develop $(WHEEL_VENV)/runtime ## build the wheel, install it where nothing else is, and run it
	rm -rf dist
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	$(WHEEL_VENV)/bin/python $(PIP) --no-deps --force-reinstall dist/*.whl
	cd $(WHEEL_VENV) && bin/python -I $(CURDIR)/tests/wheel_smoke.py $(CURDIR)

bench: $(VENV)/develop ## measure throughput and quality
	$(PY) -m tests.bench $(BENCH_ARGS)

lock: $(VENV)/develop ## pin the newest allowed versions in requirements*.lock
	$(VENV)/bin/uv lock --quiet --upgrade
	$(VENV)/bin/uv export $(EXPORT) --no-dev --output-file requirements.lock
	$(VENV)/bin/uv export $(EXPORT) --only-dev --output-file requirements-dev.lock

# Hashes only: where packages come from is the business of the machine that installs them.
EXPORT := --quiet --frozen --format requirements-txt --no-emit-project --no-header --no-annotate

clean: ## remove environments, builds and caches
	rm -rf .venv .venv-* dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache uv.lock
	find rules graph monitor api tests -name __pycache__ -type d -prune -exec rm -rf {} +

%/bin/python:
	@python=$$(deploy/preflight $(PYTHON)) && "$$python" -m venv --clear $*

# durable-rules comes as source that names a call gone from Python 3.13. Built alone and without pip's cache,
# which might hold a build made without the flag; the import proves the build.
%/runtime: requirements.lock | %/bin/python
	@echo "installing requirements.lock into $* (builds one C extension)"
	@sed -n '/^durable-rules==/,/[^\\]$$/p' requirements.lock > $*/engine.lock
	@CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject \
		$*/bin/python $(PIP) --require-hashes --no-deps --no-cache-dir -r $*/engine.lock
	@$*/bin/python -c 'import durable_rules_engine'
	@$*/bin/python $(PIP) --require-hashes -r requirements.lock
	@touch $@

%/develop: requirements-dev.lock %/runtime
	@echo "installing requirements-dev.lock into $*"
	@$*/bin/python $(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
