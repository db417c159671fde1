# The answer as it was written before tables of sentences: kept as the oracle of tests/oracles/test_sentences.py.
"""Who was best for rights, in plain words; what chance cannot tell apart is never ranked."""

from __future__ import annotations

from typing import Any

from reference.lead import lead
from reference.phrases import of, strategies, strategy
from suasion.words.translator import ENGLISH, Translator

Found = dict[str, Any]
DOOMED = 0.9  # share of worlds that break down beyond which a case hardly tells strategies apart
SURE = 3.0  # standard errors


def won(found: Found, t: Translator = ENGLISH) -> str:
    """Who was best for rights, in how many worlds, and by how much."""
    table = found["strategies"]
    names = found["table"]
    if len(names) < 2:
        return t.say(
            "Only one strategy was played, {strategy}, so there is nothing to rank.",
            strategy=strategy(found, names[0], t),
        )
    shares = {name: table[name]["rights"]["win_share"] for name in names}
    if None in shares.values():
        return t.say("In no world could the strategies be ranked for rights.")
    parts = []
    if all(table[name]["collapse"]["mean"] > DOOMED for name in names):
        parts.append(
            t.say(
                "The regime breaks down in nearly all worlds whatever is done, so this case hardly tells the"
                " strategies apart."
            )
        )
    tied = together(shares, found["worlds"])
    if len(tied) > 1:
        parts.append(t.say("No strategy wins clearly."))
        low, high = (of(pick(shares[name] for name in tied), t=t) for pick in (min, max))
        named = {"years": t.number(found["years"]), "strategies": strategies(found, tied, t)}
        parts.append(
            t.say(
                "Averaged over {years} years, {strategies} were each best for rights in {share}; chance does not"
                " tell them apart.",
                **named,
                share=high,
            )
            if low == high
            else t.say(
                "Averaged over {years} years, {strategies} were each best for rights in {low} to {high}; chance"
                " does not tell them apart.",
                **named,
                low=low,
                high=high,
            )
        )
    else:
        second = lead(shares, found["worlds"])["runner_up"]
        parts.append(
            t.say(
                "Averaged over {years} years, {first} was best for rights in {share}; next came {second}, in {other}.",
                years=t.number(found["years"]),
                first=strategy(found, tied[0], t),
                share=of(shares[tied[0]], t=t),
                second=strategy(found, second, t),
                other=of(shares[second], t=t),
            )
        )
    return t.join(
        [
            *parts,
            *_last_year(found, tied, t),
            *_average(found, t),
            *_expected(found, t),
            *_gains(found, tied, t),
        ]
    )


def together(shares: dict[str, float], worlds: int) -> list[str]:
    """The strategy with the largest share, and all that chance does not tell apart from it, best first."""
    order = sorted(shares, key=lambda name: -shares[name])
    return [
        name
        for name in order
        if name == order[0] or not lead({order[0]: shares[order[0]], name: shares[name]}, worlds)["clear"]
    ]


def _last_year(found: Found, tied: list[str], t: Translator) -> list[str]:
    """Who led in the last year, where chance does not decide it."""
    final = {name: found["strategies"][name]["rights_final"]["win_share"] or 0.0 for name in found["table"]}
    last = together(final, found["worlds"])
    if len(last) > 1:
        return [t.say("In the last year no strategy led clearly.")]
    named = {"last": strategy(found, last[0], t), "share": of(final[last[0]], t=t)}
    if last == tied:
        return [t.say("In the last year {last} led as well, in {share}.", **named)]
    if len(tied) > 1:
        return [t.say("In the last year {last} led, in {share}.", **named)]
    return [t.say("In the last year {last} led instead, in {share}.", **named)]


def _average(found: Found, t: Translator) -> list[str]:
    """The highest mean, and what lies too close to it."""
    means = {name: found["strategies"][name]["rights"]["mean"] for name in found["table"]}
    highest = max(means, key=lambda name: means[name])
    near = [name for name in means if name != highest and not apart(found, "rights", highest, name)]
    if near:
        return [
            t.say(
                "The highest averages belong to {strategies}, too close to be told apart.",
                strategies=strategies(found, [highest, *near], t),
            )
        ]
    return [t.say("The highest average belongs to {highest}.", highest=strategy(found, highest, t))]


def _expected(found: Found, t: Translator) -> list[str]:
    """Who leads with chance averaged out."""
    base = found["expected"]
    if not base:
        return []
    if base["clear"]:
        return [
            t.say(
                "With most of the chance averaged out, {leader} was best in {share} of the parameters.",
                leader=strategy(found, base["leader"], t),
                share=of(base["expected_win_share"][base["leader"]], "draws", t),
            )
        ]
    return [
        t.say(
            "With most of the chance averaged out, {leader} and {follower} lie too close together to be told apart.",
            leader=strategy(found, base["leader"], t),
            follower=strategy(found, base["runner_up"], t),
        )
    ]


def _gains(found: Found, tied: list[str], t: Translator) -> list[str]:
    """How often what leads does better than the policy as it stands, in the same worlds."""
    if "baseline" in tied or "baseline" not in found["table"]:
        return []
    shares = [share for name in tied if (share := better(found, name, "baseline")) is not None]
    if len(shares) < len(tied):
        return []
    low, high = t.percent(min(shares)), t.percent(max(shares))
    named = {"strategies": strategies(found, tied, t)}
    if low == high:
        return [
            t.say(
                "Against the policy as it stands {strategies} did better in {share} of the worlds.",
                **named,
                share=low,
            )
        ]
    return [
        t.say(
            "Against the policy as it stands {strategies} did better in {low} to {high} of the worlds.",
            **named,
            low=low,
            high=high,
        )
    ]


def better(found: Found, a: str, b: str, outcome: str = "rights") -> float | None:
    """Share of worlds in which a is better than b, in the same worlds; none if not known."""
    for one in found["pairs"]:
        if one["outcome"] == outcome and {one["a"], one["b"]} == {a, b} and one["share_a_better"] is not None:
            share = float(one["share_a_better"])
            return share if one["a"] == a else 1 - share
    return None


def apart(found: Found, outcome: str, a: str, b: str) -> bool:
    """Whether two means differ by more than three standard errors of the difference in the same worlds."""
    for one in found["pairs"]:
        if one["outcome"] == outcome and {one["a"], one["b"]} == {a, b} and one["difference"] is not None:
            return bool(abs(one["difference"]) > SURE * (one["se"] or 0.0) and one["difference"])
    return False
