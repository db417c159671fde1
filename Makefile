# Everything a fresh machine needs: Python 3.11 or newer with pip, and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup compare test lint docs bench clean

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --compile -c constraints.txt -e '.[dev,docs]'
	$(BIN)/python -m compileall -q src
	touch $@

compare: setup
	$(BIN)/suasion compare north-korea

test: lint
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/ruff format --check src tests bench scripts
	$(BIN)/mypy

# The site, into build/docs; open build/docs/index.html. Needs no network; a warning is an error.
docs: setup
	$(BIN)/sphinx-build -q -W --keep-going -E -b html docs build/docs

bench: setup
	$(BIN)/python bench/speed.py --write

clean:
	rm -rf .venv build dist
