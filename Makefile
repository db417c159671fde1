# Everything a fresh machine needs: Python 3.11 or newer with pip, and make.
PYTHON ?= python3
BIN := .venv/bin
CODE := src tests bench scripts
# Tests run in so many processes; those that share a costly fixture stay in one.
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadscope

.PHONY: setup compare check test lint style types fast docs bench wheel clean

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --compile -c constraints.txt -e '.[dev,docs]'
	$(BIN)/python -m compileall -q src
	touch $@

compare: setup
	$(BIN)/suasion compare north-korea

# The loop while you work, under three minutes: lint, types, and every test that is neither slow nor in need of datasets.
# Types are checked while the tests run: without mypy's cache they take a minute of one core.
check: style
	$(MAKE) -j2 --no-print-directory types fast

fast: setup
	$(PYTEST) -m "not slow and not data"

# All of it.
test: lint
	$(PYTEST)

lint: style types

style: setup
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: setup
	$(BIN)/mypy

# The site, into build/docs; open build/docs/index.html. Needs no network; a warning is an error.
docs: setup
	$(BIN)/sphinx-build -q -W --keep-going -E -b html docs build/docs

bench: setup
	$(BIN)/python bench/speed.py --write

# What a release publishes, into dist/.
wheel: setup
	$(BIN)/python -m hatchling build -t sdist -t wheel -d dist

clean:
	rm -rf .venv build dist
