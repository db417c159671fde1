"""A letter of the model with its meaning, unit and range, and the letters that are neither state nor instrument.

Parameters carry their own meaning and range in the mechanism that declares them; instruments carry their letter in
their file of the library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["state", "instrument", "target", "derived", "chance"]


@dataclass(frozen=True)
class Symbol:
    """One letter of the model.

    Attributes:
        letter: How equations write it.
        id: How files and tables name it.
        role: What kind of quantity it is.
        meaning: What it stands for.
        low: Lower end of the range that tests draw from.
        high: Upper end of that range.
        unit: Its unit; "1" where it has none.
        proxy: Public data that stand for it, if any.
    """

    letter: str
    id: str
    role: Role
    meaning: str
    low: float = 0.0
    high: float = 1.0
    unit: str = "share"
    proxy: str = ""


OTHERS = (
    Symbol("control", "control", "target", "surveillance and informants"),
    Symbol("pi_0", "detection", "target", "chance that an abuse is detected before anyone monitors"),
    Symbol("M", "treaties", "target", "share of the treaty law of a domain that the target has ratified"),
    Symbol("M_bar", "treaties_mean", "target", "mean of M over the domains"),
    Symbol("demand", "issue_demand", "target", "depth demanded on the linked issue", high=3.0, unit="depth"),
    Symbol(
        "beta_o",
        "issue_benefit",
        "target",
        "benefit of the linked issue",
        low=0.2,
        high=2.0,
        unit="per depth",
    ),
    Symbol("delta", "issue_patience", "target", "patience on the linked issue", low=0.3, high=0.99),
    Symbol(
        "tau", "sender_turnover", "target", "yearly chance that the sender's government leaves the policy"
    ),
    Symbol("r_C_P", "r_j", "derived", "protection in one domain"),
    Symbol("e_c", "open_trade", "derived", "trade and investment that sanctions leave open"),
    Symbol("a_c", "credible_assurance", "derived", "the assurance, as far as pressure lets it be believed"),
    Symbol("B_eff", "patron_effective", "derived", "the patron's share, less the leverage on it"),
    Symbol("xi", "exposure", "derived", "exposure to the senders' pressure"),
    Symbol("bite", "bite", "derived", "share of the regime's income that sanctions reach"),
    Symbol("hit", "population_hit", "derived", "share of the population's income that sanctions reach"),
    Symbol("gain", "gain", "derived", "gain from what is given"),
    Symbol("pi", "detected", "derived", "chance that an abuse is detected"),
    Symbol("Z_c", "credibility_discounted", "derived", "credibility, discounted by a regime-change aim"),
    Symbol("R_raw", "shame_raw", "derived", "shame before backlash", low=-1.0, high=3.0, unit="1"),
    Symbol("d_max", "deepest", "derived", "deepest agreement that can be kept on the linked issue", high=2.0),
    Symbol(
        "lnE", "log_execution", "derived", "log of the share of decisions carried out", low=-4.6, high=0.0
    ),
    Symbol("E", "execution", "derived", "share of decisions to loosen that are carried out", low=0.01),
    Symbol("v", "incentive", "derived", "incentive to loosen", low=-4.0, high=4.0, unit="logit"),
    Symbol("v_0", "incentive_start", "derived", "incentive at the start", low=-4.0, high=4.0, unit="logit"),
    Symbol("hold", "hold_weight", "derived", "weight of holding on, exp(eta)", high=200.0, unit="1"),
    Symbol("m_plus", "mean_up", "derived", "mean step up", low=0.001),
    Symbol("m_minus", "mean_down", "derived", "mean step down", low=0.001),
    Symbol("mu", "step_ratio", "derived", "mean step down over mean step up", low=0.01, high=20.0, unit="1"),
    Symbol("z", "no_change", "target", "share of years without change", low=0.05, high=0.99),
    Symbol(
        "z_used",
        "no_change_used",
        "derived",
        "share of years without change that the start allows",
        high=0.99,
    ),
    Symbol("p_minus", "chance_tighten", "derived", "chance to tighten"),
    Symbol(
        "opening", "opening_expected", "derived", "mean over domains of the chance to loosen and carry it out"
    ),
    Symbol(
        "up",
        "pull_up",
        "derived",
        "pull up on a stock, less the pull at the start",
        high=2.0,
        unit="per year",
    ),
    Symbol(
        "down",
        "pull_down",
        "derived",
        "pull down on a stock, less the pull at the start",
        high=2.0,
        unit="per year",
    ),
    Symbol("g", "pull", "derived", "sum of both pulls", low=0.001, high=4.0, unit="per year"),
    Symbol("stock", "stock", "derived", "a stock at the start of the year"),
    Symbol("stock_0", "stock_start", "derived", "the same stock at the start of the case"),
    Symbol("reversion", "reversion", "derived", "share of the distance to the start made up in a year"),
    Symbol("threatened", "threatened", "derived", "pressure announced beyond the baseline"),
    Symbol("promised", "promised", "derived", "offers announced beyond the baseline"),
    Symbol("anticipated", "anticipated", "derived", "credible pressure that the target sees coming"),
    Symbol("cost", "cost", "derived", "political cost to the senders of the pressure", high=2.0),
    Symbol("q_d", "delivered", "derived", "chance that announced pressure is carried out"),
    Symbol("q_a", "accepted", "derived", "chance that offers are accepted"),
    Symbol(
        "office", "in_office", "chance", "1 while the sender's government backs the policy", unit="0 or 1"
    ),
    Symbol("refusal", "refusal", "chance", "how far a shut border makes the target refuse offers"),
    Symbol("shock", "shock_effect", "chance", "pull of this year's shocks", unit="per year"),
    Symbol(
        "index",
        "index",
        "derived",
        "log hazard before the start's value is taken off",
        low=-3.0,
        high=3.0,
        unit="log",
    ),
    Symbol("index_0", "index_start", "derived", "the same at the start", low=-3.0, high=3.0, unit="log"),
    Symbol("net", "net_linkage", "derived", "linkage less the population hit", low=-1.0),
    Symbol("net_0", "net_linkage_start", "derived", "the same at the start", low=-1.0),
)
