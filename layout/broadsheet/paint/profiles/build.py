"""Build ``coldset.icc``, the profile of newsprint in coldset offset.

Takes the characterisation data TR 002 as Debian's ``icc-profiles-free`` delivers it, and
Argyll's ``colprof`` (package ``argyll``); writes the profile beside this file.  The same data
and the same Argyll give the same bytes.  Run by hand; nothing of the package imports it.
"""

import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

DATA = Path("/usr/share/color/icc/TR002.ti3")
NAME = "Coldset newsprint, total ink 220 % (from CGATS/SNAP TR 002-2007)"
CREDIT = (
    "Derived from the characterization data of ANSI CGATS/SNAP TR 002-2007, Graphic "
    "technology - Color characterization data for coldset printing on newsprint; data "
    "copyright 2007 NPES. This profile: no rights reserved (CC0-1.0)."
)
# Low quality: medium would make every file larger by three times as much.  215 % of ink: what
# a picture takes between the points of the table stays below 220 (WAN-IFRA 26 v5).  As much
# black as goes, so that grey stays grey where plates are out of register.
OPTIONS = ("-ql", "-bl", "-l215", "-kr")
DATE = (2007, 1, 1, 0, 0, 0)  # the data's, not the day of building
_DATE_AT = 24  # in the header (ICC.1:2001-04, 6.1)


def build(target: Path) -> None:
    """Write the profile."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(DATA, Path(folder) / "coldset.ti3")
        command = ["colprof", *OPTIONS, "-D", NAME, "-C", CREDIT, "coldset"]
        subprocess.run(command, cwd=folder, check=True)
        profile = bytearray((Path(folder) / "coldset.icc").read_bytes())
    struct.pack_into(">6H", profile, _DATE_AT, *DATE)
    target.write_bytes(profile)


if __name__ == "__main__":
    build(Path(__file__).with_name("coldset.icc"))
