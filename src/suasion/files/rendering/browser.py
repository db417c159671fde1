"""Pages printed as PDF by an installed Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from suasion.errors import Problem, SuasionError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
#: Where they are installed on macOS and Windows, whose PATH does not name them.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"${ProgramFiles}\Google\Chrome\Application\chrome.exe",
    r"${ProgramFiles(x86)}\Google\Chrome\Application\chrome.exe",
    r"${LocalAppData}\Google\Chrome\Application\chrome.exe",
    r"${ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe",
    r"${ProgramFiles}\Microsoft\Edge\Application\msedge.exe",
)
SECONDS = 60


def find() -> str:
    """The browser that prints.

    Raises:
        SuasionError: None is on the PATH or where it is usually installed.
    """
    for name in (*BROWSERS, *map(os.path.expandvars, PLACES)):
        place = shutil.which(name)
        if place:
            return place
    raise SuasionError(
        Problem(
            "--pdf",
            "Printing needs Chromium, Chrome or Edge, and none of them is installed.",
            "Install one of them, or open the HTML in any browser and print it.",
        )
    )


def pdf(html: str) -> bytes:
    """A page as PDF: no network, a profile of its own that is thrown away.

    Raises:
        SuasionError: There is no browser, or it failed.
    """
    browser = find()
    with tempfile.TemporaryDirectory(prefix="suasion-", ignore_cleanup_errors=True) as place:
        page, out = Path(place) / "brief.html", Path(place) / "brief.pdf"
        page.write_bytes(html.encode("utf-8"))
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={place}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out}",
            page.as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(2, "--no-sandbox")  # as root the browser refuses to start with it
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            why = f"it ended with code {done.returncode}" if done.returncode or not out.is_file() else ""
        except subprocess.TimeoutExpired:
            why = f"it took more than {SECONDS} seconds"
        except OSError as error:
            why = error.strerror or str(error)
        if why:
            what = f"{Path(browser).name} did not print the page: {why}."
            raise SuasionError(Problem("--pdf", what, "Open the HTML in any browser and print it there."))
        return out.read_bytes()
