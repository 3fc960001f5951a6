"""Writes are verbs: keywords only, `by` last of what must be given, one transaction, audited."""

from __future__ import annotations

import ast
from pathlib import Path

from .tree import CASEWORK, assert_only_allowed, name

ALLOWED: dict[str, str] = {}


def test_every_action_is_written_as_the_house_writes_them():
    found = {}
    for path in action_files():
        body = ast.parse(path.read_text()).body
        functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
        for action in functions.values():
            if not action.name.startswith("_") and (wrong := what_is_wrong(action, functions)):
                found[f"{name(path)}:{action.name}"] = wrong

    assert_only_allowed(found, ALLOWED)


def action_files() -> list[Path]:
    """Each room's actions, in a file or a folder of them. The audit's own are what others call."""
    files = [*CASEWORK.glob("*/actions.py"), *CASEWORK.glob("*/actions/*.py")]
    return sorted(path for path in files if path.relative_to(CASEWORK).parts[0] != "audit")


def what_is_wrong(action: ast.FunctionDef, helpers: dict[str, ast.FunctionDef]) -> str:
    """In words, or nothing."""
    wrong = []
    if action.args.args or action.args.posonlyargs or action.args.vararg:
        wrong.append("takes arguments without their names")
    pairs = zip(action.args.kwonlyargs, action.args.kw_defaults, strict=True)
    needed = [argument.arg for argument, default in pairs if default is None]
    if not needed or needed[-1] != "by":
        wrong.append("does not take `by` last of what must be given")
    if "transaction.atomic" not in [ast.unparse(line) for line in action.decorator_list]:
        wrong.append("is not one transaction")
    if not called_by(action, helpers, set()) & {"audit.record", "audit.record_all"}:
        wrong.append("leaves no audit line")
    return ", ".join(wrong)


def called_by(
    function: ast.FunctionDef, helpers: dict[str, ast.FunctionDef], seen: set[str]
) -> set[str]:
    """Whatever a function calls, by itself or through functions of the same file."""
    calls = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    for helper in (calls & helpers.keys()) - seen:
        calls |= called_by(helpers[helper], helpers, seen | calls)
    return calls
