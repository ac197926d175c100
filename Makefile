# `make build` and `make test` do everything on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := 2025-09-27

.PHONY: build test quick bench clean

build: $(VENV)/ready
	@$(BIN)/digest build --issue $(SAMPLE) --offline
	@echo "digest is $(BIN)/digest here: $(BIN)/digest preview --issue $(SAMPLE)"

test: $(VENV)/ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n auto

# The same without what starts many processes or a browser.
quick: $(VENV)/ready
	@$(BIN)/pytest -n auto -m 'not slow'

bench: $(VENV)/ready
	@test -n "$(DATA)" || { echo "make bench DATA=folder: see benchmarks/README.md"; exit 2; }
	@$(BIN)/python -m benchmarks $(DATA)

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("digest needs Python 3.11 or newer; this is %d.%d. Try: make PYTHON=python3.12 build" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) (once; a minute or two)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade -c constraints.txt pip
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt --editable . --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .cache
