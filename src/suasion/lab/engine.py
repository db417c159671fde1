"""What plays worlds: the back end that was asked for, with the caches of compiled code in the user's folder."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from suasion.errors import BackendWarning, CacheWarning, Problem, SuasionError

if TYPE_CHECKING:
    from suasion.simulation.backends.engine import Engine

BackendName = Literal["native", "jax"]
CHOICE = "SUASION_BACKEND"  # which back end plays
PLATFORMS = "JAX_PLATFORMS"  # which devices JAX may use
CACHE = "SUASION_CACHE"  # where compiled code stays from one process to the next


def engine(backend: BackendName | None = None) -> Engine:
    """An engine whose compiled code is cached, made before anything is compiled.

    Args:
        backend: What plays: ``native`` or ``jax``; what ``SUASION_BACKEND`` says, or ``native``, if not given.

    Raises:
        SuasionError: There is no such back end, or JAX cannot use the device that was asked for.
    """
    chosen = backend or os.environ.get(CHOICE) or "native"
    if chosen not in get_args(BackendName):
        where = "backend" if backend else CHOICE
        raise SuasionError(
            Problem(f'{where} = "{chosen}"', "There is no such back end.", "Say native or jax.")
        )
    import jax

    from suasion.files.store.objects import Objects
    from suasion.simulation.backends.engine import Engine

    _check_device()
    store = Objects(cache_folder())
    if not store.usable():
        what = f"Compiled code cannot be stored in {store.folder}, so every run compiles anew; {CACHE} names another folder."
        warnings.warn(what, CacheWarning, stacklevel=2)
        return Engine(chosen, notice=_warn)
    jax.config.update("jax_compilation_cache_dir", str(store.folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.1)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", 0)
    return Engine(chosen, store=store, notice=_warn)


def _check_device() -> None:
    """Refuses a device that JAX was asked for and cannot use.

    Raises:
        SuasionError: JAX cannot use it.
    """
    import jax

    try:
        jax.devices()
    except (RuntimeError, AssertionError) as error:  # which one it is hangs on the plug-in that is missing
        asked = os.environ.get(PLATFORMS, "")
        why = (str(error).splitlines() or [""])[0].rstrip(".") or "it has no plug-in for it"
        raise SuasionError(
            Problem(
                f'{PLATFORMS} = "{asked}"',
                f"JAX cannot use this device here: {why}.",
                f"Leave {PLATFORMS} out, and the processor plays.",
            )
        ) from None


def cache_folder() -> Path:
    """Where compiled code stays: where ``SUASION_CACHE`` says, by default in the user's cache."""
    from platformdirs import user_cache_dir

    return Path(os.environ.get(CACHE) or user_cache_dir("suasion"))


def _warn(text: str) -> None:
    warnings.warn(text, BackendWarning, stacklevel=2)
