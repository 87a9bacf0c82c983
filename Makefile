# make demo   clean the five articles of seeds/ into out/, and show what was done
# make test   lint, types and the whole test suite
# make test-engines  the adapters to Spark, Ray, datatrove and Hugging Face datasets, with the engines themselves
# make test-wheel  the wheel in an environment of its own, where it cleans the five articles
# make test-stopped  a run over 2,000 files, killed 20 times and gone on with, equals one that nobody stopped
# make fuzz   give every entry point what it was not made for, for MINUTES (10 unless told otherwise)
# make docs   the documentation as a site, in build/site
# make languagetool  a local LanguageTool in build/languagetool, for the tests of `--grammar` (needs Maven and Java)
# make bench  speed, side by side with other tools, and whether time grows with the text alone
#
# Each sets up its own environment in .venv/ first: Python 3.11 or newer, make, and the package index are enough.

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin

.PHONY: demo test test-engines test-stopped test-wheel lint fuzz docs bench format clean languagetool

demo: .venv/ready
	@rm -rf out
	@$(BIN)/mtclean fix seeds -o out --diff-dir out/diffs
	@echo "The clean articles lie in out/. One by one, with the reasons: $(BIN)/mtclean check seeds"

test: lint
	@if command -v mvn >/dev/null && command -v java >/dev/null; \
		then $(MAKE) --no-print-directory languagetool || [ "$$CI" != true ]; \
		else echo "No Maven or no Java: the tests that ask LanguageTool are skipped."; fi
	$(BIN)/python -m pytest -n 2

# The engines are large, and the rest of the suite does not need them.
test-engines: .venv/engines
	$(BIN)/python -m pytest -o addopts="-q -rfEs --strict-markers" tests/engines

test-stopped: .venv/ready
	$(BIN)/python -m tests.stopping

test-wheel: .venv/ready
	@rm -rf build/wheel
	@$(BIN)/python -m hatchling build -t wheel -d build/wheel >/dev/null
	@$(BIN)/python -m venv build/wheel/venv
	@build/wheel/venv/bin/python -m pip install --quiet --disable-pip-version-check build/wheel/*.whl
	@cp -r seeds build/wheel/seeds
	@cd build/wheel && venv/bin/mtclean fix seeds -o out --diff-dir out/diffs && venv/bin/mtclean report seeds -o page.html --quiet

.venv/engines: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,datasets,datatrove,ray,spark]'
	@touch $@

languagetool: build/languagetool/ready

build/languagetool/ready: tools/languagetool/pom.xml
	@echo "Putting LanguageTool together in build/languagetool (once, 250 MB) ..."
	@rm -rf build/languagetool
	@mvn -q -B -f $< dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$(CURDIR)/build/languagetool" || \
		{ echo "Maven could not fetch LanguageTool; is a Maven repository within reach?"; exit 1; }
	@touch $@

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.linear
	$(BIN)/python -m benchmarks.folders
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.growth

MINUTES ?= 10

fuzz: .venv/ready
	$(BIN)/python -m tests.fuzzing $(MINUTES)

docs: .venv/docs
	$(BIN)/python -m mkdocs build --strict --quiet
	@echo "The site lies in build/site: open build/site/index.html"

.venv/docs: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@

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
