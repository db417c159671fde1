"""The instruments' letters."""

from __future__ import annotations

from suasion.notation.symbols import Symbol

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
INSTRUMENT_IDS = tuple(symbol.id for symbol in INSTRUMENTS)
