"""What stands in for modules that are not asked for, and gives way when they are."""

import inspect
import subprocess
import sys
import textwrap
import threading

from broadsheet.fonts.harfbuzz import FLAGS
from broadsheet.spared import WhenUsed, standing_in


def said(code: str) -> str:
    """Run code in a Python of its own; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_flags_are_those_of_this_python() -> None:
    known = {name: flag for name, flag in vars(inspect).items() if name.startswith("CO_")}
    assert all(known[name] == flag for name, flag in FLAGS.items() if name in known)
    assert {"CO_OPTIMIZED", "CO_VARARGS", "CO_COROUTINE"} <= known.keys() & FLAGS.keys()


def test_a_module_that_is_loaded_stays() -> None:
    with standing_in(WhenUsed("textwrap", known={"dedent": None})):
        assert sys.modules["textwrap"] is textwrap


def test_what_stands_in_is_gone_afterwards_and_serves_who_took_it() -> None:
    assert said(
        """
        import sys
        from broadsheet.spared import WhenUsed, standing_in
        with standing_in(WhenUsed("colorsys"), WhenUsed("wave", called=("open",))):
            import colorsys
            from wave import open as opened
            print("colorsys" in sys.modules, type(colorsys).__name__)
        print("colorsys" in sys.modules, "wave" in sys.modules)
        print(colorsys.rgb_to_hsv(0.0, 0.0, 0.0), "colorsys" in sys.modules)
        try:
            opened("/no/such/file")
        except FileNotFoundError:
            print("opened", "wave" in sys.modules)
        """
    ).splitlines() == [
        "True WhenUsed",
        "False False",
        "(0.0, 0.0, 0.0) True",
        "opened True",
    ]


def test_asked_while_it_stands_in_it_gives_way() -> None:
    told = said(
        """
        import sys
        from broadsheet.spared import WhenUsed, standing_in
        with standing_in(WhenUsed("colorsys")):
            import colorsys
            print(colorsys.rgb_to_hls(0.0, 0.0, 0.0), type(sys.modules["colorsys"]).__name__)
        print("colorsys" in sys.modules)
        """
    )
    assert told.splitlines() == ["(0.0, 0.0, 0.0) module", "True"]


def test_beside_other_threads_nothing_is_spared() -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        with standing_in(WhenUsed("no_such_module_at_all")):
            assert "no_such_module_at_all" not in sys.modules
    finally:
        stop.set()
        other.join()


def test_reportlab_and_harfbuzz_stay_whole() -> None:
    told = said(
        """
        import sys
        from broadsheet.paint.pdf import document
        from broadsheet.fonts.face import hb
        print([name for name in ("PIL", "tempfile") if name in sys.modules])
        from reportlab.lib.colors import toColor
        from reportlab.lib.utils import get_rl_tempfile, rl_safe_eval, ImageReader
        import inspect
        print(toColor("rgb(255,0,0)").red, rl_safe_eval("2 * 21"), bool(get_rl_tempfile()))
        print(inspect.signature(hb.shape).parameters["features"].name, inspect.CO_VARARGS)
        """
    )
    assert told.splitlines() == ["[]", "1.0 42 True", "features 4"]


def test_a_client_of_a_service_loads_hardly_anything() -> None:
    told = said(
        """
        import sys
        before = set(sys.modules)
        import broadsheet.cli.process
        print(sorted(set(sys.modules) - before))
        """
    )
    named = set(eval(told))
    assert not named & {"argparse", "msgspec", "socket", "typing", "pathlib", "reportlab"}


def test_models_are_made_without_what_reads_pythons_own_code() -> None:
    told = said(
        """
        import sys
        from broadsheet.models import frozen, replace
        print([name for name in ("inspect", "typing_extensions") if name in sys.modules])
        import msgspec
        import typing_extensions

        @frozen(kw_only=True)
        class Line:
            text: str

        class Told(typing_extensions.TypedDict):
            text: typing_extensions.NotRequired[str]

        print(replace(Line(text="a"), text="b").text, msgspec.json.decode(b'{}', type=Told))
        """
    )
    assert told.splitlines() == ["[]", "b {}"]
