"""A headless Chromium, driven through a pipe by its debugging protocol."""

import base64
import itertools
import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

PATIENCE = 60.0  # s: a machine under load
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # CI runs as root in a container
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


class Chromium:
    """One tab."""

    def __init__(
        self,
        folder: Path,
        *,
        width: int = 1400,
        height: int = 900,
        env: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        command_read, self._commands = os.pipe()
        self._answers, answer_write = os.pipe()
        ends = {3: command_read, 4: answer_write}

        def rewire() -> None:
            spare = {end: os.dup2(pipe, 20 + end) for end, pipe in ends.items()}
            for end, pipe in spare.items():
                os.dup2(pipe, end)

        self._process = subprocess.Popen(
            ["chromium", *FLAGS, f"--user-data-dir={folder}", f"--window-size={width},{height}"],
            pass_fds=(3, 4),
            preexec_fn=rewire,  # noqa: PLW1509 - no threads here
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **env},
        )
        os.close(command_read)
        os.close(answer_write)
        self._numbers = itertools.count(1)
        self._rest = b""
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str | None = attached["sessionId"]
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._send("Emulation.setDeviceMetricsOverride", **size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
        os.close(self._commands)
        os.close(self._answers)

    _session: str | None = None

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        order: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._commands, json.dumps(order).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self._answers, 1 << 20)
            assert part, "the browser has ended"
            self._rest += part
        whole, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(whole)
        return answer

    def open(self, address: str) -> None:
        """Go to a page."""
        self._send("Page.navigate", url=address)

    def ask(self, script: str) -> Any:
        """Return the value of an expression of the page."""
        result = self._send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def wait(self, script: str) -> Any:
        """Ask until the answer is true; return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            value = self.ask(f"document.readyState === 'complete' && ({script})")
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(
            f"never: {script}; the page says {self.ask('document.body.innerText')}"
        )

    def spot(self, selector: str) -> tuple[float, float]:
        """Return the middle of what a selector finds."""
        x, y = self.ask(
            f"(() => {{ const r = document.querySelector({json.dumps(selector)})"
            ".getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()"
        )
        return x, y

    def _mouse(self, kind: str, at: tuple[float, float], **more: Any) -> None:
        place = {"x": at[0], "y": at[1], "button": "left", "clickCount": 1, **more}
        self._send("Input.dispatchMouseEvent", type=kind, **place)

    def click(self, selector: str) -> None:
        """Press and let go the mouse in the middle of what a selector finds."""
        spot = self.spot(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self._mouse(kind, spot)

    def hover(self, at: tuple[float, float]) -> None:
        """Move the mouse to a place."""
        self._mouse("mouseMoved", at, button="none")

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        held: Callable[[int], None] = lambda _: None,
        steps: int = 6,
        modifiers: int = 0,
    ) -> None:
        """Press at a place, move, let go at another; ``held`` is called on the way."""
        self._mouse("mousePressed", start, modifiers=modifiers)
        for n in range(1, steps + 1):
            at = tuple(one + (two - one) * n / steps for one, two in zip(start, end, strict=True))
            self._mouse("mouseMoved", (at[0], at[1]), buttons=1, modifiers=modifiers)
            held(n)
        self._mouse("mouseReleased", end, modifiers=modifiers)

    def wheel(self, at: tuple[float, float], down: float, *, modifiers: int = 0) -> None:
        """Turn the wheel over a place."""
        more = {"deltaX": 0, "deltaY": down, "modifiers": modifiers}
        self._mouse("mouseWheel", at, **more)

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key and let it go; of modifiers, Alt is 1, Ctrl 2, Shift 8."""
        text = key if len(key) == 1 and not modifiers & 3 else ""
        named = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "Backspace": (8, "")}
        code, text = named.get(
            key, (ord(key.upper()) if key == " " or (key.isalnum() and len(key) == 1) else 0, text)
        )
        self._send(
            "Input.dispatchKeyEvent",
            type="keyDown",
            key=key,
            text=text,
            modifiers=modifiers,
            windowsVirtualKeyCode=code,
        )
        self._send("Input.dispatchKeyEvent", type="keyUp", key=key, modifiers=modifiers)

    def type(self, text: str) -> None:
        """Type a text, a character at a time."""
        for char in text:
            self.press(char)

    def shot(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self._send("Page.captureScreenshot", format="png")["data"])
