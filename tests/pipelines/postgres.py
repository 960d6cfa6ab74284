"""A PostgreSQL of its own for a test, as Debian installs it: on a port of the loopback, gone when the test is over."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ACCOUNT = "nobody"  # a server refuses to run as root
PASSWORD = "of-the-test"


def program(name: str) -> str:
    """Where a program of PostgreSQL is; the test is skipped where it is not installed."""
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[::-1]), None)
    if found is None:
        pytest.skip(f"PostgreSQL's {name} is not installed")
    return str(found)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Runs a server with its files in an empty folder; gives the address of its database."""
    data, password = folder / "data", folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        for path in (folder, password):
            os.chown(path, account.pw_uid, account.pw_gid)
        for path in folder.parents:
            if not path.stat().st_mode & 0o001:
                path.chmod(path.stat().st_mode | 0o011)
    port = _free_port()
    _as_account([program("initdb"), "-D", str(data), "-U", "desk", "-A", "scram-sha-256", f"--pwfile={password}", "-N"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [program("pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    _as_account([*control, "-o", options, "start"])
    try:
        yield f"postgresql://desk:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        _as_account([*control, "-m", "immediate", "stop"])


def _as_account(command: list[str]) -> None:
    account = {"user": ACCOUNT, "group": pwd.getpwnam(ACCOUNT).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **account
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
