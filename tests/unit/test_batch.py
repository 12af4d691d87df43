"""Many editions: jobs of folders and lists, outcomes, the journal, the command."""

import csv
import json
import os
import pickle
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet import batch, limits
from broadsheet.cli import main
from broadsheet.errors import OutputError, SourceError
from tests.unit.pages_of import small_spec

DAY = """\
masthead: {{name: 汀澜日报, date: 2026-11-{day:02}}}
items:
- {{kind: article, headline: 第{day}天的海, body: [{{text: {text}}}]}}
"""
OVER = "潮水退了又来。" * 2000


def spec_text() -> str:
    return """\
broadsheet: 1
extends: duikai-6
map: |
  a a a a a a | fill
boxes: {a: {story: 1}, M: null, E: null, b: null, c: null, d: null, F: null}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "11").mkdir(parents=True)
    for day in range(1, 4):
        text = "海面平静，渔船归来。" * (20 + day)
        file = folder / "11" / f"day{day}.yaml"
        file.write_text(DAY.format(day=day, text=text), encoding="utf-8")
    (folder / "paper.yaml").write_text(spec_text(), encoding="utf-8")
    return folder


def outcomes(archive: Path, out: Path, **options: object) -> dict[str, batch.Outcome]:
    order = batch.BatchOrder(spec=str(archive / "paper.yaml"))
    jobs = batch.jobs_of([str(archive)], out)
    done = batch.run(jobs, order, workers=1, **options)  # type: ignore[arg-type]
    return {Path(outcome.job.source).name: outcome for outcome in done}


def test_a_folder_s_editions_keep_their_folders_and_its_spec_is_none(archive: Path) -> None:
    jobs = batch.jobs_of([str(archive)], "out")
    assert [job.output for job in jobs] == [f"out/11/day{day}.pdf" for day in (1, 2, 3)]


def test_a_list_names_editions(archive: Path, tmp_path: Path) -> None:
    names = tmp_path / "days.lst"
    names.write_text(f"# of November\n{archive / '11' / 'day2.yaml'}\n\n", encoding="utf-8")
    (job,) = batch.jobs_of([f"@{names}"], "out")
    assert job == batch.Job(source=str(archive / "11" / "day2.yaml"), output="out/day2.pdf")


def test_what_a_list_names_lies_below_what_all_have_in_common(archive: Path) -> None:
    (archive / "12").mkdir()
    days = [archive / month / "day1.yaml" for month in ("11", "12")]
    names = archive / "days.lst"
    names.write_text("".join(f"{day}\n" for day in days), encoding="utf-8")
    jobs = batch.jobs_of([f"@{names}"], "out")
    assert [job.output for job in jobs] == ["out/11/day1.pdf", "out/12/day1.pdf"]


def test_a_run_s_own_files_are_no_editions_and_what_can_t_be_read_is_one(archive: Path) -> None:
    out = archive / "out"
    out.mkdir()
    for own in (out / "told.json", archive / "told.json", archive / ".hidden.json"):
        own.write_text("[]", encoding="utf-8")
    os.mkfifo(archive / "pipe.yaml")
    (archive / "gone.yaml").symlink_to("nowhere.yaml")
    jobs = batch.jobs_of([str(archive)], out, leave_out=str(archive / "told.json"))
    assert [Path(job.source).name for job in jobs] == [
        *("gone.yaml", "pipe.yaml"),
        *("day1.yaml", "day2.yaml", "day3.yaml"),
    ]
    done = batch.run(jobs[:2], batch.BatchOrder(), workers=1)
    said = sorted((outcome.state, outcome.message.split(": ")[-1]) for outcome in done)
    assert said == [("refused", "is no plain file"), ("refused", "no such file")]


def test_a_pdf_is_never_written_over_its_source(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(b"%PDF-1.7")
    with pytest.raises(OutputError, match="would be written over"):
        batch.jobs_of([str(page)], tmp_path)


class Cancelling(Executor):
    """Does what it is given at once, but for the second call, which it cancels."""

    calls = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.calls += 1
        future: Future[Any] = Future()
        if self.calls == 2:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_what_an_executor_cancels_is_told_and_the_rest_done(archive: Path, tmp_path: Path) -> None:
    done = outcomes(archive, tmp_path / "out", executor=Cancelling())
    assert sorted(outcome.state for outcome in done.values()) == ["done", "done", "fault"]
    assert done["day2.yaml"].message == "its executor cancelled it"


def test_two_editions_never_become_one_pdf(tmp_path: Path) -> None:
    for ending in ("txt", "yaml"):
        (tmp_path / f"day.{ending}").write_text("海", encoding="utf-8")
    with pytest.raises(OutputError, match=r"would both become .*day\.pdf"):
        batch.jobs_of([str(tmp_path)], "out")


def test_what_is_not_there_is_told_before_anything_is_set(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        batch.jobs_of([str(tmp_path / "none")], "out")


def test_all_are_set_and_one_fault_is_one_line(archive: Path, tmp_path: Path) -> None:
    (archive / "11" / "day2.yaml").write_text("items: [", encoding="utf-8")
    over = DAY.format(day=4, text=OVER)
    (archive / "11" / "day4.yaml").write_text(over, encoding="utf-8")
    done = outcomes(archive, tmp_path / "out")
    assert {name: outcome.state for name, outcome in done.items()} == {
        "day1.yaml": "done",
        "day2.yaml": "refused",
        "day3.yaml": "done",
        "day4.yaml": "errors",
    }
    assert "day2.yaml:2:1: " in done["day2.yaml"].message
    assert "溢" in done["day4.yaml"].message
    assert "\n" not in done["day4.yaml"].message
    made = sorted(path.name for path in (tmp_path / "out" / "11").iterdir())
    assert made == ["day1.pdf", "day3.pdf"]


def test_threads_and_one_process_write_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    outcomes(archive, tmp_path / "one")
    with ThreadPoolExecutor(3) as threads:
        outcomes(archive, tmp_path / "many", executor=threads)
    for day in (1, 2, 3):
        one, many = (tmp_path / way / "11" / f"day{day}.pdf" for way in ("one", "many"))
        assert one.read_bytes() == many.read_bytes()


def test_a_second_run_keeps_what_is_done_and_sets_what_changed(
    archive: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        with batch.Journal.open(out / "journal.jsonl") as journal:
            done = outcomes(archive, out, journal=journal)
    assert {outcome.state for outcome in done.values()} == {"kept"}
    (out / "11" / "day1.pdf").unlink()
    file = archive / "11" / "day2.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("渔船", "货船"), encoding="utf-8")
    with batch.Journal.open(out / "journal.jsonl") as journal:
        done = outcomes(archive, out, journal=journal)
    states = {name: outcome.state for name, outcome in done.items()}
    assert states == {"day1.yaml": "done", "day2.yaml": "done", "day3.yaml": "kept"}


def test_another_spec_sets_everything_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for size in ("10.5pt", "10pt"):
        spec = archive / "paper.yaml"
        spec.write_text(spec_text() + f"styles: {{body: {{size: {size}}}}}\n", encoding="utf-8")
        with batch.Journal.open(out / "journal.jsonl") as journal:
            done = outcomes(archive, out, journal=journal)
        assert {outcome.state for outcome in done.values()} == {"done"}


def test_a_journal_cut_in_the_middle_goes_on(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / "journal.jsonl"
    with batch.Journal.open(path) as journal:
        outcomes(archive, tmp_path / "out", journal=journal)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    with batch.Journal.open(path) as journal:
        done = outcomes(archive, tmp_path / "out", journal=journal)
    assert sorted(outcome.state for outcome in done.values()) == ["done", "kept", "kept"]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["state"] == "done"


def test_a_journal_is_of_one_batch_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with batch.Journal.open(path), pytest.raises(OutputError, match="another batch is writing it"):
        batch.Journal.open(path)
    path.write_text("[" * 60_000 + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no journal"):
        batch.Journal.open(path)


@pytest.mark.parametrize(
    ("line", "says"), [("@days.lst", "names another list"), ("d\0", "no file's name")]
)
def test_a_list_holds_names_alone(tmp_path: Path, line: str, says: str) -> None:
    names = tmp_path / "days.lst"
    names.write_text(f"# of November\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"days\.lst:2: .*{says}"):
        batch.jobs_of([f"@{names}"], "out")


def test_workers_keep_the_limits_of_who_asked(archive: Path, tmp_path: Path) -> None:
    with limits.put(characters=100):
        done = outcomes(archive, tmp_path / "out")
    assert {outcome.state for outcome in done.values()} == {"refused"}
    assert "the limit characters is 100" in done["day1.yaml"].message


def test_a_file_that_is_no_journal_is_not_written_into(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text("Dear diary\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no journal"):
        batch.Journal.open(path)
    assert path.read_text(encoding="utf-8") == "Dear diary\n"


def test_a_spec_goes_to_another_process_whole() -> None:
    spec = small_spec("p p q q | auto")
    again = pickle.loads(pickle.dumps(spec))
    assert again == spec
    with pytest.raises(TypeError):
        again.style.styles["body"] = None
    pages = pickle.loads(pickle.dumps(broadsheet.compose(broadsheet.read_edition({}), spec)))
    assert len(pages.pages) == 1


def test_the_command_tells_counts_and_its_status_is_the_worst(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["batch", str(archive), "--spec", str(archive / "paper.yaml"), "-j", "1"]
    command += ["-o", str(tmp_path / "out"), "--report", str(tmp_path / "report.csv")]
    assert main(command) == 0
    assert capsys.readouterr().out.startswith("3  set\n3 pages in ")
    (archive / "11" / "day3.yaml").write_text("items: [", encoding="utf-8")
    assert main(command) == 2
    told = capsys.readouterr()
    assert told.out.startswith("2  set by an earlier run\n1  refused: a file is wrong\n")
    assert "day3.yaml: refused: " in told.err
    with (tmp_path / "report.csv").open(encoding="utf-8") as stream:
        assert [row["state"] for row in csv.DictReader(stream)] == ["kept", "kept", "refused"]


def test_a_wrong_spec_or_count_is_refused_before_anything_is_written(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["batch", str(archive), "-o", str(tmp_path / "out")]
    assert main([*command, "--spec", "duikai-7"]) == 2
    assert "did you mean duikai-6?" in capsys.readouterr().err
    assert main([*command, "-j", "0"]) == 2
    assert "write 1 to 1024" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_line_of_the_journal_that_can_not_be_read_is_told_and_set_again(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["batch", str(archive), "--spec", str(archive / "paper.yaml"), "-j", "1"]
    command += ["-o", str(tmp_path / "out")]
    assert main(command) == 0
    journal = tmp_path / "out" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1][:30] + b"\xff" + lines[1][31:]
    journal.write_bytes(b"".join(lines))
    capsys.readouterr()
    assert main(command) == 0
    told = capsys.readouterr()
    assert told.out.startswith("1  set\n2  set by an earlier run\n")
    assert told.err == f"{journal}:2: warning: can't be read: what it told is set again\n"


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ("", 0),
        ("[]\n", 0),
        ("masthead: {}\n", 2),
        ('{"items": []}\n', 2),
        ("source,output,state", 0),
    ],
)
def test_a_report_goes_over_reports_alone(
    held: str, status: int, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = archive / "told.json"  # where an edition may have the very name
    report.write_text(held, encoding="utf-8")
    command = [
        "batch",
        str(archive),
        "-o",
        str(archive / "out"),
        "--report",
        str(report),
        "-j",
        "1",
    ]
    command += ["--spec", str(archive / "paper.yaml")]
    assert main(command) == status
    if status:
        assert "is no report of a batch" in capsys.readouterr().err
        assert report.read_text(encoding="utf-8") == held
        return
    assert main(command) == 0  # over its own
    assert len(json.loads(report.read_text(encoding="utf-8"))) == 3


def test_a_pdf_of_others_is_not_written_over(archive: Path) -> None:
    advert = archive / "11" / "day2.pdf"  # as another edition may place it
    advert.write_bytes(b"%PDF-1.4 of an advertiser")
    done = outcomes(archive, archive)
    assert (done["day1.yaml"].state, done["day2.yaml"].state) == ("done", "refused")
    assert "is there already, and no page of ours" in done["day2.yaml"].message
    assert advert.read_bytes() == b"%PDF-1.4 of an advertiser"
    again = outcomes(archive, archive)  # without a journal: what is ours is set again
    assert (again["day1.yaml"].state, again["day2.yaml"].state) == ("done", "refused")
