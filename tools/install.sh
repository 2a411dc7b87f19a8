#!/bin/sh
# Makes .venv and installs a hash-locked set of packages into it: sh tools/install.sh FILE
#
# uv does it in seconds; where uv cannot be had, pip installs the same file.
set -eu
requirements=$1

say() {
    printf '%s\n' "$*" >&2
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    say "This needs Python 3.11.5 or newer, and none was found. Install it (on Debian and Ubuntu:"
    say "apt install python3 python3-venv), or say where it is: make PYTHON=/path/to/python3"
    return 1
}

if [ ! -x .venv/bin/python ] || ! new_enough .venv/bin/python; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$python cannot make virtual environments. Install its venv module (on Debian and"
        say "Ubuntu: apt install python3-venv) and try again."
        exit 1
    fi
    say "Making .venv …"
    rm -rf .venv
    "$python" -m venv .venv
fi

say "Installing $requirements …"
if [ ! -x .venv/bin/uv ]; then
    sed -n '/^uv==/,/[^\\]$/p' requirements-dev.txt >.venv/uv.txt
    .venv/bin/python -m pip install --quiet --require-hashes -r .venv/uv.txt ||
        say "uv cannot be had; pip takes longer."
fi
if [ -x .venv/bin/uv ] &&
    VIRTUAL_ENV=.venv .venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes "$requirements"; then
    exit 0
fi
.venv/bin/python -m pip install --quiet --require-hashes -r "$requirements" || {
    say "The packages could not be installed: see above. Check the connection to the package index."
    exit 1
}
