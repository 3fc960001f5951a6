"""Make the virtual environment, or leave it alone when nothing that it is made from has changed.

Runs on the system's own Python with nothing installed, and on an old one, to say so: so this file
keeps to words that Python 3.5 understands.

    python3 tools/setup.py base     what serving needs
    python3 tools/setup.py dev      what testing needs too
"""

import hashlib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
NEEDED = (3, 11)


def main(kind):
    """Set up for `base` or `dev`. A `dev` environment serves for `base` too."""
    stop_if_too_old()
    wanted = {name: fingerprint(name) for name in ("base", "dev")}
    if wanted["dev"] in stamp() or wanted[kind] in stamp():
        return
    stop_without_venv()
    if not works(PYTHON):
        say("Making .venv ...")
        run(
            [sys.executable, "-m", "venv", "--clear", VENV], "python3 -m venv could not make .venv."
        )
    say("Installing what requirements/%s.txt lists (a minute or two, the first time) ..." % kind)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    listed = os.path.join(HERE, "requirements", kind + ".txt")
    run(pip + ["--require-hashes", "-r", listed], "A package could not be installed.")
    run(
        pip + ["--no-deps", "--no-build-isolation", "-e", HERE], "Alongside could not be installed."
    )
    with open(os.path.join(VENV, "made-from"), "w") as file:
        file.write(wanted[kind] + "\n")
    say("Set up.")


def fingerprint(kind):
    """Changes with the Python, the requirements and the package's own description."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update(VENV.encode())  # a copied folder's .venv still points at the old place
    for name in (os.path.join("requirements", kind + ".txt"), "pyproject.toml"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read().split(b"\n[tool.")[0])  # how it is checked changes nothing
    return kind + " " + digest.hexdigest()


def stamp():
    """What .venv was made from, or nothing when it is absent or broken."""
    try:
        with open(os.path.join(VENV, "made-from")) as file:
            return file.read().splitlines() if os.path.exists(PYTHON) else []
    except OSError:
        return []


def works(python):
    """Whether this Python starts at all, is new enough, and has pip."""
    test = "import sys, pip; sys.exit(sys.version_info[:2] < (3, 11))"
    try:
        with open(os.devnull, "w") as nothing:
            return subprocess.call([python, "-c", test], stderr=nothing) == 0
    except OSError:
        return False


def stop_if_too_old():
    if sys.version_info[:2] < NEEDED:
        stop(
            "Python %d.%d at %s." % (sys.version_info[0], sys.version_info[1], sys.executable),
            "Python 3.11 or newer.",
            "On Debian 12 or newer: apt-get install python3 python3-venv. "
            "With another one installed: make run PYTHON=/usr/bin/python3.11",
        )


def stop_without_venv():
    try:
        import ensurepip  # noqa: F401 - Debian leaves it out of python3, and venv needs it
        import venv  # noqa: F401
    except ImportError:
        stop(
            "Python at %s without its venv module." % sys.executable,
            "Python 3.11 or newer with venv.",
            "On Debian or Ubuntu: apt-get install python3-venv",
        )


def run(command, found):
    """Run a command, or stop with its last words left above."""
    if subprocess.call(command) != 0:
        stop(
            found + " The reason stands above.",
            "A connection to the package index that pip uses, and about 300 MB of disk.",
            "Try again; if it stays, look at pip's settings with: python3 -m pip config list",
        )


def say(words):
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def stop(found, needed, try_this):
    """Three lines, as `alongside` itself says trouble."""
    say("Found:  " + found + "\nNeeded: " + needed + "\nTry:    " + try_this)
    sys.exit(8)


if __name__ == "__main__":
    if sys.argv[1:] not in (["base"], ["dev"]):
        stop("Words that are not understood.", "base or dev.", "python3 tools/setup.py base")
    main(sys.argv[1])
