# make demo：从零安装并核对真实记录；make test：从零安装并跑全部检查。
# 换一个解释器：make test PYTHON=python3.12

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PYVER := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)

# One stamp per interpreter, so that another PYTHON makes the environment anew.
MADE := $(VENV)/.made-$(PYVER)
USABLE := $(VENV)/.usable
TESTABLE := $(VENV)/.testable

# durable-rules (2020) calls a function that Python 3.13 dropped; this is its successor.
# Only CPPFLAGS gets through: its setup.py overwrites CFLAGS.
RETE_FLAGS := CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject"
HAS_HEADERS = $(BIN)/python -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

# One process for each core; the tests of a file stay together.
PYTEST_FLAGS ?= -n auto --dist loadfile
# A real case each: in order as far as it is told, against the law, too little told.
DEMO_RECORDS ?= $(addprefix examples/records/,c55.yaml c23.yaml c32.yaml)

.PHONY: demo test lint types pytest format setup setup-dev clean

demo: $(USABLE)
	@$(BIN)/cunwu check $(DEMO_RECORDS) || test $$? -le 2

# The tests come last on purpose: their closing lines are those of the run.
test: lint types
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

lint: $(TESTABLE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(TESTABLE)
	$(BIN)/mypy
	$(BIN)/mypy tests

pytest: $(TESTABLE)
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

format: $(TESTABLE)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(USABLE)
setup-dev: $(TESTABLE)

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "需要 Python 3.11 或更高版本；可以用 make PYTHON=python3.12 指定。" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "缺少 venv：在 Debian 上请先安装 python3-venv。" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(USABLE): pyproject.toml $(MADE)
	$(PIP) install -e .
	@touch $@

$(TESTABLE): pyproject.toml $(MADE)
	$(PIP) install -e '.[dev,notebook,postgresql]'
	@if $(HAS_HEADERS); then \
	  echo '$(PIP) install -e .[rete]'; $(RETE_FLAGS) $(PIP) install -e '.[rete]'; \
	else \
	  echo "没有 Python 头文件（Debian：python3-dev），不安装 durable-rules；用到它的测试会跳过。" >&2; \
	fi
	@touch $(USABLE) $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
