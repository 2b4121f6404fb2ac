# Two commands for a newcomer: `make session` sets up and plays, `make test` sets up and tests.
# Needs make and a Python of 3.11 to 3.13; the newest of these that runs is taken (PYTHON=... takes another).

PYTHON ?= $(shell for one in python3.13 python3.12 python3.11 python3 python; do \
	if $$one -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then echo $$one; break; fi; done)
VENV ?= .venv
BIN = $(VENV)/bin
SESSION_HOME = $(CURDIR)/.session-home
SESSION_ROUTINE = routines/first-session.toml
# Four on two cores: half of the tests wait for a program that keeps its own time, and a core may work for others meanwhile.
JOBS ?= 4
# `make test SOUND=--sound` tries what is said with espeak-ng, too, and fails where it is not installed.
SOUND ?=

.PHONY: session test checked tested prove wheel bench pictures format docs clean

$(VENV)/ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python of 3.11 to 3.13 was found. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up with $(PYTHON) in $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

session: $(VENV)/ready ## Set up, and play a real routine of about three minutes in a throw-away home.
	@rm -rf "$(SESSION_HOME)"
	@echo "This session is kept in a throw-away home: $(SESSION_HOME)"
	@SELFCARE_HOME="$(SESSION_HOME)" $(BIN)/selfcare load $(SESSION_ROUTINE) </dev/null
	@echo
	@if [ -t 0 ] && [ -t 1 ]; then SELFCARE_HOME="$(SESSION_HOME)" $(BIN)/selfcare start; \
	else echo "No terminal: that none of the stop questions is true is stated on the command line, and the log says so."; \
	SELFCARE_HOME="$(SESSION_HOME)" $(BIN)/selfcare start --screened; fi
	@echo
	@echo "What was logged:"
	@SELFCARE_HOME="$(SESSION_HOME)" $(BIN)/selfcare history
	@SELFCARE_HOME="$(SESSION_HOME)" $(BIN)/selfcare report

test: $(VENV)/ready ## Set up, and run tests, ruff, mypy and the import contracts: under three minutes.
	@$(MAKE) --no-print-directory -j2 checked tested

checked:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# What pytest makes of the tests is kept, whatever else the surroundings want: making it is half of collecting them.
tested:
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal $(SOUND)

prove: $(VENV)/ready ## The long proofs: more examples, 200 kills.
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal $(SOUND) --proofs -m "prove or not prove" -s

wheel: $(VENV)/ready ## The file that a patient installs, in dist/.
	@$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	@ls dist/*.whl

bench: $(VENV)/ready ## The measurements, each beside its yardstick in the same run.
	@$(BIN)/python -m benchmarks

pictures: $(VENV)/ready ## The pictures of docs/screen.md: one whole session by keys, at two sizes, in two minutes.
	@$(BIN)/python tests/regenerate_pictures.py

format: $(VENV)/ready
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

clean:
	rm -rf $(VENV) .session-home build dist
