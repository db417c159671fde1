"""The letters of the model: every symbol with its meaning, unit and range.

The documentation's symbol table is printed from here, and the tests draw values from the ranges.
Parameters carry their own meaning and range in the mechanism that declares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["state", "instrument", "target", "derived", "chance"]

DOMAINS = ("physical_integrity", "civil_liberties", "group_rights")


@dataclass(frozen=True)
class Symbol:
    """One letter: ``letter`` is how equations write it, ``id`` how files and tables name it."""

    letter: str
    id: str
    role: Role
    meaning: str
    low: float = 0.0
    high: float = 1.0
    unit: str = "share"
    proxy: str = ""


def _state(letter: str, id: str, meaning: str, proxy: str, **more: float | str) -> Symbol:
    return Symbol(letter, id, "state", meaning, proxy=proxy, **more)  # type: ignore[arg-type]


STATES = (
    _state("r_P", "physical_integrity", "protection of physical integrity", "v2x_clphy, LHRS"),
    _state(
        "r_C", "civil_liberties", "protection of civil liberties", "v2x_clpol, v2x_clpriv, v2x_freexp_altinf"
    ),
    _state("r_G", "group_rights", "equality and the rights of groups", "v2x_gencl"),
    _state(
        "S", "subsistence", "food, health and shelter", "infant mortality, undernourishment, kilocalories"
    ),
    _state("L", "linkage", "links to senders: trade, people, organisations", "KOF sub-indices, COW trade"),
    _state("B", "patron", "the patron's share of outside support", "ATOP, ideal points, trade shares"),
    _state("A", "civil_society", "organised civil society", "v2xcs_ccsi"),
    _state("I", "information", "permeability to information, both ways", "KOF informational globalisation"),
    _state("H", "access", "humanitarian access", ""),
    _state("N", "norms", "commitment to the norms it has signed", ""),
    _state("K", "capacity", "capacity of the state to carry out what it decides", "v2clrspct"),
    _state("Q", "clarity", "clarity of what is owed", ""),
    _state("T", "threat", "threat that the regime perceives", "rivalries, disputes"),
    _state("Z", "credibility", "credibility of the senders' threats and promises", "TIES, GSDB histories"),
    _state("Omega", "concern", "public concern in the sender states", "Amnesty, General Assembly counts"),
    _state(
        "Y",
        "resources",
        "the regime's resources, log, 0 at the start",
        "growth",
        low=-3.0,
        high=3.0,
        unit="log",
    ),
    _state("alive", "alive", "1 while the regime of the start still rules", "GWF, REIGN", unit="0 or 1"),
)

INSTRUMENTS = (
    Symbol("s_t", "trade_sanctions", "instrument", "trade sanctions"),
    Symbol("s_f", "financial_sanctions", "instrument", "financial sanctions"),
    Symbol("s_x", "targeted_sanctions", "instrument", "sanctions on persons and firms"),
    Symbol("iso", "isolation", "instrument", "diplomatic and travel isolation"),
    Symbol("sh", "shaming", "instrument", "public shaming: resolutions, reports"),
    Symbol("rho", "regime_change_aim", "instrument", "declared aim of regime change"),
    Symbol("ell", "issue_linkage", "instrument", "rights linked to another issue"),
    Symbol("kappa", "conditionality", "instrument", "share of pressure and gains tied to rights"),
    Symbol("a", "assurance", "instrument", "security assurance"),
    Symbol("e", "trade_investment", "instrument", "trade and investment"),
    Symbol("k", "assistance", "instrument", "technical and financial assistance"),
    Symbol("h", "humanitarian_aid", "instrument", "humanitarian aid"),
    Symbol("x", "exchanges", "instrument", "exchanges of people, science and culture"),
    Symbol("q", "clarification", "instrument", "clarification of duties, settlement of disputes"),
    Symbol("f", "follow_up", "instrument", "follow-up conference"),
    Symbol("m", "monitoring", "instrument", "monitoring and documentation"),
    Symbol("n", "network_support", "instrument", "support to advocacy networks"),
    Symbol("br", "broadcasts", "instrument", "broadcasts and information sent in"),
    Symbol("ref", "refuge", "instrument", "refuge for those who escape: asylum, testimony"),
    Symbol("sy", "symbolic_campaign", "instrument", "symbolic campaigns abroad"),
    Symbol("p", "patron_leverage", "instrument", "leverage on the patron"),
)

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
    Symbol("blow", "shock_blow", "chance", "pull of this year's shocks", unit="per year"),
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
    Symbol("outlay", "outlay_given", "derived", "mean of the assistance and the aid that are given"),
)

SYMBOLS = STATES + INSTRUMENTS + OTHERS
BY_LETTER = {symbol.letter: symbol for symbol in SYMBOLS}
STOCKS = tuple(symbol.id for symbol in STATES[3:15])
STATE_IDS = tuple(symbol.id for symbol in STATES)
#: States that paths keep year by year, so that a replay can set them beside what was observed.
OBSERVABLE = (
    "physical_integrity",
    "civil_liberties",
    "group_rights",
    "subsistence",
    "linkage",
    "civil_society",
    "threat",
)
INSTRUMENT_IDS = tuple(symbol.id for symbol in INSTRUMENTS)


@dataclass(frozen=True)
class Outcome:
    """What a strategy is judged by.

    Attributes:
        better: ``more`` or ``less``.
        constraint: Whether it is shown before rights, as what must never be traded away silently.
    """

    id: str
    title: str
    formula: str
    better: Literal["more", "less"]
    unit: str
    window: str


OUTCOMES = (
    Outcome(
        "harm",
        "harm",
        "sum over years of 1 - S, and the dead of a war in the same unit",
        "less",
        "subsistence-years",
        "horizon",
    ),
    Outcome("collapse", "collapse", "1 if the regime breaks down", "less", "share of worlds", "horizon"),
    Outcome("war", "war", "1 if war breaks out", "less", "share of worlds", "horizon"),
    Outcome(
        "rights",
        "rights",
        "mean over years and domains (the case's weights) of r",
        "more",
        "share",
        "horizon",
    ),
    Outcome(
        "rights_final",
        "rights, last year",
        "mean over domains of r in the last year",
        "more",
        "share",
        "last year",
    ),
    Outcome("physical_integrity", "physical integrity", "mean over years of r_P", "more", "share", "horizon"),
    Outcome("civil_liberties", "civil liberties", "mean over years of r_C", "more", "share", "horizon"),
    Outcome("group_rights", "group rights", "mean over years of r_G", "more", "share", "horizon"),
    Outcome("subsistence", "subsistence", "mean over years of S", "more", "share", "horizon"),
    Outcome(
        "compliance",
        "compliance",
        "share of the distance from the unratified twin to the treaty's level that "
        "is covered: sum w clip(r - r0, 0, d) / sum w d, d = max(level - r0, 0); missing where the mean of w d "
        "is under .01",
        "more",
        "share",
        "horizon",
    ),
    Outcome(
        "apparent_compliance", "apparent compliance", "mean of min(r / level, 1)", "more", "share", "horizon"
    ),
    Outcome(
        "acceptable",
        "acceptable years",
        "share of years with rights at or above the case's threshold",
        "more",
        "share of years",
        "horizon",
    ),
    Outcome(
        "partners_at_risk",
        "partners at risk",
        "mean over years of A (1 - r_P) (n + x)",
        "less",
        "share",
        "horizon",
    ),
    Outcome(
        "sender_cost",
        "sender cost",
        "mean over years of the political cost of pressure and the outlay of aid",
        "less",
        "share",
        "horizon",
    ),
    Outcome(
        "durability",
        "durability",
        "share of the peak gain in rights over the start that is left after 5 more "
        "years of baseline, within 0 and 1; missing where the peak gain is under .01",
        "more",
        "share",
        "horizon + 5",
    ),
)
OUTCOME_IDS = tuple(outcome.id for outcome in OUTCOMES)
