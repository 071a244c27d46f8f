# `make` alone lists what can be made. Everything lives in this folder: .venv, dist, examples/out, tests/browser/artifacts.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
OUT := examples/out
MADE := $(OUT)/summary.txt $(OUT)/graph.ttl $(OUT)/graph.html
CODE := $(shell find claimgraph ontology -type f -not -name '*.pyc' 2>/dev/null)
SEEDS := $(wildcard seeds/*)
FUZZERS := $(subst /,.,$(basename $(wildcard tests/fuzz_*.py tests/*/fuzz_*.py)))

# uv when it is there, plain pip when not; both refuse a file whose hash is not the pinned one.
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
  install = $(UV) pip install --quiet --python $(1)/bin/python
else
  install = $(BIN)/python -m pip --python $(1)/bin/python --disable-pip-version-check --no-input --quiet install
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types browser spark bench kills large fuzz release pins clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(OUT)/summary.txt ## build the graph and the page of the five reports in seeds/
	@cat $<

# One of the three deleted: all are made again.
.PHONY: $(if $(filter-out $(wildcard $(MADE)),$(MADE)),$(OUT)/summary.txt)
$(OUT)/summary.txt: $(RUN) $(SEEDS) $(CODE)
	@mkdir -p $(OUT)
	@$(BIN)/claimgraph build seeds/ -o $(OUT)/graph.ttl -o $(OUT)/graph.html > $@ 2>&1 || { cat $@ >&2; exit 1; }

test: $(DEV) ## run the tests, those of the browser and of Spark apart
	$(BIN)/python -m pytest -m "not browser and not spark" --cov --cov-report=term

lint: $(DEV) ## check the style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV) ## check the types
	$(BIN)/mypy

browser: $(DEV) ## open the pages in chromium and try them; never skips
	CLAIMGRAPH_BROWSER_REQUIRED=1 $(BIN)/python -m pytest -m browser

spark: $(VENV)/.spark ## install Apache Spark and try builds on it (needs Java; downloads 400 MB)
	$(BIN)/python -m pytest -m spark tests/scale/test_spark.py

bench: $(DEV) ## measure time and memory
	$(BIN)/python -m benchmarks

kills: $(DEV) ## kill builds while they write, a thousand times, and look what is left
	$(BIN)/python -m benchmarks.kills

large: $(DEV) ## build reports far larger than any should be, and measure the cost
	$(BIN)/python -m benchmarks.large

fuzz: $(DEV) ## try millions of mutated reports and queries
	@for script in $(FUZZERS); do echo "$$script"; $(BIN)/python -m $$script || exit 1; done

release: $(DEV) ## wheel, source archive and bill of materials in dist/
	rm -rf dist
	$(BIN)/python -m hatchling build
	$(BIN)/python -m venv --without-pip --clear $(VENV)/release
	$(call install,$(VENV)/release) --require-hashes -r requirements/run.txt
	$(BIN)/cyclonedx-py environment $(VENV)/release/bin/python --pyproject pyproject.toml --output-reproducible \
	  --output-format JSON --output-file dist/claimgraph.cdx.json

pins: $(DEV) ## renew requirements/*.txt (needs uv)
	sh tools/pins.sh

clean: ## remove all that was made, the environment too
	rm -rf $(VENV) dist $(OUT) tests/browser/artifacts htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) > /dev/null || { echo "claimgraph needs Python 3.11 or later; there is no $(PYTHON) here" >&2; \
	  echo "hint: install it, or name yours: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "claimgraph needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1)" >&2; \
	  echo "hint: name a later one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
ifdef UV
	@$(UV) venv --quiet --seed --allow-existing --python "$$(command -v $(PYTHON))" $(VENV)
else
	@$(PYTHON) -m venv $(VENV) || { echo "hint: on Debian, the package python3-venv holds venv" >&2; rm -rf $(VENV); exit 1; }
endif

$(RUN): requirements/run.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "installing what claimgraph needs into $(VENV) …" >&2
	@$(call install,$(VENV)) --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(call install,$(VENV)) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@echo "installing the tools of the tests into $(VENV) …" >&2
	@$(call install,$(VENV)) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.spark: requirements/spark.txt $(DEV)
	@command -v java > /dev/null || test -n "$$JAVA_HOME" || { echo "Spark needs Java 17 or later; there is none here" >&2; exit 1; }
	@echo "installing Apache Spark into $(VENV) …" >&2
	@$(call install,$(VENV)) --require-hashes -r requirements/spark.txt
	@touch $@
