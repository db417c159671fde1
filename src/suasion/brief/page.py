"""The brief: one page that opens offline; text of a case never becomes markup."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from shlex import quote
from typing import TYPE_CHECKING

from suasion.brief import tables
from suasion.brief.figures.canvas import colours, letters
from suasion.brief.pictures import Draw, day_or_year, pictures, rendered
from suasion.brief.references import References
from suasion.domain.case_file import CaseFile
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.manifest import Command, Manifest
from suasion.domain.sentences import SentencesFile
from suasion.domain.strategy import Strategy
from suasion.words import interpreter
from suasion.words.markup import PageTranslator, on_page
from suasion.words.translator import ENGLISH, SOURCE, Translator

if TYPE_CHECKING:
    from markupsafe import Markup

COLUMNS = (
    "harm",
    "collapse",
    "war",
    "rights",
    "rights_final",
    "compliance",
    "partners_at_risk",
    "sender_cost",
)


def page(
    findings: ComparisonFindings,
    case: CaseFile,
    manifest: Manifest,
    draw: Draw,
    sentences: SentencesFile,
    t: Translator = ENGLISH,
    *,
    bundled: bool = True,
) -> str:
    """The page as HTML.

    Args:
        findings: The findings of a comparison.
        case: The case as it was played.
        manifest: The run's manifest; its time of writing is left out.
        draw: What makes SVG of specifications.
        sentences: The table of sentences for a comparison.
        t: The reader's language.
        bundled: Whether the case's id names a bundled one.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("suasion", "brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    u = on_page(t)
    references = References(findings.sources)
    script = environment.get_template("brief.js").render().strip()
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    shown = pictures(findings, case, t)
    svgs = {name: tuple(map(Markup, both)) for name, both in rendered(list(shown.values()), draw).items()}
    template = environment.get_template("brief.html.j2")
    context = {
        "t": u,
        "say": u.say,
        "count": u.count,
        "findings": findings,
        "case": case,
        "text": interpreter.paragraphs(sentences, findings, u),
        "nearest": [f"{one.state} {one.year}: {one.distance:.2f}" for one in findings.support.nearest],
        "strategies": _strategies(findings, case),
        "letters": letters(findings),
        "colours": colours(findings),
        "main": tables.outcomes(findings, findings.table, COLUMNS, _caption(u), u),
        "variants": tables.outcomes(
            findings, findings.variants, COLUMNS, u.say("Variants, outside the contest."), u
        ),
        "pictures": shown,
        "svgs": svgs,
        "facts": [
            (day_or_year(fact.date, fact.year, u), fact)
            for fact in sorted(case.facts, key=lambda fact: fact.order)
        ],
        "cite": references.cite,
        "keys": references.keys,
        "sources": references.listed,
        "command": command(manifest.command, bundled=bundled),
        "manifest": manifest,
        "script": Markup(script),
        "digest": digest,
    }
    page = template.render(**context, left="")  # only now is known what has no translation
    return page if t.language == SOURCE else template.render(**context, left=_left(u))


def _left(u: PageTranslator) -> Markup:
    """What the page leaves in another language than the reader's, and how much of it."""
    sentences, titles = len(u.untranslated.sentences), len(u.untranslated.titles)
    parts = []
    if sentences:
        parts.append(
            u.count(
                "{n} sentence or label of this page has no translation yet and stands in English.",
                "{n} sentences or labels of this page have no translation yet and stand in English.",
                sentences,
            )
        )
    if titles:
        parts.append(
            u.count(
                "{n} title or description of Suasion's own has no translation yet and stands in English.",
                "{n} titles or descriptions of Suasion's own have no translation yet and stand in English.",
                titles,
            )
        )
    parts.append(
        u.say(
            "What the author of the case wrote (its title, question, facts and names) and the titles of sources stand in"
            " their own language."
        )
    )
    return u.join(parts)


def _caption(u: PageTranslator) -> str:
    return u.say(
        "Mean of the worlds, and under it the range of nine worlds in ten (for breakdown and war: the numerical"
        " error). Harm in years of full subsistence lost; breakdown and war in shares of worlds; the rest out of 100."
    )


def _strategies(findings: ComparisonFindings, case: CaseFile) -> list[tuple[str, str]]:
    """Id and description of every strategy that was played."""
    says = {"baseline": case.baseline.says}
    says |= {one.id: one.says for one in case.strategies if isinstance(one, Strategy)}
    return [(name, says.get(name, "")) for name in [*findings.table, *findings.variants]]


def command(asked: Command, *, bundled: bool = True) -> str:
    """The command that makes the same run, quoted for a shell.

    Args:
        asked: The manifest's ``command``.
        bundled: Whether the case's id names a bundled one; else the copy in the run folder is named.
    """
    parts = ["suasion", "compare", quote(asked.case) if bundled else "DIR/case.toml"]
    parts += [f"--worlds {asked.worlds}", f"--seed {asked.seed}"]
    parts += [] if asked.years is None else [f"--years {asked.years}"]
    parts += [] if asked.actor is None else [f"--actor {quote(asked.actor)}"]
    if asked.strategies:
        parts.append(f"--strategies {quote(','.join(asked.strategies))}")
    parts += [] if asked.paths else ["--no-paths"]
    return " ".join(parts)
