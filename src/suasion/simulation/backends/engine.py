"""Which back end plays: the one that was asked for, or the reference where that cannot, and one line says so."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from suasion.simulation.backends.jax import JaxBackend
from suasion.simulation.backends.protocol import Backend, Player, Program, Store, Unavailable

#: Back ends that can be asked for, the usual one first.
BACKENDS = ("native", "jax")

Notice = Callable[[str], None]


class Engine:
    """Makes programs ready with one back end, and with the reference once that back end has failed.

    Args:
        backend: One of ``BACKENDS``.
        store: Where compiled code stays from one process to the next, if anywhere.
        notice: Told, in one line, that the reference plays instead, and why.
    """

    def __init__(
        self, backend: str = BACKENDS[0], *, store: Store | None = None, notice: Notice = lambda _: None
    ) -> None:
        self._lock = Lock()
        self._notice = notice
        self._backend: Backend = JaxBackend()
        if backend == "native":
            try:
                self._backend = _native(store)
            except Unavailable as reason:
                self._fall_back(reason)

    @property
    def backend(self) -> str:
        """Name of the back end that plays what is made ready next."""
        return self._backend.name

    def player(self, program: Program) -> Player:
        """A program made ready by the back end, or by the reference where that cannot."""
        backend = self._backend
        try:
            return backend.player(program)
        except Unavailable as reason:
            with self._lock:
                if self._backend is backend:
                    self._fall_back(reason)
            return self._backend.player(program)

    def _fall_back(self, reason: Unavailable) -> None:
        self._backend = JaxBackend()
        self._notice(f"The years are played by JAX, more slowly, because {reason}.")


def _native(store: Store | None) -> Backend:
    """The native back end, loaded when it is asked for: llvmlite is large, and may be missing."""
    try:
        from suasion.simulation.backends.native.backend import NativeBackend
    except ImportError as error:
        raise Unavailable(f"llvmlite cannot be loaded ({error})") from error
    return NativeBackend(store)
