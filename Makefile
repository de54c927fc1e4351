# make run: install, migrate, start. make test: install, check, test. Nothing else need be installed but Python 3.11+.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
SELF := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .

.PHONY: run test check soak bench train lock clean
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp
	@$(BIN)/depeche migrate
	@$(BIN)/depeche run

# In two halves side by side, for two cores; what the bot's half prints comes after the other's. What of the bot starts
# processes stands in the other half, which is the shorter one.
OTHER_HALF := $(wildcard tests/bot/test_cli*.py) tests/bot/documents tests/bot/fetching

test: check
	@log=$$(mktemp); $(BIN)/python -m pytest tests/bot $(addprefix --ignore=,$(OTHER_HALF)) >$$log 2>&1 & bot=$$!; \
		$(BIN)/python -m pytest tests/nlp tests/store $(wildcard tests/test_*.py) $(OTHER_HALF); rest=$$?; \
		wait $$bot; bot=$$?; cat $$log; rm -f $$log; [ $$rest -eq 0 ] && [ $$bot -eq 0 ]

check: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

soak: $(VENV)/test.stamp
	@$(BIN)/python -m pytest -m soak

bench: export OMP_NUM_THREADS = 1
bench: $(VENV)/run.stamp
	@$(BIN)/python benchmarks/reader_speed.py

# One thread: the small matrices of the trees and of sentences gain nothing from more, and lose much on a busy machine.
train: export OMP_NUM_THREADS = 1
train: $(VENV)/train.stamp
	@$(BIN)/python -m nlp.training pipeline --data ../shared/data --gold ../shared/gold --out nlp/model/fr
	@for step in triggers modes roles scenes dates tolls attribution spelling; do $(BIN)/python -m nlp.training $$step || exit 1; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dépêche needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV) (about a minute, once)…" >&2
	@$(PIP) -r requirements.lock </dev/null >&2
	@$(SELF) </dev/null >&2
	@touch $@

# The tests' lock holds everything that the run's lock holds, in the same versions.
$(VENV)/test.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV) (about a minute, once)…" >&2
	@$(PIP) -r requirements-dev.lock </dev/null >&2
	@$(SELF) </dev/null >&2
	@touch $@ $(VENV)/run.stamp

$(VENV)/train.stamp: requirements-training.lock $(VENV)/test.stamp
	@$(PIP) -r requirements-training.lock </dev/null >&2
	@touch $@

lock:  # needs uv
	@$(eval COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml)
	$(COMPILE) --extra build --extra dev -o requirements-dev.lock >/dev/null
	$(COMPILE) --extra build -c requirements-dev.lock -o requirements.lock >/dev/null
	$(COMPILE) --extra build --extra dev --extra training -c requirements-dev.lock -o requirements-training.lock >/dev/null

clean:
	rm -rf $(VENV) build dist
