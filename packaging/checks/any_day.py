"""Run the quick tests on other days, in other places and in other orders: `python packaging/checks/any_day.py`.

Wants Debian's `faketime` and `locales`. Each circumstance is one run of tests/unit: a set clock, a time zone, a
locale, or one of ten random orders with other random examples. Prints a line for each; what fails is shown with the
command that repeats it. Names given as arguments choose among the circumstances; `--list` shows them.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from system_parts import advice, missing  # noqa: E402

NEEDS = {"faketime": "faketime", "locales": "/usr/share/i18n/locales/hi_IN"}
CLOCKS = {
    "new-year": ("2026-12-31 23:59:50", "UTC"),
    "summer-time": ("2027-03-28 01:59:50", "Europe/Berlin"),
    "leap-day": ("2028-02-29 12:00:00", "UTC"),
    "after-2038": ("2038-02-01 12:00:00", "UTC"),
}
ZONES = ("Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")
LOCALES = ("C", "de_DE.UTF-8", "hi_IN.UTF-8")
ORDERS = 10
Circumstance = tuple[list[str], dict[str, str], list[str]]
"""What stands before the command, what is set for it, and what pytest is told."""


def circumstances(locales: Path) -> dict[str, Circumstance]:
    """Return every circumstance by name; `locales` is the folder that holds the compiled locales."""
    found: dict[str, Circumstance] = {}
    for name, (moment, zone) in CLOCKS.items():
        # the monotonic clock stays as it is: a set wall clock must move nothing that waits
        found[name] = (
            ["faketime", "-f", f"@{moment}"],
            {"TZ": zone, "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
            [],
        )
    for zone in ZONES:
        found[zone] = ([], {"TZ": zone}, [])
    for locale in LOCALES:
        found[locale] = ([], {"LC_ALL": locale, "LANG": locale, "LOCPATH": str(locales)}, [])
    for seed in range(1, ORDERS + 1):
        found[f"order-{seed}"] = (
            [],
            {"RETROTIMER_TEST_PROFILE": "random"},
            ["-p", "randomly", f"--randomly-seed={seed}"],
        )
    return found


def compile_locales(folder: Path) -> None:
    """Compile the locales that have more than C in them, for this run alone."""
    for locale in LOCALES[1:]:
        source, _, charmap = locale.partition(".")
        command = ["localedef", "--no-warnings=ascii", "-i", source, "-f", charmap, str(folder / locale)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def attempt(name: str, circumstance: Circumstance) -> bool:
    """Run the quick tests in one circumstance, print how it went, and tell whether all passed."""
    before, variables, message = circumstance
    tests = [sys.executable, "-m", "pytest", "tests/unit", "-q", "-n", "2", "--dist", "worksteal", *message]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables}
    began = time.monotonic()
    done = subprocess.run([*before, *tests], cwd=ROOT, env=env, check=False, text=True, capture_output=True)
    summary = done.stdout.strip().rpartition("\n")[2] or done.stderr.strip().rpartition("\n")[2]
    print(
        f"{'ok' if done.returncode == 0 else 'FAILED'}: {name}, {time.monotonic() - began:.0f} s: {summary}",
        flush=True,
    )
    if done.returncode:
        print("\n".join(line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))))
        print(
            shlex.join(["env", *(f"{key}={value}" for key, value in variables.items()), *before, *tests]),
            flush=True,
        )
    return done.returncode == 0


def main() -> int:
    """Run what was asked for; 0 if all passed, 3 if this machine lacks something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="circumstances to try; all if none is named")
    parser.add_argument("--list", action="store_true", help="print the names of the circumstances")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rt-locales-") as folder:
        known = circumstances(Path(folder))
        if options.list:
            print("\n".join(known))
            return 0
        unknown = set(options.names) - known.keys()
        if unknown:
            parser.error(f"no such circumstance: {', '.join(sorted(unknown))}. --list shows them.")
        lacking = missing(NEEDS)
        if lacking:
            print(f"This machine lacks {' '.join(lacking)}. {advice(lacking)}", file=sys.stderr)
            return 3
        compile_locales(Path(folder))
        chosen = options.names or list(known)
        outcomes = [attempt(name, known[name]) for name in chosen]  # each, also after one has failed
        return int(not all(outcomes))


if __name__ == "__main__":
    sys.exit(main())
