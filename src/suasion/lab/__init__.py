"""The conductor: what the command line and Python both call; it alone reaches for the disk.

A name is imported when it is asked for, so that a command loads what it needs and no more.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors and type checkers
    from suasion.domain.arguments import CompareArguments
    from suasion.domain.data_arguments import AddArguments, CoverageArguments, PanelArguments
    from suasion.domain.fitting import FitArguments
    from suasion.domain.measuring import MeasureArguments
    from suasion.lab.answered import Answered, Sections
    from suasion.lab.arguments import check_arguments
    from suasion.lab.briefing import brief
    from suasion.lab.cases import load_case
    from suasion.lab.comparing import compare, compared
    from suasion.lab.country_readings import countries, country
    from suasion.lab.data.add import add_data, data_added, warnings_of
    from suasion.lab.data.check import check_data
    from suasion.lab.data.cite import cite_data
    from suasion.lab.data.describe import describe_data
    from suasion.lab.data.list import list_data
    from suasion.lab.data.load import load_data
    from suasion.lab.data.status import data_status, missing_data
    from suasion.lab.drawing import draw_worlds
    from suasion.lab.fit_plan import plan_measure
    from suasion.lab.fitting import fit_kernel, next_fit, plan_fit, run_fit, unfinished_fit
    from suasion.lab.library.cite import cite
    from suasion.lab.library.entries import checked, entry, row
    from suasion.lab.library.list import listing
    from suasion.lab.library.show import things_named
    from suasion.lab.library.things import case_names
    from suasion.lab.loading import load_run
    from suasion.lab.measured import check_measure, next_measure, run_measure, unfinished
    from suasion.lab.measuring import measure_scores
    from suasion.lab.panel.ask import columns_of, joined, joins_of, panel_columns
    from suasion.lab.panel.coverage import coverage_drawn, panel_coverage
    from suasion.lab.panel.load import load_panel, panel_built
    from suasion.lab.panel.write import check_panel, write_panel
    from suasion.lab.pictures import check_picture, write_picture
    from suasion.lab.posterior import load_posterior, numbers_named
    from suasion.lab.rerunning import rerun
    from suasion.lab.running import next_run, run
    from suasion.lab.saving import check_run
    from suasion.lab.scoring import check_scores_file, state_scores, write_scores
    from suasion.lab.simulating import simulate
    from suasion.lab.solving import check_solver, load_game, solve
    from suasion.lab.speaking import answer, lines, text
    from suasion.lab.starting import new_case
    from suasion.lab.stored_scores import load_scores, score_draws
    from suasion.lab.supporting import support
    from suasion.lab.talking import talks, talks_names
    from suasion.lab.threat_fitting import check_threat_fit, load_threats, threat_fit, threat_fit_results
    from suasion.lab.threats import threat_equilibria, threat_equilibria_results
    from suasion.lab.treaty_depth import depth
    from suasion.lab.writing import check_distinct, check_file, results_text, write_file

#: The public names, and the module that each lives in.
HOMES = {
    "AddArguments": "suasion.domain.data_arguments",
    "Answered": "suasion.lab.answered",
    "CompareArguments": "suasion.domain.arguments",
    "CoverageArguments": "suasion.domain.data_arguments",
    "FitArguments": "suasion.domain.fitting",
    "MeasureArguments": "suasion.domain.measuring",
    "PanelArguments": "suasion.domain.data_arguments",
    "Sections": "suasion.lab.answered",
    "add_data": "suasion.lab.data.add",
    "answer": "suasion.lab.speaking",
    "brief": "suasion.lab.briefing",
    "case_names": "suasion.lab.library.things",
    "check_arguments": "suasion.lab.arguments",
    "check_data": "suasion.lab.data.check",
    "check_distinct": "suasion.lab.writing",
    "check_file": "suasion.lab.writing",
    "check_measure": "suasion.lab.measured",
    "check_panel": "suasion.lab.panel.write",
    "check_picture": "suasion.lab.pictures",
    "check_run": "suasion.lab.saving",
    "check_scores_file": "suasion.lab.scoring",
    "check_solver": "suasion.lab.solving",
    "check_threat_fit": "suasion.lab.threat_fitting",
    "checked": "suasion.lab.library.entries",
    "cite": "suasion.lab.library.cite",
    "cite_data": "suasion.lab.data.cite",
    "columns_of": "suasion.lab.panel.ask",
    "compare": "suasion.lab.comparing",
    "compared": "suasion.lab.comparing",
    "countries": "suasion.lab.country_readings",
    "country": "suasion.lab.country_readings",
    "coverage_drawn": "suasion.lab.panel.coverage",
    "data_added": "suasion.lab.data.add",
    "data_status": "suasion.lab.data.status",
    "depth": "suasion.lab.treaty_depth",
    "describe_data": "suasion.lab.data.describe",
    "draw_worlds": "suasion.lab.drawing",
    "entry": "suasion.lab.library.entries",
    "fit_kernel": "suasion.lab.fitting",
    "joined": "suasion.lab.panel.ask",
    "joins_of": "suasion.lab.panel.ask",
    "lines": "suasion.lab.speaking",
    "list_data": "suasion.lab.data.list",
    "listing": "suasion.lab.library.list",
    "load_case": "suasion.lab.cases",
    "load_data": "suasion.lab.data.load",
    "load_game": "suasion.lab.solving",
    "load_panel": "suasion.lab.panel.load",
    "load_posterior": "suasion.lab.posterior",
    "load_run": "suasion.lab.loading",
    "load_scores": "suasion.lab.stored_scores",
    "load_threats": "suasion.lab.threat_fitting",
    "measure_scores": "suasion.lab.measuring",
    "missing_data": "suasion.lab.data.status",
    "new_case": "suasion.lab.starting",
    "new_releases": "suasion.lab.data.add",
    "next_fit": "suasion.lab.fitting",
    "next_measure": "suasion.lab.measured",
    "next_run": "suasion.lab.running",
    "numbers_named": "suasion.lab.posterior",
    "panel_built": "suasion.lab.panel.load",
    "panel_columns": "suasion.lab.panel.ask",
    "panel_coverage": "suasion.lab.panel.coverage",
    "plan_fit": "suasion.lab.fitting",
    "plan_measure": "suasion.lab.fit_plan",
    "rerun": "suasion.lab.rerunning",
    "results_text": "suasion.lab.writing",
    "row": "suasion.lab.library.entries",
    "run": "suasion.lab.running",
    "run_fit": "suasion.lab.fitting",
    "run_measure": "suasion.lab.measured",
    "score_draws": "suasion.lab.stored_scores",
    "simulate": "suasion.lab.simulating",
    "solve": "suasion.lab.solving",
    "state_scores": "suasion.lab.scoring",
    "support": "suasion.lab.supporting",
    "talks": "suasion.lab.talking",
    "talks_names": "suasion.lab.talking",
    "text": "suasion.lab.speaking",
    "things_named": "suasion.lab.library.show",
    "threat_equilibria": "suasion.lab.threats",
    "threat_equilibria_results": "suasion.lab.threats",
    "threat_fit": "suasion.lab.threat_fitting",
    "threat_fit_results": "suasion.lab.threat_fitting",
    "unfinished": "suasion.lab.measured",
    "unfinished_fit": "suasion.lab.fitting",
    "warnings_of": "suasion.lab.data.add",
    "write_file": "suasion.lab.writing",
    "write_panel": "suasion.lab.panel.write",
    "write_picture": "suasion.lab.pictures",
    "write_scores": "suasion.lab.scoring",
}

__all__ = [
    "AddArguments",
    "Answered",
    "CompareArguments",
    "CoverageArguments",
    "FitArguments",
    "MeasureArguments",
    "PanelArguments",
    "Sections",
    "add_data",
    "answer",
    "brief",
    "case_names",
    "check_arguments",
    "check_data",
    "check_distinct",
    "check_file",
    "check_measure",
    "check_panel",
    "check_picture",
    "check_run",
    "check_scores_file",
    "check_solver",
    "check_threat_fit",
    "checked",
    "cite",
    "cite_data",
    "columns_of",
    "compare",
    "compared",
    "countries",
    "country",
    "coverage_drawn",
    "data_added",
    "data_status",
    "depth",
    "describe_data",
    "draw_worlds",
    "entry",
    "fit_kernel",
    "joined",
    "joins_of",
    "lines",
    "list_data",
    "listing",
    "load_case",
    "load_data",
    "load_game",
    "load_panel",
    "load_posterior",
    "load_run",
    "load_scores",
    "load_threats",
    "measure_scores",
    "missing_data",
    "new_case",
    "new_releases",
    "next_fit",
    "next_measure",
    "next_run",
    "numbers_named",
    "panel_built",
    "panel_columns",
    "panel_coverage",
    "plan_fit",
    "plan_measure",
    "rerun",
    "results_text",
    "row",
    "run",
    "run_fit",
    "run_measure",
    "score_draws",
    "simulate",
    "solve",
    "state_scores",
    "support",
    "talks",
    "talks_names",
    "text",
    "things_named",
    "threat_equilibria",
    "threat_equilibria_results",
    "threat_fit",
    "threat_fit_results",
    "unfinished",
    "unfinished_fit",
    "warnings_of",
    "write_file",
    "write_panel",
    "write_picture",
    "write_scores",
]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'suasion.lab' has no attribute {name!r}")
    value = getattr(import_module(HOMES[name]), name)
    globals()[name] = value  # asked for once
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
