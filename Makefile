# Attachment Guide. `make run` starts the assistant, `make test` tests it; both install what they need.

SHELL := bash
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONPATH := .
export PYTHONWARNINGS := ignore::DeprecationWarning

PY := .venv/bin/python
UV := .uv/bin/uv
ENCODER := build/encoder/mpnet.onnx
STAND_IN := $(wildcard stand_ins/tensorflow/*.toml stand_ins/tensorflow/*/*.py)

.PHONY: run test check read studio publish sign inbox try new train setup stock report safety accept benchmark bench soak load memory lock lint clean help

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | column -t -s '|'

run: setup train ## install, build, train if needed, then serve on http://localhost:5005/chat/demo
	@$(PY) -m tools.serve

test: .venv/.test $(ENCODER) ## check the content, lint, and run every test
	@bash tools/test.sh

setup: .venv/.runtime $(ENCODER) ## install everything and build the sentence encoder

stock: .venv-stock/.stock $(ENCODER) ## install Rasa with TensorFlow in .venv-stock, for `make benchmark` and for its components

train: setup ## train the model and the risk classifier when they are missing or out of date
	@$(PY) -m tools.train

check: .venv/.runtime ## say in plain words what is wrong with the content (seconds, no training); ALL=1 lists every warning
	@$(PY) -m tools.check $(if $(ALL),--all)

new: .venv/.runtime ## write a skeleton: WHAT=answer NAME=coping/humming, or topic, story, phrase (TEXT="…"), line (NAME=IE)
	@$(PY) -m tools.new $(WHAT) $(NAME) $(if $(TEXT),--text "$(TEXT)")

try: train ## say something to the assistant and read why it answers so: SAY="a sentence", or a conversation line by line
	@$(PY) -m tools.try_it $(if $(SAY),"$(SAY)")

studio: .venv/.runtime ## edit, check, compare and publish on a local web page (docs/studio.md)
	@$(PY) -m studio

publish: .venv/.runtime ## check the texts, and let the running assistant say them at once; UNDO=1 takes the last one back
	@$(PY) -m tools.publish $(if $(UNDO),--undo)

read: .venv/.runtime ## record that an answer has been compared with its facts: ANSWER=about/brain
	@$(PY) -m tools.read_answers $(ANSWER)

sign: .venv/.runtime ## record that a clinician stands behind a text said at risk: TEXT=utter_crisis/suicide BY="full name"; without them, list all
	@$(PY) -m tools.sign_offs $(if $(TEXT),"$(TEXT)" --by "$(BY)") $(if $(ROLE),--role "$(ROLE)")

inbox: setup ## what visitors asked in vain, masked (only with ATTACHMENT_GUIDE_INBOX=true); ALL=1 with what is done; ID=… STATE=done
	@$(PY) -m tools.inbox $(if $(ALL),--all) $(if $(ID),--mark $(ID) "$(STATE)")

report: train ## answer the evaluation questions; figures here, and with charts and sentences in build/report.html
	@$(PY) -m evaluation.report

safety: setup ## how well danger is found, also as build/safety.html; DATA=folder adds labelled files, CHARTS=folder draws the curves
	@$(PY) -m evaluation.safety $(if $(DATA),--data $(DATA)) $(if $(CHARTS),--charts $(CHARTS))

accept: .venv/.runtime ## let later runs of report and safety be compared with the last ones
	@$(PY) -m evaluation.baseline

benchmark: train stock ## quality, latency, memory and training time beside Rasa's default pipeline
	@$(PY) -m evaluation.compare

bench: train stock ## the whole assistant beside Rasa's starter bot: start, memory, time of an answer; written to docs/benchmark.md
	@$(PY) -m evaluation.bench

soak: train .venv/.test ## three servers under load, killed and restarted meanwhile: MINUTES=5 PEOPLE=200 PAUSE=10 (seconds)
	@$(PY) -m tests.load.soak --minutes $(or $(MINUTES),5) --people $(or $(PEOPLE),200) --pause $(or $(PAUSE),10)

load: train .venv/.test ## how long people wait while others load the server; ONLY=flood, locks, acknowledgements or rate
	@$(PY) -m tests.load $(ONLY)

memory: train .venv/.test ## whether the server's memory grows: MESSAGES=50000
	@$(PY) -m tests.load.memory --messages $(or $(MESSAGES),50000)

lint: .venv/.test ## ruff and mypy on our own code, eslint and prettier on the chat window's
	@.venv/bin/ruff format --check . && .venv/bin/ruff check . && .venv/bin/mypy attachment_guide components actions channels stores tools evaluation studio stand_ins/tensorflow
	@bash tools/web_lint.sh

lock: $(UV) ## remake the hashed locks in requirements/ from pyproject.toml
	@bash tools/lock.sh

clean: ## remove everything that was built (not the conversations)
	rm -rf .venv .venv-stock .venv-encoder .uv build models .rasa

# --- what the commands above are made of ---------------------------------------------------------------

$(UV):
	@bash tools/bootstrap.sh uv

.venv/.runtime: requirements/runtime.txt $(STAND_IN) | $(UV)
	@bash tools/bootstrap.sh runtime && touch $@

.venv/.test: .venv/.runtime requirements/test.txt
	@bash tools/bootstrap.sh test && touch $@

.venv-stock/.stock: requirements/stock.txt | $(UV)
	@bash tools/bootstrap.sh stock && touch $@

$(ENCODER): requirements/encoder.txt tools/build_encoder.py tools/mpnet_graph.py | $(UV)
	@bash tools/bootstrap.sh encoder
