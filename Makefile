PY ?= python3
BIN := .venv/bin
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false

.PHONY: help run test browser lint demo clean-demo constraints

help:            ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/.ok: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PY) -m venv .venv || { echo "needs python3 with venv: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	@echo "setting up .venv (once, about half a minute)"
	@( $(BIN)/python -m pip install -q --disable-pip-version-check uv && \
	   $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python -c constraints.txt -e '.[dev]' ) || \
	   $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: .venv/.ok   ## the next demo night: fetch, archive, build, publish; ends with a summary
	@$(BIN)/litfass run --sites demo; status=$$?; test $$status -le 1

test: .venv/.ok  ## all tests
	@$(BIN)/python -m pytest

browser:         ## Debian's Chromium for the tests of the calendar page (they skip without it)
	@command -v chromium >/dev/null && exit 0; \
	sudo=$$(test "$$(id -u)" = 0 || command -v sudo || echo none); \
	{ test "$$sudo" != none && command -v apt-get >/dev/null && \
	  $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	{ echo "Chromium could not be installed (it needs Debian's apt-get, and root or sudo): the browser tests will skip"; exit 1; }

lint: .venv/.ok  ## style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

clean-demo:      ## forget the demo nights in data/
	@rm -rf data/raw/* data/processed/* data/decisions data/.lock data/.prefect

constraints: .venv/.ok ## pin today's versions anew
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-emit-index-url \
	   --no-annotate --no-header -o constraints.txt -q --upgrade
