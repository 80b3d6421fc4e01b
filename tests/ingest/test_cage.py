"""The cage of a reading child (mail.md L11; design.md §4.12): no socket, no program, no more memory than is given."""

import os
import subprocess
import sys
import textwrap

import pytest
from ingest.waiting_files import pipe_file, until


def caged(code: str) -> subprocess.CompletedProcess[str]:
    """Runs code in a process whose cage is closed."""
    start = "from pipeline.ingest.cage import Limits, close\nclose(Limits(memory_mb=64))\n"
    return subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(code)], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.create_connection(('127.0.0.1', 25))",
        "import socket; socket.getaddrinfo('localhost', 25)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
    ],
)
def test_a_child_opens_no_socket_and_starts_no_program(code):
    done = caged(code)
    assert done.returncode == 1
    assert "a reading child may not" in done.stderr


def test_a_child_gets_no_more_memory_and_writes_no_huge_file(tmp_path):
    assert "MemoryError" in caged("bytearray(100_000_000)").stderr
    assert "File too large" in caged(f"open({str(tmp_path / 'x')!r}, 'wb').truncate(100_000_000)").stderr


def test_a_child_lives_on_a_network_of_its_own_where_that_is_permitted():
    if os.geteuid() == 0:
        done = caged("import os; print(os.readlink('/proc/self/ns/net'))")
        assert done.stdout.strip() != os.readlink("/proc/self/ns/net")


def test_children_die_with_their_parent(tmp_path):
    waits = pipe_file(tmp_path)
    code = f"""
        import threading, time
        from pathlib import Path
        from pipeline.ingest.readers import Readers
        from pipeline.settings.values import Limits
        pool = Readers(Limits(), 1)
        threading.Thread(target=pool.read, args=(Path({str(waits)!r}), Path({str(tmp_path)!r}))).start()
        while not pool.pids:
            time.sleep(0.02)
        print(*pool.pids, flush=True)
        time.sleep(60)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        with waits.open("wb"):  # returns once the child has begun to read
            parent.kill()
            until(lambda: not os.path.exists(f"/proc/{pid}/exe"))
