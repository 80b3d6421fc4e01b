#!/bin/sh
# Install Debian packages, where the programs they bring are missing: apt-packages.sh PROGRAM:PACKAGE…
# Asks nothing, and starts none of the servers that it installs: the tests start their own, on loopback.
set -eu
PATH=$PATH:/usr/sbin:/usr/local/sbin

missing=
for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0

say() {
    echo "测试要用到：$missing，$1。请管理员运行：apt-get install --no-install-recommends$missing" >&2
    echo "The tests need$missing. As an administrator: apt-get install --no-install-recommends$missing" >&2
    exit 1
}

command -v apt-get >/dev/null || say "这台机器没有 apt-get，请用系统自己的办法安装"

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    say "现在的用户没有权限安装"
fi

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    $as_root sh -c "printf '#!/bin/sh\nexit 101\n' > $policy && chmod 755 $policy"
    trap '$as_root rm -f $policy' EXIT
fi
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null || say "软件源更新失败"
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing </dev/null >&2 ||
    say "安装失败"
