"""The figures in docs/cases/: each case played as `suasion compare CASE` plays it, and its replay.

    python scripts/docs_cases.py [ID ...] [--worlds 10000]

Without ids every page in docs/cases that has a block is filled. A block stands between ``<!-- begin case ID -->``
and ``<!-- end case ID -->``; what stands there is replaced. Seed 0, 10,000 worlds.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

import docs_czechoslovakia
import docs_myanmar
import suasion
from docs_markdown import fill, table
from suasion.domain.findings.support import Support
from suasion.lab.comparison import Comparison

PAGES = Path(__file__).resolve().parents[1] / "docs" / "cases"
CHECKS = (
    "none",
    "conditional_leverage",
    "assurance",
    "shame",
    "norms",
    "boomerang",
    "foreclosure",
    "patron_buffer",
    "patron_shift",
    "delivery",
    "collapse",
    "group:collapse_and_war",
)

#: What a case adds of its own, by id: tables that ask what its answer hangs on.
OWN = {"czechoslovakia-1975": docs_czechoslovakia.variations, "myanmar-1990": docs_myanmar.variations}


def block(name: str, worlds: int) -> str:
    """All tables of one page.

    Args:
        name: Id of a bundled case.
        worlds: How many worlds.
    """
    case = suasion.load_case(name)
    found = suasion.compare(case, worlds=worlds)
    results = found.results
    parts = [
        f"Written by `scripts/docs_cases.py`: `suasion compare {name}`, {results['worlds']:,} worlds, "
        f"{results['years']} years, seed {results['seed']}.",
        _answer(found),
        _support(found.findings.support),
        _strategies(results),
        _pairs(found),
        _fallen(found),
        _by_breakdown(found),
        _ablations(results),
        OWN[name](case, worlds) if name in OWN else "",
        _replay(results),
    ]
    return "\n\n".join(part for part in parts if part)


def _answer(found: Comparison) -> str:
    """The answer in plain words, as the terminal gives it."""
    lines = [f"*{heading.rstrip('?')}.* {text}" for _, heading, text in found.answer]
    return "### The answer\n\n" + "\n\n".join(lines)


def _support(near: Support) -> str:
    """How far the start lies from what the panel holds."""
    names = [f"{one.state} {one.year}: {one.distance:.2f}" for one in near.nearest]
    said = [f"Nearest state-years: {', '.join(names)}."] if names else []
    said.append(f"Of all state-years {near.share_nearer:.2f} lie nearer to the panel's mean.")
    said.append("Compared on " + ", ".join(near.variables).replace("_", " ") + ".")
    return "### Distance from the record\n\n" + " ".join(said)


def _strategies(results: dict[str, Any]) -> str:
    """The contest, and below it the variants."""
    shares = (results["expected"] or {}).get("expected_win_share", {})
    rows = []
    for name in (*results["table"], *results["variants"]):
        of = results["strategies"][name]
        won = of["rights"]["win_share"]
        rows.append(
            [
                f"`{name}`" + ("" if name in results["table"] else " (variant)"),
                f"{100 * of['rights']['mean']:.2f}",
                f"{100 * of['rights_final']['mean']:.2f}",
                f"{of['harm']['mean']:.2f}",
                f"{of['collapse']['mean']:.3f}",
                f"{of['war']['mean']:.3f}",
                "" if won is None else f"{won:.2f}",
                f"{shares[name]:.2f}" if name in shares else "",
            ]
        )
    heads = [
        "strategy",
        "rights, of 100",
        "last year",
        "harm, years of subsistence",
        "collapse",
        "war",
        "wins by world",
        "wins by expectation",
    ]
    return "### Strategies\n\nMeans over worlds.\n\n" + table(heads, rows)


def _history(found: Comparison) -> list[str]:
    """The baseline and the policies that were in fact followed, as far as they were played."""
    own = ["baseline", *(one.id for one in found.case.strategies if one.history)]
    return [name for name in own if name in found.game.strategies]


def _pairs(found: Comparison) -> str:
    """The policy that was followed against every other of the contest, in the same worlds."""
    rows = []
    for history in _history(found)[1:]:
        for name in found.results["table"]:
            if name == history:
                continue
            cells = [f"`{history}` less `{name}`"]
            for outcome in ("rights", "rights_final", "collapse"):
                a, b = (
                    found.outcomes[outcome].sel(strategy=one).values.astype(float) for one in (history, name)
                )
                apart = 100 * (a - b)
                cells.append(f"{np.nanmean(apart):+.2f} ± {np.nanstd(apart, ddof=1) / len(apart) ** 0.5:.2f}")
            rows.append(cells)
    if not rows:
        return ""
    return (
        "### The policy that was followed, against the others\n\nPaired differences in the same worlds, of 100, ± one "
        "standard error.\n\n" + table(["pair", "rights", "last year", "collapse"], rows)
    )


def _fallen(found: Comparison) -> str:
    """Share of worlds in which the regime has broken down, by year."""
    names, start = _history(found), found.results["start"]
    alive = found.paths["alive"]
    years = sorted({*range(2, found.results["years"], 3), found.results["years"] - 1})
    rows = []
    for name in names:
        left = alive.sel(strategy=name).values.astype(float).mean(0)
        rows.append([f"`{name}`"] + [f"{1 - left[year]:.2f}" for year in years])
    heads = ["broken down by the end of", *(str(start + year) for year in years)]
    return "### Breakdown, by year\n\n" + table(heads, rows) + "\n\n" + _left(found)


def _left(found: Comparison) -> str:
    """Rights in the last year where the regime broke down, and where it did not."""
    threshold = found.case.objectives.threshold
    rows = []
    for name in _history(found):
        rights = found.paths["rights"].sel(strategy=name).values[:, -1].astype(float)
        stands = found.paths["alive"].sel(strategy=name).values[:, -1] > 0
        harm, war = (found.outcomes[one].sel(strategy=name).values.astype(float) for one in ("harm", "war"))
        for label, here in (("broken down", ~stands), ("standing", stands)):
            if here.any():
                low, middle, high = 100 * np.quantile(rights[here], (0.05, 0.5, 0.95))
                rows.append(
                    [
                        f"`{name}`, {label}",
                        f"{here.mean():.2f}",
                        f"{middle:.1f} ({low:.1f} to {high:.1f})",
                        f"{100 * rights[here].mean():.1f}",
                        f"{(rights[here] > threshold).mean():.3f}",
                        f"{(rights[here] > 0.9).mean():.3f}",
                        f"{harm[here & (war == 0)].mean():.2f}",
                    ]
                )
    heads = ["in the last year", "share of worlds", "rights of 100, median (5% to 95%)", "mean"]
    heads += [f"share above {100 * threshold:g}", "share above 90", "harm without war"]
    return table(heads, rows)


def _by_breakdown(found: Comparison) -> str:
    """Where differences come from: worlds by whether a breakdown came under none, some or all."""
    names = found.results["table"]
    at = [found.game.strategies.index(name) for name in names]
    fell = found.played.outcomes["collapse"][at].sum(0)
    rights = found.played.outcomes["rights"][at].astype(float)
    rows = []
    for label, here in (
        ("under none", fell == 0),
        ("under some", (fell > 0) & (fell < len(names))),
        ("under all", fell == len(names)),
    ):
        gains = (rights - rights[names.index("baseline")])[:, here].sum(1) / rights.shape[1]
        rows.append([label, f"{here.mean():.3f}"] + [f"{100 * gain:+.2f}" for gain in gains])
    heads = ["breakdown", "share of worlds", *(f"`{name}`" for name in names)]
    return (
        "### Worlds by breakdown\n\nWhat these worlds add to the difference from the baseline in mean rights of 100.\n\n"
        + table(heads, rows)
    )


def _ablations(results: dict[str, Any]) -> str:
    """Mean rights and shares won with a mechanism switched off."""
    if not results["ablations"]:
        return ""
    names = results["table"]
    rows = []
    for check in CHECKS:
        if check in results["ablations"]:
            of = results["ablations"][check]
            rows.append(
                ["nothing" if check == "none" else f"`{check}`"]
                + [f"{of['expected_win_share'][name]:.2f} ({100 * of['mean'][name]:.2f})" for name in names]
            )
    return (
        "### Switched off\n\nShare of draws in which a strategy has the highest expected rights, and in brackets its "
        "mean rights of 100.\n\n" + table(["switched off", *(f"`{name}`" for name in names)], rows)
    )


def _replay(results: dict[str, Any]) -> str:
    """What was observed beside what was simulated: shares within the bands, errors, and the years."""
    if not results["replay"]:
        return ""
    rows, parts = [], []
    for series in results["replay"]:
        for name, of in series["strategies"].items():
            rows.append(
                [
                    series["state"].replace("_", " "),
                    f"{series['years'][0]}-{series['years'][-1]}",
                    f"`{name}`",
                    f"{of['within_90']:.2f}",
                    f"{of['within_50']:.2f}",
                    f"{of['error']:.3f}",
                    f"{series['error_of_no_change']:.3f}",
                ]
            )
        parts.append(_years(series))
    heads = [
        "state",
        "years",
        "strategy",
        "within the 90% band",
        "within the 50% band",
        "error of the median",
        "error of no change",
    ]
    return (
        "### Replay\n\nShare of the observed years within the simulated bands, and mean distance of the observed value "
        "from the simulated median and from the start.\n\n" + table(heads, rows) + "\n\n" + "\n\n".join(parts)
    )


def _years(series: dict[str, Any]) -> str:
    """Observed values and bands of every third year, the last two, and those before and after the largest move."""
    years, seen = series["years"], np.array(series["observed"])
    at = {*range(0, len(years), 3), len(years) - 1}
    if len(years) > 1:
        jump = int(np.abs(np.diff(seen)).argmax())
        at |= {jump, jump + 1}
    rows = []
    for i in sorted(at):
        cells = [str(years[i]), f"{seen[i]:.3f}"]
        for of in series["strategies"].values():
            cells.append(
                f"{of['q50'][i]:.3f} ({of['q05'][i]:.3f} to {of['q95'][i]:.3f}), mean {of['mean'][i]:.3f}"
            )
        rows.append(cells)
    heads = ["year", "observed", *(f"`{name}`: median (5% to 95%), mean" for name in series["strategies"])]
    return f"{series['state'].replace('_', ' ').capitalize()} ({series['source']}):\n\n" + table(heads, rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ids", nargs="*", help="ids of cases; without any, every page that has a block")
    parser.add_argument("--worlds", type=int, default=10_000)
    arguments = parser.parse_args()
    pages = {path.stem: path for path in sorted(PAGES.glob("*.md"))}
    for case in arguments.ids or list(pages):
        if case not in pages:
            raise SystemExit(f"docs/cases/{case}.md is not there. Pages: {', '.join(pages) or 'none'}.")
        text = pages[case].read_text("utf-8")
        if f"<!-- begin case {case} -->" not in text:
            if case in arguments.ids:
                raise SystemExit(
                    f"docs/cases/{case}.md has no block: add <!-- begin case {case} --> and the end."
                )
            continue
        filled = block(case, arguments.worlds)
        text = pages[case].read_text("utf-8")  # once more: the page may have been edited during the run
        pages[case].write_text(fill(text, f"case {case}", filled), "utf-8")
        print(f"docs/cases/{case}.md")


if __name__ == "__main__":
    main()
