"""Write the bill of materials of the frozen program, in CycloneDX 1.5: libraries, versions, licences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from licences import BUILD_ONLY, QtPart, qt_parts, system_packages

LIST = """
import json, platform
from importlib.metadata import distributions
rows = [{"name": "python", "version": platform.python_version(), "spdx": "PSF-2.0", "licence": ""}]
for d in distributions():
    m = d.metadata
    rows.append({"name": m["Name"], "version": m["Version"], "spdx": m.get("License-Expression") or "",
                 "licence": (m.get("License") or "").partition("\\n")[0][:80]})
print(json.dumps(rows))
"""


def write(python: Path, folder: Path) -> None:
    """Write `folder`/sbom.cdx.json; the same parts and the same SOURCE_DATE_EPOCH give the same bytes."""
    asked = subprocess.run([str(python), "-c", LIST], check=True, capture_output=True, text=True).stdout
    rows = [row for row in json.loads(asked) if row["name"].lower() not in BUILD_ONLY.split()]
    parts = [_part(row["name"], row["version"], _wheel(row), row["spdx"], row["licence"]) for row in rows]
    if sys.platform == "linux":
        parts += [_system_part(package) for package in system_packages(folder)]
    parts += [_qt_part(part) for part in qt_parts()]
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": day, "component": _program()},
        "components": sorted(parts, key=lambda part: str(part["purl"])),
    }
    (folder / "sbom.cdx.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def _wheel(row: dict[str, str]) -> str:
    kind = "generic" if row["name"] == "python" else "pypi"
    return f"pkg:{kind}/{row['name'].lower().replace('_', '-')}@{row['version']}"


def _program() -> dict[str, object]:
    code = (Path(__file__).resolve().parents[2] / "retrotimer/__init__.py").read_text(encoding="utf-8")
    version = code.split('__version__ = "')[1].split('"')[0]
    part = _part("RetroTimer", version, f"pkg:generic/retrotimer@{version}", "MIT")
    return part | {"type": "application"}


def _system_part(package: str) -> dict[str, object]:
    command = ["dpkg-query", "-W", "-f=${Version}", package]
    version = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    message = f"see licenses/system/{package}.txt"
    return _part(package, version, f"pkg:deb/debian/{package}@{quote(version, safe='')}", licence=message)


def _qt_part(part: QtPart) -> dict[str, object]:
    name = quote(part.name.lower().replace(" ", "-"), safe="")
    found = _part(part.name, "", f"pkg:generic/{name}", part.licence)
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
