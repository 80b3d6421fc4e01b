#!/bin/sh
# Pin what pyproject.toml asks for, with the hashes of every file of each release: lock.sh UV FILE OPTION…
# Good for Python 3.11 and newer on any platform; no registry's address is written down. Releases pinned before stay.
set -eu
uv=$1
file=$2
shift 2
exec "$uv" pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file "$file" "$@"
