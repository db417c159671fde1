"""Whether code is still the code that work was begun with."""

from __future__ import annotations

import ast
from hashlib import sha256
from importlib import import_module
from inspect import getsource
from pkgutil import walk_packages


def code_digest(module: str) -> str:
    """Digest of a module and of the others of the package that it lies in, whatever comments and docstrings say."""
    names = [module]
    if package := module.rpartition(".")[0]:
        paths = import_module(package).__path__
        names = sorted(one.name for one in walk_packages(paths, f"{package}."))
    meanings = (meaning(getsource(import_module(name))) for name in names)
    return sha256("\0".join(meanings).encode()).hexdigest()


def meaning(source: str) -> str:
    """Source without comments, docstrings and layout."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [part for part in node.body if not _is_text(part)]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
