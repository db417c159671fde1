"""Findings of the depth game, of support and of threats drawn at random, edges included."""

from __future__ import annotations

import random
from dataclasses import replace

from suasion.domain.depth import DepthInputs
from suasion.domain.findings.depth import DeepestTreaty, DepthOfCase, ShareHonoured, TiedDepth, TreatyDepth
from suasion.domain.findings.threats import (
    Coefficient,
    EffectEnd,
    EffectStep,
    RowEquilibria,
    ThreatEffect,
    ThreatFitFindings,
)
from suasion.lab.cases import load_case
from suasion.lab.supporting import Support, shipped


def numbers(seed: int) -> DepthInputs:
    """Numbers of the depth game, edges included: nothing kept, several parties, nothing asked."""
    r = random.Random(seed)
    parties = r.choice((1, 1, 2, 4))

    def several(draw) -> tuple[float, ...]:
        return tuple(draw() for _ in range(r.choice((1, parties))))

    asked = r.choice((None, 0.0, 0.5, r.random(), 3.7))
    accession = r.choice((None, 0.0, r.random())) if asked and asked <= 1 else None
    demand = r.choice((None, 0.0, 0.2, r.random(), 5.0))
    return DepthInputs(
        benefit=several(lambda: r.choice((0.0, 1.0, 1500.25, 3 * r.random()))),
        patience=several(lambda: r.choice((0.0, 0.9, r.random()))),
        detection=several(lambda: r.choice((0.0, 1.0, r.random()))),
        periods=r.choice((None, 1, 2, 10)),
        asked=asked,
        demand=demand,
        issue_benefit=r.choice((1.0, 2 * r.random())) if demand is not None else 1.0,
        accession=accession,
        punishment=r.choice((0.0, r.random())) if accession is not None else 0.0,
    )


def of_case(seed: int) -> DepthOfCase:
    """The depth game of a case; out of reach and without treaties now and then."""
    r = random.Random(seed)

    def span():
        return tuple(r.choice((None, 0.25, r.random(), 2.5)) for _ in range(3))

    readings = ["no extra monitoring", "policy in force", "every breach seen"]
    treaties = {
        name: TreatyDepth(
            asked=(0.1, r.random(), 1.2),
            benefit=span(),
            detection=span(),
            patience=span(),
            honoured={reading: r.choice((0.0, 0.005, 0.125, 1.0, r.random())) for reading in readings},
        )
        for name in r.sample(("cedaw", "crc", "iccpr"), r.randint(0, 3))
    }
    linked = tuple(
        TiedDepth(reading=reading, demand=demand, honoured=0.5, depth=span(), every_treaty=r.random())
        for reading in readings
        for demand in ("as drawn", "half of that")
        if treaties
    )
    name = max(treaties, key=lambda one: treaties[one].asked[1] or 0.0, default=None)
    deepest = None
    if name is not None:
        one = treaties[name]
        deepest = DeepestTreaty(
            treaty=name,
            asked=one.asked[1],
            benefit=one.benefit[1],
            detection=one.detection[1],
            patience=one.patience[1],
            honoured=tuple(ShareHonoured(reading=key, share=value) for key, value in one.honoured.items()),
        )
    return DepthOfCase(
        case="a-case",
        title="A case",
        target="North Korea",
        issue="trade",
        worlds=100,
        seed=0,
        periods=r.choice((None, 1, 5)),
        reading="policy in force",
        patience=span(),
        benefit=span(),
        demand=span(),
        seen={reading: span() for reading in readings},
        treaties=treaties,
        linked=linked,
        deepest=deepest,
        worst=min(linked, key=lambda row: row.every_treaty, default=None),
        best=max(linked, key=lambda row: row.every_treaty, default=None),
    )


def supports() -> list[Support]:
    """Cases against the record, and the same without what is rare, never seen or near."""
    made = []
    for name in ("north-korea", "czechoslovakia-1975", "myanmar-1990"):
        found = shipped(load_case(name))
        for never, rare in (
            ((), ()),
            (("linkage",), ()),
            (("information", "linkage"), ("civil_society",)),
            ((), ("threat", "capacity")),
        ):
            for share in (0.5, 0.985, 0.9899, 0.99, 1.0):
                for nearest in (found.findings.nearest, ()):
                    update = {"never": never, "rare": rare, "beyond": (*never, *rare), "share_nearer": share}
                    update |= {"nearest": nearest, "outside": share > 0.95}
                    made.append(replace(found, findings=found.findings.model_copy(update=update)))
    return made


