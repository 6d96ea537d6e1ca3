# Two commands do all the set-up, with nothing but a Python of 3.11 or newer:
#   make demo   creates .venv, installs, and compares three scenarios
#   make test   creates .venv, installs, and runs the tests

# The first of these that runs and is new enough; `make demo PYTHON=/path/to/python` overrides it.
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
BIN := .venv/bin

.PHONY: counterfactuals nuts pictures help demo test slow bench fitted validate proofs check clean

help:
	@echo "make demo    compare three scenarios of 28 March 2017"
	@echo "make test    run the tests"
	@echo "make slow    run the proofs that take minutes"
	@echo "make bench   measure speed, as ratios taken side by side"
	@echo "make fitted  draw the shipped sets again"
	@echo "make nuts    draw the set that ours is held against, by NUTS"
	@echo "make counterfactuals  shipped counterfactuals, assumption by assumption, in METHOD.md"
	@echo "make pictures  take the README's pictures of the classroom anew"
	@echo "make validate  forecast every roll call from earlier ones, part by part"
	@echo "make proofs  write the calibration's proofs anew (about an hour)"
	@echo "make check   format and lint"
	@echo "make clean   remove .venv and caches; results stay"

demo: .venv/installed
	$(BIN)/council compare march-28 march-28-no-threat march-28-us-leads

test: .venv/installed-test
	$(BIN)/python -m pytest

# Half an hour; SLOW="slow and not long" takes half as long.
SLOW := slow
slow: .venv/installed-test .venv/installed-bayes
	$(BIN)/python -m pytest -m "$(SLOW)"

bench: .venv/installed-test
	$(BIN)/python -m pytest -m speed -s

# Minutes; the tables of calibration/METHOD.md are made from what it finds.
validate: .venv/installed
	$(BIN)/council validate --breakdowns --figures --out results/validation
	$(BIN)/python -m calibration.method results/validation

# The shipped draws: made again whenever the records, the priors, the likelihood or a rule that a
# fact judges change. Narrowing takes some eight minutes of one core.
fitted: .venv/installed
	$(BIN)/council calibrate --out calibration/fitted/records
	$(BIN)/council calibrate --leave-out 2017-03-28-PC-VEN-agenda --out calibration/fitted/without-2017-03-28
	$(BIN)/council calibrate --leave-out 2017-06-19-MC-VEN-text --out calibration/fitted/without-2017-06-19
	$(BIN)/council narrow --out calibration/fitted

# A second sampler on the same density, minutes; every draw is in results/nuts/posterior.nc.
nuts: .venv/installed .venv/installed-bayes
	$(BIN)/council calibrate --method nuts --out results/nuts
	mkdir -p calibration/fitted/nuts/flat-sovereignty
	for set in . flat-sovereignty; do \
		cp results/nuts/$$set/draws.npz results/nuts/$$set/about.json calibration/fitted/nuts/$$set/; done

# Shipped counterfactuals without each assumption, under both samplers' draws.
counterfactuals: .venv/installed
	$(BIN)/python -m calibration.counterfactuals

pictures: .venv/installed-test
	COUNCIL_PICTURES=1 $(BIN)/python -m pytest tests/classroom/test_pictures.py

# What calibration/METHOD.md shows. The repetitions done are kept in results/.
proofs: .venv/installed .venv/installed-bayes
	$(BIN)/council prove identify --out results/proofs
	$(BIN)/council prove predictive --repetitions 200 --out results/proofs
	$(BIN)/council prove recovery --repetitions 100 --workers 2 --out results/proofs
	$(BIN)/council prove sbc --repetitions 100 --workers 2 --out results/proofs
	$(BIN)/council prove sbc --repetitions 100 --workers 2 --method laplace --out results/proofs
	$(BIN)/council prove sbc --repetitions 24 --workers 2 --method nuts --out results/proofs
	mkdir -p calibration/proofs && cp results/proofs/*.csv results/proofs/*.png calibration/proofs/

check: .venv/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

# A stamp is written only after its install has ended well, so an interrupted one is taken up again.
.venv/installed: .venv/created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/installed-test: .venv/created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[test]"
	@touch .venv/installed $@

.venv/installed-bayes: .venv/created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[bayes]"
	@touch $@

.venv/created:
	@test -n "$(PYTHON)" || { echo "No Python of 3.11 or newer was found: install one, or name it with PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is not a Python of 3.11 or newer." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) can't create environments: install its venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	"$(PYTHON)" -m venv .venv
	@touch $@

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
