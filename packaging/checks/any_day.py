"""Run the quick tests on other days, in other places and in other orders: `python packaging/checks/any_day.py`.

Wants Debian's `faketime` and `locales`. Circumstances are a set clock, a time zone, a locale, or a random order
with other random examples. Each of ten runs of tests/unit has an order and one of the others, so that all are met
in half the time; those that are named have a run each. Prints the command of each run, and what failed.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from system_parts import advice, missing  # noqa: E402

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


def circumstances(locales: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return by name what stands before the tests' command: places and times, and orders.

    `locales` is the folder of the compiled locales.
    """
    # the monotonic clock stays as it is: a set wall clock must move nothing that waits
    still = ["DONT_FAKE_MONOTONIC=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"]
    random = "RETROTIMER_TEST_PROFILE=random"
    return {
        **{zone: [f"TZ={zone}"] for zone in ZONES},
        **{name: [f"TZ={zone}", *still, "faketime", "-f", f"@{at}"] for name, (at, zone) in CLOCKS.items()},
        **{name: [f"LC_ALL={name}", f"LANG={name}", f"LOCPATH={locales}"] for name in LOCALES},
    }, {f"order-{n}": [random, f"PYTEST_ADDOPTS=-p randomly --randomly-seed={n}"] for n in range(1, ORDERS + 1)}


def main() -> int:
    """Run what was asked for; 0 if all passed, 3 if this machine lacks something."""
    lacking = missing({"faketime": "faketime", "locales": "/usr/share/i18n/locales/hi_IN"})
    if lacking:
        print(f"This machine lacks {' '.join(lacking)}. {advice(lacking)}", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory(prefix="rt-locales-") as folder:
        places, orders = circumstances(folder)
        known = places | orders
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("names", nargs="*", help=f"circumstances to try, else all: {', '.join(known)}")
        names = parser.parse_args().names
        if wrong := set(names) - known.keys():
            parser.error(f"there is no {', '.join(wrong)}")
        # an order's are variables, and go before a command such as faketime
        both = {
            f"{order}, {place}": orders[order] + places[place] for order, place in zip(orders, places, strict=True)
        }
        runs = {name: known[name] for name in names} or both
        for locale in LOCALES[1:]:
            source, _, charmap = locale.partition(".")
            command = ["localedef", "--no-warnings=ascii", "-i", source, "-f", charmap, f"{folder}/{locale}"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        failed = 0
        for name, before in runs.items():  # each, also after one has failed
            command = ["env", "QT_QPA_PLATFORM=offscreen", *before, sys.executable, "-m", *TESTS]
            print(f"\n== {name}: {shlex.join(command)}", flush=True)
            failed += bool(subprocess.run(command, cwd=ROOT, check=False).returncode)
        return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
