"""Run the quick tests on other days, in other places and in other orders: `python packaging/checks/any_day.py`.

Wants Debian's `faketime` and `locales`. Each circumstance is one run of tests/unit: a set clock, a time zone, a
locale, or a random order with other random examples. Prints the command of each, and what failed. Names given as
arguments choose among the circumstances; `--list` shows them.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from system_parts import Stop, demand, missing  # noqa: E402

CLOCKS = {
    "new-year": ("2026-12-31 23:59:50", "UTC"),
    "summer-time": ("2027-03-28 01:59:50", "Europe/Berlin"),
    "leap-day": ("2028-02-29 12:00:00", "UTC"),
    "after-2038": ("2038-02-01 12:00:00", "UTC"),
}
ZONES = ("Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")
LOCALES = ("C", "de_DE.UTF-8", "hi_IN.UTF-8")
ORDERS = 10
TESTS = ("pytest", "tests/unit", "-q", "-n", "2", "--dist", "worksteal")


def circumstances(locales: Path) -> dict[str, list[str]]:
    """Return by name what stands before the tests' command; `locales` holds the compiled locales."""
    found = {zone: ["env", f"TZ={zone}"] for zone in ZONES}
    for name, (moment, zone) in CLOCKS.items():
        # the monotonic clock stays as it is: a set wall clock must move nothing that waits
        still = ["DONT_FAKE_MONOTONIC=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"]
        found[name] = ["env", f"TZ={zone}", *still, "faketime", "-f", f"@{moment}"]
    for locale in LOCALES:
        found[locale] = ["env", f"LC_ALL={locale}", f"LANG={locale}", f"LOCPATH={locales}"]
    orders = (f"PYTEST_ADDOPTS=-p randomly --randomly-seed={seed}" for seed in range(1, ORDERS + 1))
    random = ["env", "RETROTIMER_TEST_PROFILE=random"]
    return found | {f"order-{seed}": [*random, order] for seed, order in enumerate(orders, 1)}


def main() -> int:
    """Run what was asked for; 0 if all passed, 3 if this machine lacks something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="circumstances to try; all if none is named")
    parser.add_argument("--list", action="store_true", help="print the names of the circumstances")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rt-locales-") as folder:
        known = circumstances(Path(folder))
        unknown = set(options.names) - known.keys()
        if options.list or unknown:
            print("\n".join(known))
            return 2 if unknown else 0
        try:
            demand({"": missing({"faketime": "faketime", "locales": "/usr/share/i18n/locales/hi_IN"})})
        except Stop as stop:
            print(stop, file=sys.stderr)
            return stop.status
        for locale in LOCALES[1:]:
            source, _, charmap = locale.partition(".")
            command = ["localedef", "--no-warnings=ascii", "-i", source, "-f", charmap, f"{folder}/{locale}"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        failed = 0
        for name in options.names or known:  # each, also after one has failed
            command = [*known[name], sys.executable, "-m", *TESTS]
            print(f"\n== {name}: {shlex.join(command)}", flush=True)
            env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
            failed += bool(subprocess.run(command, cwd=ROOT, env=env, check=False).returncode)
        return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
