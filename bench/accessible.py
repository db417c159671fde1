"""Opens a brief in headless Chromium with axe-core and prints what it finds; exit code 1 where it finds anything.

    python bench/accessible.py BRIEF.html AXE.min.js

axe-core is the npm package of that name; the file is its ``axe.min.js``. Light and dark, phone and desktop.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from suasion.files.rendering import browser

RUN = """<script>
axe.run(document, {resultTypes: ["violations"]}).then(function (found) {
  var out = document.createElement("pre");
  out.id = "axe-found";
  out.textContent = JSON.stringify(found.violations.map(function (one) {
    return {id: one.id, impact: one.impact, help: one.help, nodes: one.nodes.map(function (node) {
      return node.target.join(" ") + " · " + node.failureSummary;
    })};
  }));
  document.body.appendChild(out);
});
</script>"""


def found(page: Path, axe: Path, *, width: int, dark: bool) -> list[dict[str, object]]:
    """Violations on a page at one width, in light or dark."""
    text = page.read_text("utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)  # axe is a script of its own
    text = text.replace("</body>", f"<script>{axe.read_text('utf-8')}</script>{RUN}</body>")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        tested = Path(place) / "page.html"
        tested.write_text(text, "utf-8")
        command = [browser.find(), "--headless", "--disable-gpu", f"--user-data-dir={place}/profile"]
        command += [f"--window-size={width},900", "--virtual-time-budget=30000", "--dump-dom"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        if dark:
            command.append("--blink-settings=preferredColorScheme=0")
        done = subprocess.run([*command, tested.as_uri()], capture_output=True, timeout=180, check=True)
    match = re.search(r'<pre id="axe-found">(.*?)</pre>', done.stdout.decode("utf-8"), re.S)
    if match is None:
        raise SystemExit("axe did not finish")
    import html

    return list(json.loads(html.unescape(match[1])))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("brief", type=Path)
    parser.add_argument("axe", type=Path)
    given = parser.parse_args()
    count = 0
    for width in (360, 1280):
        for dark in (False, True):
            violations = found(given.brief, given.axe, width=width, dark=dark)
            count += len(violations)
            print(f"{width} px, {'dark' if dark else 'light'}: {len(violations)} findings")
            for one in violations:
                print(f"  {one['id']} ({one['impact']}): {one['help']}")
                for node in list(one["nodes"])[:3]:  # type: ignore[call-overload]
                    print(f"    {node}"[:400])
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
