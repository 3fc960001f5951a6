"""Run a command with a private PostgreSQL, which is started for it and taken away afterwards.

    python tools/with_postgres.py pytest tests

The cluster lives in a temporary folder and listens on a socket in it alone, so it meets no other.
ALONGSIDE_DATABASE_URL points the command at it. Exit code: the command's own.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

NOT_INSTALLED = 8
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="
QUICK += " -c statement_timeout=3min"  # its test then says which one waits for ever
SAFE = "-c listen_addresses="


def main(command: list[str]) -> int:
    """Start, run, stop, remove; also when stopped half way.

    `--as-in-use` before the command keeps what is written safe, as a real server does: measured
    times are then those of a real one.
    """
    as_in_use = command[:1] == ["--as-in-use"]
    command = command[as_in_use:]
    binaries = find_binaries()
    account = account_for_server()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Not in TMPDIR, which may be deep: the path of a socket has 107 letters at most.
    folder = Path(tempfile.mkdtemp(prefix="alongside-postgres-", dir="/tmp"))
    try:
        if "user" in account:
            shutil.chown(folder, account["user"], account["group"])
        start(binaries, folder, account, SAFE if as_in_use else QUICK)
        address = f"postgresql://alongside@{quote(str(folder), safe='')}/alongside"
        return subprocess.call(command, env=os.environ | {"ALONGSIDE_DATABASE_URL": address})
    finally:
        stop = [binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-s", "stop"]
        subprocess.run(stop, cwd=folder, stderr=subprocess.DEVNULL, **account)
        shutil.rmtree(folder, ignore_errors=True)


def start(binaries: Path, folder: Path, account: dict[str, Any], how: str) -> None:
    """Make the cluster and its one database."""
    data, log = folder / "data", folder / "log"
    at = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL, **account}
    made = "--username=alongside --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync"
    subprocess.run([binaries / "initdb", "-D", data, *made.split()], **at)
    options = f"-k {folder} {how}"
    run = [binaries / "pg_ctl", "-D", data, "-l", log, "-s", "-w", "-o", options, "start"]
    subprocess.run(run, **at)
    connection = ["-h", folder, "-U", "alongside"]
    subprocess.run([binaries / "createdb", *connection, "alongside"], **at)


def find_binaries() -> Path:
    """The newest PostgreSQL of Debian's, or the one on the path."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    on_path = shutil.which("initdb")
    if debian:
        return debian[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    print(
        "Found:  no PostgreSQL server on this machine.\n"
        "Needed: its programs initdb and pg_ctl; no server has to be running.\n"
        "Try:    apt-get install postgresql",
        file=sys.stderr,
    )
    raise SystemExit(NOT_INSTALLED)


def account_for_server() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends it another account."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
