"""Fetch what the faces are built from: packages of Debian and of npm, in one version each.

Takes names of packages; returns folders of their files, fetched once and kept under ``build``.
Nothing is installed.
"""

import subprocess
import tarfile
from pathlib import Path

WORK = Path(__file__).resolve().parent.parent / "build" / "fonts"  # a wheel takes what lies here

# As in Debian 12; another Debian may have others, and then the faces may differ.
DEBIAN = {
    "fonts-noto-cjk": "1:20220127+repack1-1",
    "fonts-noto-cjk-extra": "1:20220127+repack1-1",
    "fonts-lxgw-wenkai": "1.250+repack-1",
    "fonts-stix": "1.1.1-4.1",
}
NPM = {
    "ma-shan-zheng": "5.3.1",
    "lxgw-wenkai-tc": "5.3.0",
    "yuji-boku": "5.3.0",
    "noto-emoji": "5.3.2",
}


def version(package: str) -> str:
    """Return a package with its version, as the manifest names it."""
    if package in DEBIAN:
        return f"{package} {DEBIAN[package]}"
    return f"@fontsource/{package}@{NPM[package]}"


def debian(package: str) -> Path:
    """Return the root of a Debian package's files."""
    folder = WORK / package
    if not folder.is_dir():
        WORK.mkdir(parents=True, exist_ok=True)
        run("apt-get", "download", f"{package}={DEBIAN[package]}")
        (file,) = WORK.glob(f"{package}_*.deb")
        run("dpkg", "-x", str(file), str(folder))
    return folder


def npm(package: str) -> list[Path]:
    """Return the files of the regular weight of a face on npm, the largest first."""
    folder = WORK / package
    if not folder.is_dir():
        WORK.mkdir(parents=True, exist_ok=True)
        name = run("npm", "pack", "--silent", version(package)).strip()
        with tarfile.open(WORK / name) as archive:
            archive.extractall(folder, filter="data")
    files = sorted((folder / "package" / "files").glob("*-400-normal.woff2"))
    return sorted(files, key=lambda file: -file.stat().st_size)


def run(*command: str) -> str:
    """Run a command in the folder of what is fetched; return what it says."""
    done = subprocess.run(command, cwd=WORK, check=True, capture_output=True, text=True)
    return done.stdout
