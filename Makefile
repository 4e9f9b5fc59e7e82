# Every command installs what it misses; see "make help".
SHELL := /bin/bash
VAR ?= var
PORT ?= 8080
DEMO ?=
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PACKAGE := src/lingchuan.records/lingchuan/records
CODE := setup.py src tests bench tools
MARKUP = $(shell find $(PACKAGE) profiles/ workflows/ -not -path "*/node_modules/*" \( -name "*.zcml" -o -name "*.xml" -o -name "*.pt" \))
INSTANCE = $(BIN)/python -m lingchuan.records.setup.instance --var $(VAR) --port $(PORT)
AXE := node_modules/axe-core/axe.min.js
DEBIAN := chromium chromium-driver chromium-l10n ffmpeg fonts-noto-cjk fonts-wqy-zenhei gcc libc6-dev libreoffice-writer-nogui postgresql
# A pyenv shim may be found and yet not run, so each candidate is tried; one without
# ensurepip cannot make an environment. Plone does not work with Python 3.13.0.
FIND_PYTHON = for p in python3.12 /usr/bin/python3.12 python3.11 /usr/bin/python3.11 python3 /usr/bin/python3; do \
	$$p -c 'import ensurepip, sys; v = sys.version_info[:3]; sys.exit(not (3, 11) <= v < (3, 14) or v == (3, 13, 0))' \
	>/dev/null 2>&1 && { echo $$p; break; }; done
APT = [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends >/dev/null

.DEFAULT_GOAL := help
.PHONY: help install system site demo start test robot faults leaks lint format i18n bench tools cluster

help: ## Show this list.
	@grep -E '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## (.*)/  \1\t\2/' | expand -t 12
	@echo "Variables: VAR=$(VAR) (data folder), PORT=$(PORT), DEMO=1 (site with demo users and cases), JOBS=$(JOBS) (tests at once)"

install: $(INSTALLED) ## Make the environment .venv with everything pinned in constraints.txt.

$(BIN)/python:
	@python=$$($(FIND_PYTHON)); \
	[ -n "$$python" ] || { $(APT) python3 python3-venv; python=$$($(FIND_PYTHON)); }; \
	[ -n "$$python" ] || { echo "No usable Python 3.11, 3.12 or 3.13 with ensurepip: install python3 and python3-venv."; exit 1; }; \
	$$python -m venv $(VENV)

$(INSTALLED): setup.py constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -c constraints.txt -e ".[test,move,buildout,postgresql]"
	@touch $@

system:
	@missing=""; for p in $(DEBIAN); do \
		dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q "install ok installed" || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] || { $(APT) $$missing; } || \
		echo "Absent, needed by printed pages, copies, demo media, PostgreSQL and browser tests:$$missing"

site: $(INSTALLED) system ## Create the site lingchuan in VAR (DEMO=1: with demo users and cases).
	@$(INSTANCE) --site-only $(if $(DEMO),--demo)

start: $(INSTALLED) ## Serve the site of VAR at http://localhost:PORT/lingchuan.
	@$(INSTANCE) --start $(if $(DEMO),--demo)

demo: $(INSTALLED) system ## install, site DEMO=1 and start; prints the demo users.
	@$(INSTANCE) --start --demo

$(AXE): package.json
	@command -v npm >/dev/null || { $(APT) npm; } || echo "Absent, needed by the accessibility tests: npm"
	@! command -v npm >/dev/null || npm install --silent
	@[ ! -e $@ ] || touch $@

test: $(INSTALLED) system $(AXE) ## Run every test, Robot included.
	$(BIN)/pytest tests -n $(JOBS)

robot: $(INSTALLED) system ## Run the Robot scenarios alone.
	$(BIN)/pytest tests -m robot

faults: $(INSTALLED) system ## Run the full set of faults: kill -9, disks, power cuts, tampering (prints seeds and counts).
	$(BIN)/pytest tests -m faults

leaks: $(INSTALLED) ## Ask every name of every place as every role (an hour); "make test" asks a share.
	LEAKS_FULL=1 $(BIN)/pytest tests/leaks -n $(JOBS)

lint: $(INSTALLED) ## Check style, types, markup and the direction of imports.
	@failed=0; run() { echo "$$@" | cut -c1-100; "$$@" || failed=1; }; \
	run $(BIN)/ruff check $(CODE); \
	run $(BIN)/ruff format --check $(CODE); \
	run $(BIN)/zpretty --check $(MARKUP); \
	run $(BIN)/lint-imports; \
	run $(BIN)/mypy $(PACKAGE)/core $(PACKAGE)/cli; \
	exit $$failed

format: $(INSTALLED) ## Put code and markup into the house form.
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(BIN)/zpretty -i $(MARKUP)

i18n: $(INSTALLED) ## Gather the msgids and bring the translations up to date.
	$(BIN)/i18ndude rebuild-pot --pot $(PACKAGE)/locales/lingchuan.records.pot --create lingchuan.records $(PACKAGE) profiles
	$(BIN)/i18ndude sync --pot $(PACKAGE)/locales/lingchuan.records.pot $(PACKAGE)/locales/*/LC_MESSAGES/lingchuan.records.po

bench: $(INSTALLED) ## Measure speed beside stock Plone (BENCH_FULL=1: with 40,000 records, an hour).
	$(BIN)/python -m bench

tools: $(INSTALLED) ## Build the wheel lingchuan-tools (lingchuan-verify, without Plone) in dist/.
	@$(BIN)/python tools/build.py dist

cluster: ## Start several processes on PostgreSQL (comes with a later issue).
	@echo "make cluster comes with a later issue."; exit 1
