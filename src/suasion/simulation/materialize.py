"""Where a back end may hold a value fast: the text of the model only says what is read more than once."""

from __future__ import annotations

from typing import Protocol, TypeVar, runtime_checkable

Tree = TypeVar("Tree")


@runtime_checkable
class Materialize(Protocol):
    """Gives back the arrays that it is handed, whatever tree they stand in.

    A compiler that fuses may work a value out again in every place that reads it. A back end whose compiler
    does so hands in a barrier; elsewhere it is :func:`unchanged`.
    """

    def __call__(self, tree: Tree, /) -> Tree:
        """The same arrays."""
        ...


def unchanged(tree: Tree, /) -> Tree:
    """Leaves the compiler free."""
    return tree
