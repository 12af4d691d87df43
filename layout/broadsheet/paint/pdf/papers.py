"""What a file of a standard says of itself.

Takes what is ordered; writes version, information, output intent and metadata into ReportLab's
document.
"""

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from broadsheet import display
from broadsheet.models import frozen
from broadsheet.paint.pdf import objects, standards


@frozen(kw_only=True)
class Papers:
    """The papers of one file."""

    order: standards.FileOrder
    producer: str
    document: Any

    @property
    def time(self) -> str:
        """The instant of the file, as PDF writes it."""
        return standards.pdf_time(self.order.date)

    def head(self, cover: display.Pages) -> None:
        """Set version and information, before the first page."""
        standard, document = self.order.standard, self.document
        document._pdfVersion = standard.version
        document.info.entries |= {
            "Title": cover.title or "broadsheet",
            "Creator": self.producer,
            "CreationDate": self.time,
            "ModDate": self.time,
        }
        if standard.name == "x1a":
            document.info.entries["GTS_PDFXVersion"] = standard.title
        catalog = document.Catalog
        catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]

    def foot(self) -> None:
        """Add the output intent and the metadata, when all else is known."""
        order, document = self.order, self.document
        if order.intent is not None:
            document.updateSignature(order.intent.profile)
            intent = self._intent(order.intent)
            document.Catalog.OutputIntents = objects.array(document.Reference(intent))
        document.updateSignature(repr((order.standard.name, order.date, order.marks)))
        document.Catalog.Metadata = document.Reference(self._metadata())

    def _intent(self, intent: standards.Intent) -> Any:
        """Return the output intent (ISO 32000-1, 14.11.5)."""
        entries = {
            "OutputConditionIdentifier": intent.condition,
            "OutputCondition": intent.about,
            "RegistryName": intent.registry,
            "Info": intent.about or intent.condition,
        }
        texts = {key: objects.text_string(text) for key, text in entries.items() if text}
        profile = objects.deflated(intent.profile, N=4)
        return objects.dictionary(
            Type="/OutputIntent",
            S=f"/{self.order.standard.intent}",
            DestOutputProfile=self.document.Reference(profile),
            **texts,
        )

    def _metadata(self) -> objects.Stream:
        """Return the XMP packet, not compressed: PDF/X and archives read it as it stands."""
        entries = self.document.info.entries
        digest = hashlib.md5(self.document.signature.digest(), usedforsecurity=False)
        digest.update(repr(sorted(entries.items())).encode("utf-8"))
        text = standards.packet(
            self.order,
            title=entries["Title"],
            producer=entries["Producer"],
            identifier=digest.hexdigest(),
        )
        return objects.Stream(text, Type="/Metadata", Subtype="/XML")
