"""Nothing grows past what one person can hold in their head."""

from __future__ import annotations

import ast

from .tree import assert_only_allowed, name, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def test_a_file_has_at_most_300_lines():
    lengths = {name(path): len(path.read_text().splitlines()) for path in sources()}
    found = {where: f"{n} lines" for where, n in lengths.items() if n > LONGEST_FILE}

    assert_only_allowed(found, LONG_FILES)


def test_a_function_has_at_most_40_lines():
    found = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = lines_of_body(node)
                if lines > LONGEST_FUNCTION:
                    found[f"{name(path)}:{node.name}"] = f"{lines} lines"

    assert_only_allowed(found, LONG_FUNCTIONS)


def lines_of_body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Without the names of its arguments and its docstring, which say what and not how."""
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return (function.end_lineno or 0) - first.lineno + 1
