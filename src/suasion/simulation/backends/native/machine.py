"""Machine code for the processor at hand: written once, kept as an object file, called without a copy."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache

from llvmlite import binding as llvm
from llvmlite import ir

#: Doubles in a register, widest first, by what a processor must have; each multiplies and adds in one step.
VECTORS = {("avx512f", "fma"): 8, ("avx2", "fma"): 4, ("neon",): 2}
#: What every processor of a kind has, whether LLVM says it or not.
ALWAYS = {"aarch64": "neon", "arm64": "neon"}


@cache
def _ready() -> None:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()


@cache
def features() -> str:
    """What the processor can do, as LLVM writes it."""
    return llvm.get_host_cpu_features().flatten()  # type: ignore[no-any-return]


@cache
def processor() -> str:
    """The processor's name as LLVM knows it, with what it can do: code for one may not run on another."""
    return f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {features()} llvmlite {llvm.llvm_version_info}"


def _has() -> frozenset[str]:
    """What the processor can do."""
    listed = llvm.get_host_cpu_features()
    kind = llvm.get_process_triple().partition("-")[0]
    return frozenset({name for name, on in listed.items() if on} | {ALWAYS.get(kind, "")})


@cache
def width() -> int:
    """How many worlds one register holds; 0 where there are no vectors for what is written here."""
    has = _has()
    return next((doubles for needed, doubles in VECTORS.items() if has.issuperset(needed)), 0)


def lacking() -> str:
    """What the processor lacks, in words; empty where it lacks nothing."""
    if width():
        return ""
    ways = " or ".join(" with ".join(needed) for needed in VECTORS)
    return f"this processor has no vectors of doubles that multiply and add in one step ({ways})"


def _machine() -> llvm.TargetMachine:
    _ready()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    return target.create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=features(), opt=2, reloc="default", codemodel="jitdefault"
    )


def compiled(module: ir.Module) -> bytes:
    """An object file of a module's functions.

    What is written is one long stretch without loops to improve, so two passes do what all of them would.
    """
    machine = _machine()
    parsed = llvm.parse_assembly(str(module))
    parsed.verify()
    passes = llvm.create_new_module_pass_manager()
    passes.add_simplify_cfg_pass()
    passes.add_instruction_combine_pass()
    passes.run(parsed, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options()))
    return machine.emit_object(parsed)  # type: ignore[no-any-return]


class Code:
    """A compiled function that can be called from any thread.

    Args:
        object_file: From :func:`compiled`.
        name: The function's.
        kinds: Its arguments' types, ``ctypes``; it returns nothing.
    """

    def __init__(
        self, object_file: bytes, name: str, kinds: Sequence[type[ctypes.c_int64] | type[ctypes.c_void_p]]
    ) -> None:
        module = llvm.parse_assembly("")
        self._engine = llvm.create_mcjit_compiler(module, _machine())
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(object_file))
        self._engine.finalize_object()
        address = self._engine.get_function_address(name)
        self._call = ctypes.CFUNCTYPE(None, *kinds)(address)

    def __call__(self, *arguments: int | None) -> None:
        self._call(*arguments)
