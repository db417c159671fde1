"""The figures in docs/explanation/results.md: North Korea played as `suasion compare north-korea` plays it, and checks on it.

``scripts/docs.py --results`` calls this; seed 0, 10,000 worlds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

import suasion
from suasion import lab
from suasion.domain.case import Case
from suasion.lab.comparison import Comparison

Table = Callable[[list[str], list[list[Any]]], str]
CASE = "north-korea"
#: Orientation only: the prototype's share of worlds in which a strategy has the highest expected rights,
#: two starts (North Korea, Czechoslovakia 1975), as the science notes give them.
PROTOTYPE = {
    "both_at_once": ".50 / .67",
    "engage_then_press": ".26 / .19",
    "engagement": ".11 / .06",
    "confrontation": ".05 / .03",
}
CHECKS = (
    "conditional_leverage",
    "linkage_growth",
    "group:linkage",
    "group:norms_assurance_threat",
    "group:all_but_leverage_and_rents",
    "delivery",
    "patron_shift",
    "patron_buffer",
    "collapse",
    "group:collapse_and_war",
)


def run(worlds: int, table: Table) -> tuple[dict[str, Any], str]:
    """The run's results, and all tables of the page.

    Args:
        worlds: How many worlds.
        table: Makes a Markdown table.
    """
    case = suasion.load_case(CASE)
    found = suasion.compare(case, worlds=worlds)
    parts = [
        f"Written by `scripts/docs.py --results` (`scripts/docs_results.py`): {worlds:,} worlds, "
        f"{found.results['years']} years, seed {found.results['seed']}.",
        _shares(found, table),
        _ablations(found, table),
        _breakdowns(found, table),
        _sequences(case, found, worlds, table),
        _leverage(found, table),
        _fairness(found, table),
        _origins(found, table),
    ]
    return found.results, "\n\n".join(parts)


def _shares(found: Comparison, table: Table) -> str:
    results = found.results
    base = results["ablations"]["none"]
    rows = [
        [
            f"`{name}`",
            f"{100 * results['strategies'][name]['rights']['mean']:.2f}",
            f"{100 * results['strategies'][name]['rights_final']['mean']:.2f}",
            f"{results['strategies'][name]['collapse']['mean']:.3f}",
            f"{results['strategies'][name]['rights']['win_share']:.2f}",
            f"{base['expected_win_share'][name]:.2f}",
            PROTOTYPE.get(name, ""),
        ]
        for name in results["table"]
    ]
    heads = [
        "strategy",
        "rights, of 100",
        "last year",
        "collapse",
        "wins by world",
        "wins by expectation",
        "prototype, by expectation: North Korea / Czechoslovakia 1975",
    ]
    return "### Who wins\n\n" + table(heads, rows)


def _ablations(found: Comparison, table: Table) -> str:
    names, short = found.results["table"], found.results["ablations"]
    rows = [
        [f"`{check}`" if check != "none" else "nothing"]
        + [
            f"{short[check]['expected_win_share'][name]:.2f} ({100 * short[check]['mean'][name]:.2f})"
            for name in names
        ]
        for check in ("none", *CHECKS)
    ]
    return (
        "### Switched off\n\nShare of draws in which a strategy has the highest expected rights, and in brackets its "
        "mean rights of 100.\n\n" + table(["switched off", *(f"`{name}`" for name in names)], rows)
    )


def _breakdowns(found: Comparison, table: Table) -> str:
    """Where the differences come from: worlds by whether a breakdown came under none, some or all."""
    names = found.results["table"]
    at = [found.game.strategies.index(name) for name in names]
    fell = found.played.outcomes["collapse"][at].sum(0)
    rights = found.played.outcomes["rights"][at].astype(float)
    best = rights == rights.max(0)
    rows = []
    for label, here in (
        ("under none", fell == 0),
        ("under some", (fell > 0) & (fell < len(names))),
        ("under all", fell == len(names)),
    ):
        wins = (best[:, here] / best[:, here].sum(0)).mean(1)
        gains = (rights - rights[names.index("baseline")])[:, here].sum(1) / rights.shape[1]
        rows.append(
            [label, f"{here.mean():.3f}"]
            + [f"{w:.2f} ({100 * g:+.2f})" for w, g in zip(wins, gains, strict=True)]
        )
    return (
        "### Worlds by breakdown\n\nWins by world among these worlds, and in brackets what these worlds add to the "
        "difference from the baseline in mean rights of 100.\n\n"
        + table(["breakdown", "share of worlds", *(f"`{name}`" for name in names)], rows)
    )


def _sequences(case: Case, found: Comparison, worlds: int, table: Table) -> str:
    """When the first sequence turns, and the two orders with the same turn."""
    rows = []

    def pair(a: Any, b: Any, label: str) -> None:
        cells = [label]
        for outcome in ("rights", "rights_final"):
            apart = 100 * (a[outcome].values.astype(float) - b[outcome].values.astype(float))
            cells.append(f"{apart.mean():+.3f} ± {apart.std(ddof=1) / len(apart) ** 0.5:.3f}")
        rows.append(cells)

    of = {name: found.outcomes.sel(strategy=name) for name in found.game.strategies}
    pair(of["engage_then_press"], of["press_then_engage"], "`engage_then_press` less `press_then_engage`")
    pair(
        of["engage_then_press_pure"],
        of["press_then_engage_pure"],
        "`engage_then_press_pure` less `press_then_engage_pure`, both turn in year 10",
    )
    late = _turning_late(case)
    outcomes, _ = lab.simulate(late, strategies=["engage_then_press"], worlds=worlds)
    pair(
        outcomes.sel(strategy="engage_then_press"),
        of["press_then_engage"],
        "`engage_then_press` turned in year 10 less `press_then_engage`",
    )
    pair(
        of["engage_then_press"],
        outcomes.sel(strategy="engage_then_press"),
        "`engage_then_press` less the same turned in year 10",
    )
    pair(
        of["confrontation_conditional"],
        of["confrontation"],
        "`confrontation_conditional` less `confrontation`",
    )
    pair(of["both_at_once"], of["engage_then_press"], "`both_at_once` less `engage_then_press`")
    years = turning_years(found, case)
    linkage = np.median(found.paths["linkage"].sel(strategy="engagement").values, axis=0)
    return (
        "### Sequences and variants\n\nPaired differences in the same worlds, of 100, ± one standard error.\n\n"
        + table(["pair", "rights", "last year"], rows)
        + f"\n\n`engage_then_press` turns in year {int(np.median(years))} in the median world; in year 3, the first that "
        f"its rule allows, in {np.mean(years == 3):.2f} of the worlds, by year 5 in {np.mean(years <= 5):.2f}, only at "
        f"the latest date in {np.mean(years == 10):.2f}. Median linkage under `engagement` at the end of years 1 to 5: "
        + ", ".join(f"{value:.2f}" for value in linkage[:5])
        + "."
    )


def _turning_late(case: Case) -> Case:
    """The case with ``engage_then_press`` turning in year 10 on the date alone."""
    changed = []
    for one in case.strategies:
        if one.id == "engage_then_press":
            rules = tuple(rule.model_copy(update={"when": None}) for rule in one.rules)
            one = one.model_copy(update={"rules": rules})
        changed.append(one)
    return replace(case, strategies=tuple(changed))


def turning_years(found: Comparison, case: Case) -> np.ndarray:
    """Year in which ``engage_then_press`` turns, per world, read from the paths of ``engagement`` up to it."""
    rule = next(one for one in case.strategies if one.id == "engage_then_press").rules[0]
    assert rule.when is not None and rule.when.above is not None and rule.latest is not None
    linkage = found.paths["linkage"].sel(strategy="engagement").values  # at the end of each year
    start = suasion.draw_worlds(case, worlds=linkage.shape[0])["state.linkage"].values
    begins = np.concatenate([start[:, None], linkage[:, :-1]], axis=1)
    turned = np.full(len(begins), rule.latest)
    for year in range(rule.latest - 1, max(rule.not_before, rule.when.for_years - 1) - 1, -1):
        stood = begins[:, year - rule.when.for_years + 1 : year + 1] > rule.when.above
        turned[stood.all(1)] = year
    return turned


def _leverage(found: Comparison, table: Table) -> str:
    """The incentive from conditional leverage in the first year, as if all that is announced happened."""
    from suasion.mechanisms import conditional_leverage, detection, exposure, patron_buffer, sincerity

    worlds = suasion.draw_worlds(found.case, worlds=10_000)
    x = {name: worlds[f"state.{name}"].values for name in ("linkage", "patron", "information", "credibility")}
    p = {str(name): worlds[name].values for name in worlds if "." in str(name)}
    rows = []
    for name in (
        "baseline",
        "confrontation",
        "confrontation_conditional",
        "press_then_engage",
        "both_at_once",
    ):
        schedule = found.game.policies.schedule[0, found.game.strategies.index(name)]
        u = dict(zip([one.letter for one in found.case.instruments.values()], schedule, strict=True))
        xi = patron_buffer.exposure(
            x["linkage"], patron_buffer.effective(x["patron"], u["p"]), p["patron_buffer.omega"]
        )
        bite = exposure.bite(u["s_t"], u["s_f"], u["s_x"], xi, p["exposure.iota"])
        gain = exposure.gain(exposure.open_trade(u["e"], u["s_t"]), x["linkage"], u["k"])
        seen = detection.detected(p["target.detection"], u["m"], u["f"], x["information"])
        believed = sincerity.believed(x["credibility"], u["rho"], p["sincerity.h_rho"])
        of = (p["conditional_leverage.lambda_S"], p["conditional_leverage.lambda_E"])
        term = conditional_leverage.term(u["kappa"], seen, believed, bite, gain, *of)
        rows.append(
            [f"`{name}`", f"{u['kappa']:g}"]
            + [f"{np.median(value):.2f}" for value in (xi, bite, seen, believed)]
            + ["{:.3f} ({:.3f} to {:.3f})".format(*np.quantile(term, (0.5, 0.05, 0.95)))]
        )
    heads = ["first year of", "kappa", "exposure", "bite", "detected", "believed", "incentive, logit"]
    return (
        "### Conditional leverage at the start\n\nMedians over worlds (in brackets 5% and 95%), as if all that is "
        "announced were carried out.\n\n" + table(heads, rows)
    )


def _fairness(found: Comparison, table: Table) -> str:
    names = found.results["table"]
    rows = [
        [name, ", ".join(f"`{own}`" for own in one["own"]), f"{one['own_share']:.2f}"]
        + [f"{one['expected_win_share'][strategy]:.2f}" for strategy in names]
        for name, one in found.results["fairness"].items()
    ]
    return "### Fairness audit\n\nWins by expectation under each school's priors.\n\n" + table(
        ["worldview", "own strategy", "own wins", *(f"`{name}`" for name in names)], rows
    )


def _origins(found: Comparison, table: Table) -> str:
    a, b = found.results["sensitivity"]["pair"]
    rows = [[name, f"{share:.2f}"] for name, share in found.results["origins"].items()]
    return f"### Where the spread of `{a}` less `{b}` comes from\n\n" + table(["origin", "share"], rows)
