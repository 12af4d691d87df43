"""What a made page is put together of.

A row is a line of copy with the label that a reader should give it; an item is the rows of one
story, advertisement or notice with its truth, in the form of ``tests/unit/pages``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Truth = dict[str, Any]


@dataclass(slots=True)
class Row:
    """One line of copy as it was set, before anything is done to it."""

    text: str
    label: str
    gap: int = 0  # blank lines above
    indent: int = 0  # ideographic spaces
    whole: bool = False  # never broken: rows of tables, verse, folio lines


@dataclass(slots=True)
class Made:
    """One item, or the masthead: its rows, and what a reader should make of them."""

    rows: list[Row]
    truth: Truth = field(default_factory=dict)
    leads: int = 0  # rows of the head, from the first


@dataclass(slots=True)
class Story:
    """The parts of one story."""

    section: str = ""
    kicker: str = ""
    headline: Sequence[str] = ()  # lines
    deck: Sequence[str] = ()
    source: str = ""
    byline: str = ""  # as printed
    roles: Sequence[tuple[str, Sequence[str]]] = ()
    opening: str = ""  # what stands before the first words: 本报讯（记者 某某）
    body: list[tuple[str, str]] = field(default_factory=list)  # label and text
    captions: list[tuple[int, Sequence[str]]] = field(default_factory=list)  # place in the body
    signature: str = ""
    signed_within: bool = False  # the signature stands at the end of the last paragraph
    jump: tuple[str, str, str] | None = None  # to or from, page, as printed
    jump_within: bool = False

    def made(self) -> Made:
        """Set it: its rows in reading order, and its truth."""
        rows = [Row(self.section, "head")] if self.section else []
        rows += [Row(self.kicker, "head")] if self.kicker else []
        rows += [Row(line, "head") for line in (*self.headline, *self.deck)]
        leads = len(rows)
        if self.jump and self.jump[0] == "from":
            rows.append(Row(self.jump[2], "jump"))
        if self.byline and self.byline not in self.opening and self.byline != self.signature:
            rows.append(Row(self.byline, "byline"))
        opening = self.opening
        for n, (label, text) in enumerate(self.body):
            rows += [
                Row(line, "caption") for at, lines in self.captions if at == n for line in lines
            ]
            before, after = "", ""
            if label == "para" and opening:
                before, opening = opening, ""
            if n == len(self.body) - 1:
                after = self.signature if self.signed_within else ""
                after += self.jump[2] if self.jump and self.jump_within else ""
            whole = label in {"verse", "table"}
            rows.append(Row(before + text + after, label, whole=whole))
        rows += self._tail()
        return Made(rows=rows, truth=self.truth(), leads=leads)

    def _tail(self) -> list[Row]:
        last = len(self.body)
        rows = [Row(line, "caption") for at, lines in self.captions if at >= last for line in lines]
        if self.signature and not self.signed_within:
            rows.append(Row(self.signature, "sign"))
        if self.jump and self.jump[0] == "to" and not self.jump_within:
            rows.append(Row(self.jump[2], "jump"))
        return rows

    def truth(self) -> Truth:
        """Return what a reader should make of it."""
        kinds = {"cross": "crosshead"}
        body = [{"kind": kinds.get(label, label), "text": text} for label, text in self.body]
        found: Truth = {"kind": "article", "body": _merged(body)}
        parts = (
            ("section", self.section),
            ("kicker", self.kicker),
            ("headline", "\u3000".join(self.headline)),
            ("deck", "\u3000".join(self.deck)),
            ("source", self.source.strip("【】［］〔〕[]")),
            ("signature", "" if self.signature == self.byline else self.signature),
        )
        found.update({key: text for key, text in parts if text})
        if self.byline:
            roles = [{"role": role, "names": list(names)} for role, names in self.roles]
            found["byline"] = {"raw": self.byline, "roles": roles}
        if self.captions:
            found["captions"] = [" ".join(lines) for _, lines in self.captions]
        if self.jump:
            kind, page, raw = self.jump
            found["jump"] = {"type": kind, "page": page, "raw": raw}
        return found


def _merged(body: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of one table, and lines of one verse, are one block."""
    merged: list[dict[str, str]] = []
    for block in body:
        same = merged and merged[-1]["kind"] == block["kind"]
        if same and block["kind"] in {"verse", "table"}:
            merged[-1]["text"] += "\n" + block["text"]
        else:
            merged.append(dict(block))
    return merged


def service(kind: str, lines: Sequence[str], label: str = "") -> Made:
    """Return an advertisement, a notice or service text of so many lines."""
    rows = [Row(line, label or kind) for line in lines]
    return Made(rows=rows, truth={"kind": kind, "lines": list(lines)})
