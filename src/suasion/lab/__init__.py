"""The conductor: what the command line and Python both call; it alone reaches for the disk."""

from suasion.lab.arguments import chosen
from suasion.lab.briefing import brief
from suasion.lab.comparing import compare, draw_worlds, load_case, simulate
from suasion.lab.depth import depth
from suasion.lab.listing import case_names, cite, entries, listing
from suasion.lab.pictures import check_picture, write_picture
from suasion.lab.running import (
    check_file,
    check_run,
    new_case,
    next_run,
    rerun,
    results_text,
    run,
    write_file,
)
from suasion.lab.solving import check_solver, load_game, solve, solve_results
from suasion.lab.talking import talks, talks_names
from suasion.lab.threats import (
    check_threat_fit,
    load_threats,
    threat_equilibria,
    threat_equilibria_results,
    threat_fit,
    threat_fit_results,
)

__all__ = [
    "brief",
    "case_names",
    "check_file",
    "check_picture",
    "check_run",
    "check_solver",
    "check_threat_fit",
    "chosen",
    "cite",
    "compare",
    "depth",
    "draw_worlds",
    "entries",
    "listing",
    "load_case",
    "load_game",
    "load_threats",
    "new_case",
    "next_run",
    "rerun",
    "results_text",
    "run",
    "simulate",
    "solve",
    "solve_results",
    "talks",
    "talks_names",
    "threat_equilibria",
    "threat_equilibria_results",
    "threat_fit",
    "threat_fit_results",
    "write_file",
    "write_picture",
]
