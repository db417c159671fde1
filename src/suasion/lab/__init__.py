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
from suasion.lab.talking import talks, talks_names

__all__ = [
    "brief",
    "case_names",
    "check_file",
    "check_picture",
    "check_run",
    "chosen",
    "cite",
    "compare",
    "depth",
    "draw_worlds",
    "entries",
    "listing",
    "load_case",
    "new_case",
    "next_run",
    "rerun",
    "results_text",
    "run",
    "simulate",
    "talks",
    "talks_names",
    "write_file",
    "write_picture",
]