def fit(seed: int) -> ThreatFitFindings:
    """An estimate of threats with every combination of what a row may have."""
    r = random.Random(seed)
    method = r.choice(("pl", "npl", "cmle"))
    names = {
        "pl": "pseudo-likelihood",
        "npl": "nested pseudo-likelihood",
        "cmle": "constrained maximum likelihood",
    }
    one = {"se": 1.0, "low": -1.0, "high": 1.0}
    table = tuple(
        Coefficient(payoff="V_A", covariate=f"x{i}", estimate=z, z=r.choice((None, z)), **one)
        for i, z in enumerate(r.sample((-3.0, -1.0, 0.0, 1.95, 1.97, 12.0), r.randint(1, 4)))
    )
    chance = {"p_resist": 0.5, "p_challenge": 0.5, "p_fight": 0.5, "lowest": 0.1, "highest": 0.9}
    quiet = r.random() < 0.5
    rows = tuple(
        RowEquilibria(
            residual=None if quiet else r.choice((None, 1e-16, 3.4e-9)),
            count=1 if r.random() < 0.7 else 3,
            free=r.random() < 0.2,
            **chance,
        )
        for _ in range(r.randint(1, 4))
    )
    residuals = [row.residual for row in rows if row.residual is not None]
    return ThreatFitFindings(
        method=method,
        method_name=names[method],
        errors=r.choice(("rows", "crises")),
        converged=r.random() < 0.7,
        steps=r.choice((1, 12_345)),
        rows=r.choice((5, 2_000)),
        crises=r.choice((10.0, 12_345.5)),
        threats=r.choice((3.0, 1_234.5)),
        selected=r.random() < 0.5,
        first=r.choice(("estimated", "given")),
        log_likelihood=None if method == "pl" and r.random() < 0.5 else -1000 * r.random(),
        pseudo_log_likelihood=-1e5 * r.random(),
        pooled=-2e5 * r.random(),
        table=table,
        covariance=((1.0,),),
        equilibria=rows,
        several=sum(row.count > 1 for row in rows),
        free=sum(row.free for row in rows),
        residual=max(residuals, default=None),
        sure=tuple(one for one in table if one.z is not None and abs(one.z) > 1.959964),
    )


def moved(seed: int) -> ThreatEffect:
    """How threats move with a payoff: every shape, ends that are sure and unsure, rows with several equilibria."""
    r = random.Random(seed)
    several = r.choice((0, 0, 0, 3, 1_500))
    steps = tuple(
        EffectStep(
            change=change,
            level=0.0,
            threats=None if several else 0.1,
            fewest=r.random() / 10,
            most=0.1 + r.random() / 10,
            several=several,
            low=0.0,
            high=1.0,
            ratio=None if several else r.choice((1.0, 1.234, 12.5, 345.6, 98765.0)),
            ratio_low=None if several else r.choice((0.0, 0.0456, 0.99, 1.0, 1.1)),
            ratio_high=None if several else 1e5 * r.random(),
        )
        for change in (-2.0, -0.5, 0.0, 1.25)
    )
    least = None if several else r.choice((-2.0, 0.0, 1.25))
    ends = tuple(
        EffectEnd(end=end, **step.model_dump(include={"change", "ratio", "ratio_low", "ratio_high"}))
        for end, step in (("lowest", steps[0]), ("highest", steps[-1]))
        if step.change != least and step.ratio is not None
    )
    return ThreatEffect(
        payoff="a",
        shape=r.choice(("U", "rising", "falling", "undecided")),
        least=least,
        table=steps,
        several=several,
        fewest=min(step.fewest for step in steps),
        most=max(step.most for step in steps),
        ends=ends,
        unsure=tuple(one.end for one in ends if one.ratio_low <= 1 < one.ratio),
    )
