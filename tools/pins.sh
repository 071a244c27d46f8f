#!/bin/sh
# Renew requirements/*.txt: every library exactly, with its hashes, for all systems, and without the address it came from.
set -eu
cd "$(dirname "$0")/.."
command -v uv > /dev/null || { echo "pins.sh needs uv" >&2; exit 1; }

pin() {
    name=$1
    shift
    uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
        --no-emit-index-url --no-header --no-annotate "$@" -o "requirements/$name.new"
    {
        echo "# Made by tools/pins.sh from pyproject.toml; change that file, then run: make pins"
        cat "requirements/$name.new"
    } > "requirements/$name"
    rm "requirements/$name.new"
}

pin run.txt pyproject.toml
pin build.txt --group build --constraints requirements/run.txt
pin dev.txt pyproject.toml --group dev --constraints requirements/run.txt --constraints requirements/build.txt
pin spark.txt pyproject.toml --extra spark --constraints requirements/run.txt --constraints requirements/dev.txt
