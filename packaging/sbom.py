"""Write the bill of materials of the frozen program, in CycloneDX 1.5: libraries, versions, licences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from licences import BUILD_ONLY, system_packages

LIST = """
import json, platform
from importlib.metadata import distributions
rows = [{"name": "python", "version": platform.python_version(), "licence": "PSF-2.0"}]
for d in distributions():
    m = d.metadata
    rows.append({"name": m["Name"], "version": m["Version"],
                 "licence": m.get("License-Expression") or (m.get("License") or "").partition("\\n")[0][:80]})
print(json.dumps(rows))
"""


def write(python: Path, folder: Path) -> None:
    """Write `folder`/sbom.cdx.json; the same parts and the same SOURCE_DATE_EPOCH give the same bytes."""
    asked = subprocess.run([str(python), "-c", LIST], check=True, capture_output=True, text=True).stdout
    rows = [row for row in json.loads(asked) if row["name"].lower() not in BUILD_ONLY]
    parts = [_part(row["name"], row["version"], row["licence"], _wheel(row)) for row in rows]
    if sys.platform == "linux":
        parts += [_system_part(package) for package in system_packages(folder)]
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": day, "component": {"type": "application", "name": "RetroTimer"}},
        "components": sorted(parts, key=lambda part: str(part["purl"])),
    }
    (folder / "sbom.cdx.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def _wheel(row: dict[str, str]) -> str:
    kind = "generic" if row["name"] == "python" else "pypi"
    return f"pkg:{kind}/{row['name'].lower().replace('_', '-')}@{row['version']}"


def _system_part(package: str) -> dict[str, object]:
    command = ["dpkg-query", "-W", "-f=${Version}", package]
    version = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return _part(package, version, "", f"pkg:deb/debian/{package}@{version}")


def _part(name: str, version: str, licence: str, purl: str) -> dict[str, object]:
    part: dict[str, object] = {"type": "library", "name": name, "version": version, "purl": purl}
    if licence:
        part["licenses"] = [{"license": {"name": licence}}]
    return part
