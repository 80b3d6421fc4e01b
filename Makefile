# 报送台 Baosong. To begin, a machine needs Python (3.11 or newer) and make, nothing else: make demo
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
DEV := $(VENV)/.dev.stamp
RUNTIME := $(VENV)/.runtime.stamp
# Worker processes of the tests.
JOBS ?= 2
# Letters of each family that make torture spoils.
TORTURE_LETTERS ?= 2000
# make lock UPGRADE=--upgrade takes the newest releases that pyproject.toml allows.
UPGRADE ?=
# Fault points that make explore draws.
EXPLORE_POINTS ?= 50
# make faults FAULTS_STRIDE=10 tries every tenth fault point of each door.
FAULTS_STRIDE ?= 1
# Debian packages of the servers (and the browser) that tests run against, each after the program it brings.
SERVERS := dovecot:dovecot-imapd exim4:exim4-daemon-light pg_ctlcluster:postgresql chromium:chromium \
	soffice:libreoffice-writer-nogui

.DEFAULT_GOAL := help
.PHONY: help venv venv-runtime ocr demo test check lint unit servers lock bench explore faults screens torture doctor-trial clean

help: ## 列出可用的命令 what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST)

venv: $(DEV) ## 建好开发环境 .venv with all that development needs, exactly as locked

venv-runtime: $(RUNTIME) ## 只装运行所需 .venv with what the desk itself needs, exactly as locked

ocr: $(RUNTIME) ## 加装识别图片审核表的组件 what reads forms that come as pictures, about 280 MB more
	$(PIP) --require-hashes -r requirements-ocr.lock

demo: $(DEV) ## 在本机演示一遍 a month of mail on loopback servers, from the mailbox to the receipts
	$(BIN)/baosong demo

test: servers lint ## 全部检查和测试 everything, on real mail servers as well
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

check: lint unit ## 不用服务器的检查 everything that needs no servers

lint: $(DEV) ## 代码规范、类型、层次、镜像文件 style, types, import directions, the Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint --config .hadolint.yaml Dockerfile

unit: $(DEV) ## 单元测试 unit tests
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "not servers"

servers: ## 装测试用的 Dovecot、exim4、PostgreSQL、Chromium 和 LibreOffice the programs that tests run against, where they are missing
	sh scripts/apt-packages.sh $(SERVERS)

lock: $(DEV) ## 重新锁定依赖 pin every dependency with its hashes, for every platform, without registry addresses
	sh scripts/lock.sh $(BIN)/uv requirements.lock --extra demo --extra postgresql --extra build $(UPGRADE)
	sh scripts/lock.sh $(BIN)/uv requirements-ocr.lock --extra ocr --constraints requirements.lock $(UPGRADE)
	sh scripts/lock.sh $(BIN)/uv requirements-dev.lock --all-extras --constraints requirements.lock --constraints requirements-ocr.lock $(UPGRADE)

bench: servers $(DEV) ## 与已知程序比快慢 ratios against known programs
	sh scripts/apt-packages.sh mbsync:isync
	set -e; for each in bench/*.py; do test -f "$$each" || continue; echo "$$each"; $(BIN)/python "$$each"; done

explore: servers $(DEV) ## 换一批随机数再试 property tests and fault points with new luck, where make test has the same luck for the same code
	BAOSONG_EXPLORE=1 $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m hypothesis
	$(BIN)/python scripts/faults_try.py --jobs $(JOBS) --sample $(EXPLORE_POINTS)

faults: $(DEV) ## 在每一处断电、写满、断线，看一封不丢、一分不重 cut the program off at every call; what was interrupted is resumed
	$(BIN)/python scripts/faults_try.py --jobs $(JOBS) --stride $(FAULTS_STRIDE)

screens: servers $(DEV) ## 审核台每一页的截图 pictures of every page of the desk, wide and phone size, in build/screens
	$(BIN)/python scripts/screens.py

torture: $(DEV) ## 几千封写坏、截断、膨胀、恶意的来信走一遍全程 thousands of spoilt, cut, swollen and hostile letters the whole way
	$(BIN)/python scripts/torture_letters.py --letters $(TORTURE_LETTERS)

doctor-trial: $(DEV) ## 邮箱出各种问题时 doctor 怎么说 what doctor says in each trouble, at servers that behave like 163.com
	$(BIN)/python scripts/doctor_trial.py

clean: ## 删去环境和缓存，不动 data/ 和 config/ the environment and caches, never data/ or config/
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	sh scripts/make-venv.sh $(VENV)

$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(DEV) $(RUNTIME)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(RUNTIME)
