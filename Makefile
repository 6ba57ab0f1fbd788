# The face. Everything happens in scripts/; every target works on a fresh machine and says what it does.
PORT ?= 8000
ARGS ?=
STAGES ?=

.PHONY: help play test train dev bench soak screenshots site format lint
.DEFAULT_GOAL := help

help:
	@echo "make play     set everything up, build the playground and serve it on http://127.0.0.1:$(PORT)/  (PORT=8000)"
	@echo "make test     build everything and run the whole suite; STAGES='unit browser' runs a part"
	@echo "make train    train a network: make train ARGS='gan --data PATH --steps 2000'"
	@echo "make dev      serve the pages with live reload on http://127.0.0.1:$(PORT)/ and rebuild what changes"
	@echo "make bench    print how fast things are, side by side with their peers"
	@echo "make soak     what takes hours: every fuzz target for one, long campaigns of the runtimes; ARGS=600 for 600 s each"
	@echo "make screenshots  every piece and page, phone to desk, light and dark, into build/screenshots"
	@echo "make site     write everything static to build/site"
	@echo "make format   put all code into shape"
	@echo "make lint     check shape, warnings and length of all code"

play:
	@scripts/site --serve $(PORT)

site:
	@scripts/site

screenshots:
	@scripts/screenshots $(ARGS)

test:
	@scripts/test $(STAGES)

train:
	@scripts/reverie train $(ARGS)

dev:
	@scripts/dev $(PORT)

bench:
	@scripts/bench $(ARGS)

soak:
	@scripts/soak $(ARGS)

format:
	@scripts/format

lint:
	@scripts/test lint
