"""Under ``--lang zh`` no sentence stays English, whatever command says it."""

import io
import re
import shutil
from pathlib import Path

import pytest

from broadsheet.cli import commands, main
from broadsheet.cli.terminal import ProgressLine
from broadsheet.messages.catalogue import opened
from broadsheet.messages.spoken import put
from broadsheet.parse.labels.weights import LABELS
from broadsheet.parse.text import word_kinds
from broadsheet.parse.traits import around, shape, subjects, vocabulary
from broadsheet.progress import Progress

ROOT = Path(__file__).parents[2]
FONT = ROOT / "fonts" / "roman-regular.otf"
PAGE = """\
潮信日报
2026年11月18日 星期三
国内统一刊号：CN38-0026

北桥江心合龙　明年春天通车

本报讯 （记者 沈砚秋）北桥昨天合龙，工人们在江心握手，江面上汽笛长鸣，两岸居民冒雨赶来观看。

据介绍，北桥全长两公里，将于明年春天通车。有人说：“等了十年，总算等到这一天，
"""
LATER = PAGE.replace("冒雨", "撑伞").replace("明年春天通车", "明年夏天通车")
# What is to be written as it stands: what is quoted or in code, options, commands, places in
# usage, files, links, names of faces and their packages, words of copy.
VERBATIM = re.compile(
    r"“[^”]*”|'[^']*'|\{[^}]*\}|<[^>]*>|\[[^\]]*\]|--?[a-z][\w-]*(?: [A-Z|]+)?|\S*[/\\.]\S*"
    r"|broadsheet(?: [a-z]+)*|(?:Noto|Broadsheet|Ma Shan|Yuji|JIS|KS) [\w ]+|fonts-\S+ \S+"
)
ENGLISH = re.compile(r"(?<![\w-])[A-Za-z]?[a-z]+(?: [a-z]{2,})+(?![\w-])")


def english(text: str) -> list[str]:
    """Return what is left of English, of two words or more."""
    return ENGLISH.findall(VERBATIM.sub("·", text))


def test_a_sentence_is_seen_and_a_name_is_not() -> None:
    assert english("第 1 版: 3 lines gone, the words are the same") == [
        "lines gone",
        "the words are the same",
    ]
    assert not english("看版：broadsheet preview paper/day.yaml --lang zh；见 'broadsheet render'")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages, as text and as PDFs that draw themselves."""
    folder = tmp_path_factory.mktemp("zh")
    for name, text in (("was", PAGE), ("now", LATER)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        source, pdf = str(folder / f"{name}.txt"), str(folder / f"{name}.pdf")
        assert main(["render", source, "-o", pdf, "--draft", "--lang", "zh"]) in {0, 1}
    (folder / "socket").write_text("is there already", encoding="utf-8")
    return folder


RUNS = [
    "parse was.txt --explain",
    "parse was.txt --review",
    "parse was.txt --learn now.txt --hints own.hints",
    "check was.txt -v",
    "check was.txt --spec duikai-6",
    "render was.txt -o none/a.pdf",
    "render was.txt -o a.xyz",
    "render was.txt -o a.pdf --spec none.yaml",
    "render was.txt",
    "was.txt",
    "rendr was.txt",
    "export was.txt",
    "dummy was.txt -o drawn.yaml",
    "compare was.pdf now.pdf -v",
    "compare was.pdf was.pdf",
    "compare was.pdf none.pdf",
    "proof was.pdf now.txt",
    "preflight was.pdf -v",
    "trace was.pdf -o traced -v",
    "batch was.txt none.txt -o pages",
    "batch was.txt now.txt -o pages",
    "set 春天 --measure 9em --indent x",
    "fonts",
    "fonts --covers 䶮",
    f"fonts {FONT}",
    "fonts none.otf",
    "specs",
    "specs show none",
    "init paper",
    "init pages",
    "export was.txt --to ninjs -v",
    "import none.md",
    "serve socket",
    "serve none/socket",
    "preview -",
    "preview none.yaml",
]


@pytest.mark.parametrize("words", RUNS)
def test_no_command_says_a_sentence_in_english(
    files: Path, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files)
    shutil.rmtree(files / "paper", ignore_errors=True)
    main([*words.split(), "--lang", "zh"])
    said = capsys.readouterr()
    assert (said.out + said.err).strip() or words.startswith(("dummy", "export"))
    told = said.err if words.startswith("export was.txt --to") else said.out + said.err
    assert not english(told)


@pytest.mark.parametrize("name", ["", *(command.name for command in commands.COMMANDS)])
def test_no_help_says_a_sentence_in_english(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*name.split(), "--help", "--lang", "zh"])
    usage, _, about = capsys.readouterr().out.partition("\n\n")
    assert usage.startswith("用法")
    assert not english(about)


def test_each_reason_of_a_reading_has_its_words() -> None:
    """Of traits, of shapes and of what stands around: of all that can be noticed, not of a page."""
    chinese = opened("zh")
    names = [f"before:{name}" for name, trait in vocabulary.TRAITS.items() if trait.room == "own"]
    for family, (_, kinds) in around.RUN_WORDS.items():
        names += [f"{family}:{'.'.join([next(iter(kind)) for kind in kinds])}"]
        names += [f"{family}:{'.'.join([list(kind)[-1] for kind in kinds])}"]
    names += ["form:s.Dig", "form_before:none|x:", "form_after:mfdi|lcg", "form:scC", "form:l.ed"]
    names += ["near_before:contact", "often_after:stop"]
    kinds = (*word_kinds.CHINESE, *word_kinds.ENGLISH)
    about = [f"{family}:{kind}" for family in subjects.SAYS for kind in kinds]
    said = [*map(around.said, names), *map(subjects.said, about)]
    assert all(said)
    traits = [trait.says for trait in vocabulary.TRAITS.values()]
    for words in (*said, *traits, *shape.SHAPES.values(), *(f"label {name}" for name in LABELS)):
        told = chinese.of(words)
        assert told != words, words
        assert not english(told.replace("Latin", "")), words


def test_a_line_of_progress_is_chinese() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream, now = Terminal(), iter([0.0, 5.0, 6.0])
    with put("zh"):
        line = ProgressLine(stream, clock=lambda: next(now))
        told = "setting story 3 in box c"
        line(Progress(what=told, page=2, pages=4, share=0.25))
        line(Progress(what="looking for the page's faults", page=2, pages=4, share=0.9))
    shown = stream.getvalue()
    assert "排 c 框的第 3 篇，第 2 版，共 4 版" in shown
    assert not english(shown.replace("\x1b[K", " "))
