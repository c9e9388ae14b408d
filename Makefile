# Five commands for people and machines alike: demo, test, check, gate, docs. Each makes what it needs in .venv.
PYTHON ?= python3
DATA ?= ../shared/data
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: demo test check gate docs wheel clean

demo: $(STAMP)
	$(BIN)/listening-post demo

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n 2

check: $(DEV_STAMP)
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py

gate: $(DEV_STAMP)
	DATA=$(DATA) $(BIN)/python -m benchmarks.gate $(GATE)

docs: $(DEV_STAMP)
	$(BIN)/python -m docs.generate
	$(BIN)/python -m pytest tests/test_documented.py

wheel: $(DEV_STAMP)
	$(BIN)/python -m build --wheel

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Listening Post needs Python 3.11 or later: make demo PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(DEV_STAMP): pyproject.toml $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
