"""The rollout compiled to machine code: JAX traces the equations, LLVM writes the instructions."""
