"""The conductor: what the command line and Python both call; it alone reaches for the disk."""

from suasion.domain.measuring import MeasureArguments
from suasion.lab.answered import Answered, Sections
from suasion.lab.arguments import chosen
from suasion.lab.briefing import brief
from suasion.lab.cases import load_case
from suasion.lab.comparing import compare, draw_worlds
from suasion.lab.data.add import add_data
from suasion.lab.data.check import check_data
from suasion.lab.data.cite import cite_data
from suasion.lab.data.describe import describe_data
from suasion.lab.data.list import list_data
from suasion.lab.data.load import load_data
from suasion.lab.data.status import data_status
from suasion.lab.depth import depth
from suasion.lab.fit_plan import plan_measure
from suasion.lab.library.cite import cite
from suasion.lab.library.list import listing
from suasion.lab.library.show import things_named
from suasion.lab.library.things import case_names
from suasion.lab.measured import (
    check_measure,
    next_measure,
    run_measure,
    unfinished,
)
from suasion.lab.measuring import measure_scores
from suasion.lab.panel.ask import columns_of, joins_of
from suasion.lab.panel.coverage import panel_coverage
from suasion.lab.panel.load import load_panel
from suasion.lab.panel.write import check_panel, write_panel
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
from suasion.lab.simulating import simulate
from suasion.lab.solving import check_solver, load_game, solve
from suasion.lab.stored_scores import load_scores, score_draws
from suasion.lab.supporting import support
from suasion.lab.talking import talks, talks_names
from suasion.lab.threat_fit import check_threat_fit, load_threats, threat_fit, threat_fit_results
from suasion.lab.threats import threat_equilibria, threat_equilibria_results

__all__ = [
    "Answered",
    "MeasureArguments",
    "Sections",
    "add_data",
    "brief",
    "case_names",
    "check_data",
    "check_file",
    "check_measure",
    "check_panel",
    "check_picture",
    "check_run",
    "check_solver",
    "check_threat_fit",
    "chosen",
    "cite",
    "cite_data",
    "columns_of",
    "compare",
    "data_status",
    "depth",
    "describe_data",
    "draw_worlds",
    "joins_of",
    "list_data",
    "listing",
    "load_case",
    "load_data",
    "load_game",
    "load_panel",
    "load_scores",
    "load_threats",
    "measure_scores",
    "new_case",
    "next_measure",
    "next_run",
    "panel_coverage",
    "plan_measure",
    "rerun",
    "results_text",
    "run",
    "run_measure",
    "score_draws",
    "simulate",
    "solve",
    "support",
    "talks",
    "talks_names",
    "things_named",
    "threat_equilibria",
    "threat_equilibria_results",
    "threat_fit",
    "threat_fit_results",
    "unfinished",
    "write_file",
    "write_panel",
    "write_picture",
]
