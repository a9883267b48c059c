"""Write the bill of materials of the frozen program, in CycloneDX 1.5: libraries, versions, licences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from licences import QtPart, installed, qt_parts, system_packages


def write(python: Path, folder: Path, version: str) -> None:
    """Write `folder`/sbom.cdx.json; the same parts and the same SOURCE_DATE_EPOCH give the same bytes."""
    rows = installed(python)
    parts = [_part(row["name"], row["version"], _wheel(row), row["spdx"], row["licence"]) for row in rows]
    if sys.platform == "linux":
        parts += [_system_part(package) for package in system_packages(folder)]
    parts += [_qt_part(part) for part in qt_parts()]
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    program = _part("RetroTimer", version, f"pkg:generic/retrotimer@{version}", "MIT") | {"type": "application"}
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": day, "component": program},
        "components": sorted(parts, key=lambda part: str(part["purl"])),
    }
    (folder / "sbom.cdx.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def _wheel(row: dict[str, Any]) -> str:
    kind = "generic" if row["name"] == "python" else "pypi"
    return f"pkg:{kind}/{row['name'].lower().replace('_', '-')}@{row['version']}"


def _system_part(package: str) -> dict[str, object]:
    command = ["dpkg-query", "-W", "-f=${Version}", package]
    version = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    message = f"see licenses/system/{package}.txt"
    return _part(package, version, f"pkg:deb/debian/{package}@{quote(version, safe='')}", licence=message)


def _qt_part(part: QtPart) -> dict[str, object]:
    found = _part(part.name, "", f"pkg:generic/{quote(part.name.lower().replace(' ', '-'), safe='')}", part.licence)
    return found | {"copyright": part.holders, "description": f"within {part.inside}"}


def _part(name: str, version: str, purl: str, spdx: str = "", licence: str = "") -> dict[str, object]:
    part: dict[str, object] = {"type": "library", "bom-ref": purl, "name": name, "purl": purl}
    if version:
        part["version"] = version
    if spdx:
        part["licenses"] = [{"expression": spdx}]
    elif licence:
        part["licenses"] = [{"license": {"name": licence}}]
    return part
