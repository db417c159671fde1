"""The brief of a run: made from its folder alone, never by playing it again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from suasion.decide.facts import facts
from suasion.domain.case_file import CaseFile
from suasion.domain.findings.comparison import ComparisonFindings
from suasion.domain.manifest import Manifest
from suasion.errors import Problem, SuasionError, argument
from suasion.files import disk
from suasion.files.inputs import toml
from suasion.files.library import content
from suasion.files.rendering import browser
from suasion.files.rendering.drawing import Renderers
from suasion.files.runs import folders, manifest, results
from suasion.lab.rendering import renderers
from suasion.lab.speaking import sentences, translator
from suasion.words.translator import ENGLISH, Translator

if TYPE_CHECKING:
    from suasion.brief.figures import Figure
    from suasion.brief.pictures import Picture

CASE = "case.toml"
MARK = b'<meta name="generator" content="Suasion">'  # by which a brief is known again


def brief(
    run: Path,
    *,
    html: Path | None = None,
    pdf: Path | None = None,
    figures: Path | None = None,
    format: str = "svg",
    lang: str = "en",
    force: bool = False,
) -> list[Path]:
    """Writes the brief of a run as a page, as PDF or as single pictures.

    Args:
        run: A run folder.
        html: Where to write the page; ``brief.html`` in the run folder where nothing else is asked for.
        pdf: Where to write it as PDF, printed by an installed Chromium, Chrome or Edge.
        figures: A folder to write every figure to.
        format: Of the figures: ``svg`` or ``png``.
        lang: The reader's language: ``en`` or ``ko``.
        force: Whether to replace what is there; a page that Suasion wrote is replaced without it.

    Returns:
        What was written.

    Raises:
        SuasionError: This is no run folder, it is damaged, partial or of a newer Suasion; the language or
            the format is not known; or something cannot be written.
    """
    if html is None and pdf is None and figures is None:
        html = run / ("brief.html" if lang == "en" else f"brief.{lang}.html")
    t = translator(lang)
    if format not in ("svg", "png"):
        raise SuasionError(Problem(argument("format", format), "A figure is svg or png."))
    manifest.read(run)
    with renderers() as running:
        findings, case, made = read(run)
        pictures = _pictures(findings, case, figures, format, t) if figures is not None else {}
        own = html is not None and disk.bears(html, MARK)
        _refuse(html, pdf, figures, list(pictures), force, own=own)
        written: list[Path] = []
        if html is not None or pdf is not None:
            text = _page(findings, case, made, running, t)
            printed = browser.pdf(text) if pdf is not None else b""
            if html is not None:
                disk.write_file(html, text, force=force or own)
                written.append(html)
            if pdf is not None:
                disk.write_bytes(pdf, printed, force=force)
                written.append(pdf)
        if figures is not None:
            written += _figures(figures, pictures, format, force)
    return written


def _refuse(
    html: Path | None,
    pdf: Path | None,
    figures: Path | None,
    files: list[Path],
    force: bool,
    *,
    own: bool,
) -> None:
    """Refuses targets that could not be written, before anything is drawn; ``own``: the page is Suasion's own.

    Raises:
        SuasionError: With every problem of the targets.
    """
    problems = _refused(html, force or own) if html is not None else []
    problems += _refused(pdf, force) if pdf is not None else []
    if figures is not None and disk.exists(figures) and not figures.is_dir():
        problems.append(Problem(str(figures), "This is a file, not a folder.", "Name a folder."))
    elif figures is not None and figures.is_dir():
        problems += [problem for file in files for problem in _refused(file, force)]
    if html is not None and pdf is not None and html.resolve() == pdf.resolve():
        problems.append(Problem(str(pdf), "The page and the PDF have the same name.", "Rename one."))
    if pdf is not None:
        try:
            browser.find()
        except SuasionError as error:
            problems += error.problems
    if problems:
        raise SuasionError(problems)


def read(run: Path) -> tuple[ComparisonFindings, CaseFile, Manifest]:
    """Results, case and manifest of a run folder.

    Raises:
        SuasionError: They are missing, damaged, do not belong together, or a newer Suasion wrote them.
    """
    was = manifest.read(run)
    findings = results.read(run, facts)
    path = run / CASE
    if not path.is_file():
        raise SuasionError(Problem(str(run), f"The run is not whole: it has no {CASE}.", results.AGAIN))
    if folders.file_hash(path) != was.inputs.case:
        what = "This is not the case that was played: its hash is not the manifest's."
        raise SuasionError(Problem(str(path), what, results.AGAIN))
    case = content.parse(CaseFile, toml.read(path), str(path))
    command = was.command
    if not (findings.case == case.id == command.case) or (findings.seed, findings.worlds) != (
        command.seed,
        command.worlds,
    ):
        what = f"The {results.NAME} belongs to another run: case, seed or worlds differ."
        raise SuasionError(Problem(str(run), what, results.AGAIN))
    return findings, case, was


def page_of(findings: ComparisonFindings, case: str, made: Manifest, running: Renderers) -> str:
    """The page of a run that is not written yet.

    Args:
        findings: The findings.
        case: The text of ``case.toml``.
        made: The manifest.
        running: What draws.
    """
    return _page(findings, content.parse(CaseFile, tomllib.loads(case), CASE), made, running, ENGLISH)


def _page(
    findings: ComparisonFindings, case: CaseFile, made: Manifest, running: Renderers, t: Translator
) -> str:
    from suasion.brief.page import page

    texts = sentences("comparison")
    bundled = case.id in content.case_names()
    return page(findings, case, made, running.svgs, texts, t, bundled=bundled)


def _refused(file: Path, force: bool) -> list[Problem]:
    try:
        disk.check_file(file, force=force)
    except SuasionError as error:
        return list(error.problems)
    return []


def _pictures(
    findings: ComparisonFindings, case: CaseFile, folder: Path, format: str, t: Translator
) -> dict[Path, Picture]:
    """Every picture of a run with the file that it is to be written to."""
    from suasion.brief.pictures import pictures

    return {folder / f"{name}.{format}": one for name, one in pictures(findings, case, t).items()}


def _figures(folder: Path, pictures: dict[Path, Picture], format: str, force: bool) -> list[Path]:
    """Draws the pictures and writes them: a new folder whole or not at all, else file by file."""
    from suasion.brief.figures.canvas import WIDE

    images = {path: _image(one.draw(WIDE), format) for path, one in pictures.items()}
    if folder.is_dir():
        for path, content in images.items():
            disk.write_bytes(path, content, force=force)
    else:
        disk.write_folder(folder, {path.name: content for path, content in images.items()})
    return list(images)


def _image(figure: Figure, format: str) -> bytes:
    return figure.png() if format == "png" else figure.svg().encode("utf-8")
