"""Options that nobody means."""

from pathlib import Path

from tests.hostile.basics import page, put
from tests.hostile.running import Order


def make(name: str, folder: Path) -> Order:
    """Return the command of a case."""
    plain = page(folder)
    put(folder, "file", "a file\n")
    argv = CASES[name]
    if argv and argv[0] == "render+":
        return Order([*plain.argv, *argv[1:]])
    if name.startswith("option-output"):
        return Order([*plain.argv[:4], *argv])
    return Order(list(argv))


CASES: dict[str, list[str | bytes]] = {
    "option-unknown": ["render+", "--nonsense"],
    "option-command": ["redner", "day.yaml"],
    "option-long": ["render+", "--only", "x" * 100_000],
    "option-set-nonsense": ["render+", "--set", "styles"],
    "option-set-deep": ["render+", "--set", ".".join(["a"] * 10_000) + "=1"],
    "option-set-huge": ["render+", "--set", "styles.body.size=1e999pt"],
    "option-set-yaml": ["render+", "--set", "name=!!python/object/apply:os.system ['x']"],
    "option-measure": ["set", "灯火", "--measure", "1e308pt"],
    "option-measure-nan": ["set", "灯火", "--measure", "nanpt"],
    "option-measure-tiny": ["set", "灯火" * 5_000, "--measure", "0.0001pt"],
    "option-only": ["render+", "--only", "nobody"],
    "option-root": ["render+", "--root", "file"],
    "option-output-nul": ["-o", b"out\xff\xfe/\xffout.pdf"],
    "option-output-long": ["-o", "o" * 5_000 + ".pdf"],
    "option-output-folder": ["-o", "."],
    "option-output-input": ["-o", "file/out.pdf"],
    "option-timeout": ["render+", "--timeout", "never"],
    "option-limit": ["render+", "--limit", "nonsense=1"],
    "option-limit-number": ["render+", "--limit", "characters=-5"],
    "option-surrogates": ["render", b"\xff\xfe.yaml", "-o", "out.pdf"],
    "option-init-name": ["init", "out.paper", "--name", 'a\n"b'],
}
