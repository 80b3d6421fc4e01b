#!/bin/sh
# Make a virtual environment with the newest fitting Python: make-venv.sh FOLDER
# PYTHON=/path/to/python chooses one.
set -eu
folder=$1

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    echo "需要 Python 3.11 或更新的版本，这台机器上没有找到。装好后再运行一次；装在别处的，用 make PYTHON=路径 指明。" >&2
    echo "Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python 缺少 venv。Debian 或 Ubuntu 上请先运行：apt-get install python3-venv，然后再试一次。" >&2
    echo "$python lacks venv. On Debian or Ubuntu run apt-get install python3-venv first, then try again." >&2
    exit 1
fi

"$python" -m venv --clear "$folder"
