# The commands of the project. Everything runs in .venv, which is made from the locked requirements when it is missing.
PYTHON ?= python3
BIN := .venv/bin
INBOX ?= seeds/documents
TEXTS ?= ../shared/train
AUDITORS := pip-audit==2.10.1 cyclonedx-bom==7.5.0
.DEFAULT_GOAL := help
.PHONY: help run ui test lint bench fuzz plants faults judge train docs site pictures audit sbom release lock clean

help:            ## say what can be made
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/'

.venv/.run: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info < (3, 14), "Python 3.11, 3.12 or 3.13 is needed"'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

run: .venv/.run          ## publish data/warehouse.duckdb from the sample documents (INBOX=… for others)
	$(BIN)/communique run --inbox $(INBOX)

ui: .venv/.run           ## open the Dagster UI on 127.0.0.1:3000
	$(BIN)/communique ui --inbox $(INBOX)

test: .venv/.run .venv/.docs .venv/.cluster ## run every test
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: .venv/.run         ## ruff, mypy and the arrows between folders
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/.run        ## measure steps and whole runs beside peers, on growing stores and on disk; build/bench.jsonl keeps it
	$(BIN)/python -m pipelines.bench

fuzz: .venv/.run         ## feed readers and parser with 10,000 spoiled documents and 4,000 archives
	$(BIN)/python -m pipelines.fuzz

plants: .venv/.run       ## plant faults in a run's tables, count what is caught, and false stops of ordinary runs
	$(BIN)/communique run --inbox seeds/documents --home data/samples
	$(BIN)/python -m pipelines.plants data/samples
	$(BIN)/python -m pipelines.plants.ordinary data/samples

faults: .venv/.run       ## kill runs, damage stores, fill disks, see that nothing is lost, and count plants (SEED=… for other moments)
	$(BIN)/python -m pipelines.faults $(SEED)
	$(BIN)/communique run --inbox seeds/documents --home data/samples
	$(BIN)/python -m pipelines.plants data/samples

judge: .venv/.run        ## judge published events by our own labels
	$(BIN)/communique run --inbox seeds/documents --home data/samples
	$(BIN)/communique run --inbox seeds/calibration/documents --home data/calibration
	$(BIN)/python -m checks.labels.own_labels data/samples data/calibration

train: .venv/.run        ## make the trained event reader from labels and texts (TEXTS=… has them; about an hour)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m training --texts $(TEXTS)

docs: .venv/.run         ## write docs/dictionary.md, docs/licences.md, and the tables of docs/architecture.md, docs/trust.md and README.md
	$(BIN)/python -m checks.pages.dictionary docs
	$(BIN)/python -m checks.pages.licences docs
	$(BIN)/python -m checks.pages.trust .

pictures: .venv/.run     ## take the pictures of the documentation anew (wants Chromium)
	$(BIN)/python -m checks.pages.pictures docs/images

.venv/.docs: .venv/.run requirements-docs.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-docs.lock
	touch $@

.venv/.cluster: .venv/.run requirements-cluster.lock requirements-servers.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-cluster.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-servers.lock
	touch $@

site: .venv/.docs        ## build this documentation as pages, build/site/index.html, without a network
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict

audit: .venv/.run        ## ask whether a locked requirement has a known weakness (wants a network)
	test -x .venv/audit/bin/pip-audit || $(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check $(AUDITORS)
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

sbom: .venv/.run         ## write dist/communique.cdx.json: what is installed with communique, in CycloneDX
	test -x .venv/audit/bin/cyclonedx-py || $(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check $(AUDITORS)
	mkdir -p dist
	.venv/audit/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
		--output-reproducible --of JSON -o dist/communique.cdx.json

release: .venv/.run      ## check, build wheel, sdist, SBOM and hashes into dist/, and tag the version (see CONTRIBUTING.md)
	$(BIN)/python -m pipelines.release check
	rm -rf dist
	$(MAKE) sbom
	$(BIN)/python -m pipelines.release build

lock:                    ## resolve the requirements anew, with hashes (wants uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra cluster -c requirements-dev.lock pyproject.toml -o requirements-cluster.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra servers -c requirements-dev.lock -c requirements-cluster.lock pyproject.toml -o requirements-servers.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra docs -c requirements-dev.lock pyproject.toml -o requirements-docs.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock

clean:                   ## delete the environment and the default store
	rm -rf .venv data
