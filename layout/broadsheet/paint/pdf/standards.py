"""What each standard asks of a file, and the metadata that says so.

Takes the names of standards and what is known of a document; returns facts and texts: which
version and parts a file must have, XMP packets, dates.  Knows nothing of ReportLab.
"""

import re
from typing import Literal

from broadsheet.models import frozen

Name = Literal["x4", "x1a", "a2u", "ua1", "a2a"]


@frozen(kw_only=True)
class Conformance:
    """What a file of one standard has that a plain one has not."""

    name: Name
    title: str
    version: tuple[int, int]
    intent: str = ""  # subtype of the output intent, empty for none
    press: bool = False  # boxes, overprint; nothing to click, no threads
    tagged: bool = False
    schemas: str = ""  # of the XMP packet, beyond Dublin Core and the basic one
    packed: bool = True  # object streams are allowed


_X4 = """ <rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
  <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
 </rdf:Description>"""
_X1A = """ <rdf:Description rdf:about="" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">
  <pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>
 </rdf:Description>"""
_A2U = """ <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
  <pdfaid:part>2</pdfaid:part>
  <pdfaid:conformance>U</pdfaid:conformance>
 </rdf:Description>"""
_UA1 = """ <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
 </rdf:Description>"""
# PDF/A takes a property that it does not know only with a description of its schema (ISO 19005-2,
# 6.6.2.3.3): PDF/UA's is none of its own.
_A2A = (
    """ <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
  <pdfaid:part>2</pdfaid:part>
  <pdfaid:conformance>A</pdfaid:conformance>
 </rdf:Description>
 <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
   xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
   xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
   <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
   <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
   <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
   <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>part of ISO 14289 that the file follows</pdfaProperty:description>
   </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
 </rdf:Description>
"""
    + _UA1
)

STANDARDS: dict[str, Conformance] = {
    # ISO 15930-7:2010
    "x4": Conformance(
        name="x4", title="PDF/X-4", version=(1, 6), intent="GTS_PDFX", press=True, schemas=_X4
    ),
    # ISO 15930-4:2003; PDF 1.4 knows no object streams
    "x1a": Conformance(
        name="x1a",
        title="PDF/X-1a:2003",
        version=(1, 4),
        intent="GTS_PDFX",
        press=True,
        schemas=_X1A,
        packed=False,
    ),
    # ISO 19005-2:2011, level U
    "a2u": Conformance(
        name="a2u", title="PDF/A-2u", version=(1, 7), intent="GTS_PDFA1", schemas=_A2U
    ),
    # ISO 14289-1:2014
    "ua1": Conformance(name="ua1", title="PDF/UA-1", version=(1, 7), tagged=True, schemas=_UA1),
    # ISO 19005-2:2011, level A, and ISO 14289-1:2014 in one file
    "a2a": Conformance(
        name="a2a",
        title="PDF/A-2a with PDF/UA-1",
        version=(1, 7),
        intent="GTS_PDFA1",
        tagged=True,
        schemas=_A2A,
    ),
}


@frozen(kw_only=True)
class Intent:
    """The printing condition that a file is made for."""

    profile: bytes  # ICC, of an output device with four inks
    condition: str  # its registered name, or a name of the user's own
    registry: str = ""  # where that name is registered
    about: str = ""  # in words


# A day for files that nobody dated: files of the same pages are the same bytes on any day.
UNDATED = "2000-01-01"


@frozen(kw_only=True)
class FileOrder:
    """What is asked for: a standard, and what goes with it."""

    standard: Conformance
    intent: Intent | None = None
    date: str = UNDATED  # ISO 8601 day: of the edition, as no clock is read
    marks: bool = False  # printer's marks and a grey bar outside the trim
    bleed: float = 0.0  # pt; newspapers have none
    convert: bool = False  # light in advertisers' pages becomes inks


def iso_time(date: str) -> str:
    """Return a day as XMP writes an instant; ``UNDATED`` for what is no day.

    >>> iso_time("2026-11-18"), iso_time("soon")
    ('2026-11-18T00:00:00Z', '2000-01-01T00:00:00Z')
    """
    return f"{date if re.fullmatch(r'[0-9]{4}-[0-9]{2}-[0-9]{2}', date) else UNDATED}T00:00:00Z"


def pdf_time(date: str) -> str:
    """Return the same instant as the information dictionary writes it (ISO 32000-1, 7.9.4).

    >>> pdf_time("2026-11-18")
    'D:20261118000000Z'
    """
    return "D:" + re.sub(r"[-T:]", "", iso_time(date))


def escaped(text: str) -> str:
    """Return text as XML holds it.

    The standard library's own brings urllib along, 38 ms of a run.

    >>> escaped("A & B <C>")
    'A &amp; B &lt;C&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def packet(order: FileOrder, *, title: str, producer: str, identifier: str) -> bytes:
    """Return the XMP packet; it says the same as the information dictionary.

    ``identifier`` is 32 hexadecimal digits.
    """
    time, standard = iso_time(order.date), order.standard
    digits = (identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20])
    uuid = "-".join((*digits, identifier[20:]))
    # PDF/A's own pdf schema has no Trapped.
    trapped = "\n  <pdf:Trapped>False</pdf:Trapped>" if standard.press else ""
    text = _PACKET.format(
        title=escaped(title),
        producer=escaped(producer),
        time=time,
        uuid=uuid,
        trapped=trapped,
        schemas=standard.schemas,
    )
    return text.encode("utf-8")


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:format>application/pdf</dc:format>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
 </rdf:Description>
 <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <xmp:CreatorTool>{producer}</xmp:CreatorTool>
  <xmp:CreateDate>{time}</xmp:CreateDate>
  <xmp:ModifyDate>{time}</xmp:ModifyDate>
  <xmp:MetadataDate>{time}</xmp:MetadataDate>
 </rdf:Description>
 <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
  <pdf:Producer>{producer}</pdf:Producer>{trapped}
 </rdf:Description>
 <rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
  <xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID>
  <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
  <xmpMM:VersionID>1</xmpMM:VersionID>
 </rdf:Description>
{schemas}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
