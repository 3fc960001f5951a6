"""Writes are verbs: keywords only, `by` last, one transaction, one audit line."""

from __future__ import annotations

import ast
from pathlib import Path

from .tree import CASEWORK, assert_only_allowed, name

ALLOWED: dict[str, str] = {}


def test_every_action_is_written_as_the_house_writes_them():
    found = {}
    for path in action_files():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                if wrong := what_is_wrong(node):
                    found[f"{name(path)}:{node.name}"] = wrong

    assert_only_allowed(found, ALLOWED)


def action_files() -> list[Path]:
    """Each room's actions, in one file or a folder of them. The audit's own are what others call."""
    files = [*CASEWORK.glob("*/actions.py"), *CASEWORK.glob("*/actions/*.py")]
    return sorted(path for path in files if path.relative_to(CASEWORK).parts[0] != "audit")


def what_is_wrong(action: ast.FunctionDef) -> str:
    """In words, or nothing."""
    wrong = []
    if action.args.args or action.args.posonlyargs or action.args.vararg:
        wrong.append("takes arguments without their names")
    if not action.args.kwonlyargs or action.args.kwonlyargs[-1].arg != "by":
        wrong.append("does not take `by` last")
    if "transaction.atomic" not in [ast.unparse(line) for line in action.decorator_list]:
        wrong.append("is not one transaction")
    calls = [ast.unparse(node.func) for node in ast.walk(action) if isinstance(node, ast.Call)]
    if calls.count("audit.record") != 1:
        wrong.append(f"has {calls.count('audit.record')} audit lines, not one")
    return ", ".join(wrong)
