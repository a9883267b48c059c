"""`retrotimer doctor`: what there is on this machine, and what is missing."""

from __future__ import annotations

import argparse
from itertools import groupby
from pathlib import Path

from retrotimer.app.diagnostics.doctor import TOPICS, CheckResult, Grade, described, examine, is_something_missing
from retrotimer.files.wording import printable
from retrotimer.texts import N_, _
from retrotimer.training.errors import MissingPart

MARKS = {Grade.WELL: " ", Grade.NOTE: "·", Grade.MISSING: "!"}
VERDICTS = {False: N_("Nothing that is needed is missing."), True: N_("What is marked ! is needed and missing.")}


def run(arguments: argparse.Namespace) -> int:
    """Print the findings, write a report or play the sounds; return 3 if something needed is missing."""
    if arguments.sounds:
        from retrotimer.cli.commands.sounds import play  # a look over the machine plays nothing

        return play(arguments.output)
    findings = examine()
    is_missing = is_something_missing(findings)
    if arguments.report:
        from retrotimer.app.diagnostics import crash_report  # only when it is asked for

        crash_report.save(Path(arguments.report), findings)
        sentence = _("The report is in {file}. Read it before you pass it on; nobody else has seen it.")
        print(sentence.format(file=printable(arguments.report)))
        return 0
    if arguments.json:
        from retrotimer.cli.text.json_text import print_json  # people do without

        print_json(described(findings))
    else:
        for topic, of_topic in groupby(findings, key=lambda finding: finding.topic):
            print("\n".join((_(TOPICS[topic]), *_lines(list(of_topic)), "")))
        print(_(VERDICTS[is_missing]))
    return MissingPart.status if is_missing else 0


def _lines(findings: list[CheckResult]) -> list[str]:
    width = max(len(finding.name) for finding in findings)
    lines = []
    for finding in findings:
        first, *more = finding.value.splitlines() or [""]
        lines.append(f"{MARKS[finding.grade]} {finding.name:<{width}}  {first}")
        lines += [f"  {'':<{width}}  {line}" for line in (*more, finding.way_out) if line]
    return lines
