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
SECONDS = 60


def find() -> str:
    """The browser that prints.

    Raises:
        SuasionError: None is on the PATH.
    """
    for name in BROWSERS:
        place = shutil.which(name)
        if place:
            return place
    raise SuasionError(
        Problem(
            "--pdf",
            "No Chromium, Chrome or Edge was found, which prints the page.",
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
        except (OSError, subprocess.TimeoutExpired):
            done = None
        if done is None or done.returncode != 0 or not out.is_file():
            raise SuasionError(
                Problem(
                    "--pdf",
                    f"{Path(browser).name} did not print the page.",
                    "Open the HTML and print it there.",
                )
            )
        return out.read_bytes()
