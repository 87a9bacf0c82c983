# make demo   clean the five articles of seeds/ into out/, and show what was done
# make test   lint, types and the whole test suite
# make test-engines  the adapters to Spark, Ray, datatrove and Hugging Face datasets, with the engines themselves
# make bench  speed, side by side with other tools, and whether time grows with the text alone
#
# Each sets up its own environment in .venv/ first: Python 3.11 or newer, make, and the package index are enough.

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin

.PHONY: demo test test-engines lint bench format clean

demo: .venv/ready
	@rm -rf out
	@$(BIN)/mtclean fix seeds -o out --diff-dir out/diffs
	@echo "The clean articles lie in out/. One by one, with the reasons: $(BIN)/mtclean check seeds"

test: lint
	$(BIN)/python -m pytest -n 2

# The engines are large, and the rest of the suite does not need them.
test-engines: .venv/engines
	$(BIN)/python -m pytest -o addopts="-q -rfEs --strict-markers" tests/engines

.venv/engines: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,datasets,datatrove,ray,spark]'
	@touch $@

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.linear

format: .venv/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Missing: Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is not Python 3.11 or newer, or cannot be run."; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Missing: the venv module of $(PYTHON) (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Setting up .venv with $(PYTHON) (once, a minute or so) ..."
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' || \
		{ echo "pip could not install what pyproject.toml names; is the package index within reach?"; exit 1; }
	@touch $@

clean:
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
