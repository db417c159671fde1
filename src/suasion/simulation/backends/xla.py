"""How XLA is asked to compile the model on a processor: the only compiler options there are."""

from __future__ import annotations

import jax

#: Keep barriers in force and leave what is read within the loop there (both far faster to run and to
#: compile), and use the whole width of the processor's vectors.
YEARS = {
    "xla_disable_hlo_passes": "cse_barrier_expander,while-loop-invariant-code-motion",
    "xla_cpu_prefer_vector_width": 512,
}
#: For what runs once a block and not once a year: XLA's older emitters, quicker to compile, and one thread for
#: each block, since many blocks run at once.
PER_BLOCK = {
    **YEARS,
    "xla_disable_hlo_passes": f"{YEARS['xla_disable_hlo_passes']},cpu-parallel-task-assigner",
    "xla_cpu_use_fusion_emitters": False,
}

#: Keeps XLA from working values out again in every reader; it is dropped without the options above.
barrier = jax.lax.optimization_barrier
