"""Swatches, faces and styles of an IDML file.

Takes what stories and shapes look like; returns the parts of ``Resources/``, and the names that
stories call them by.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from broadsheet.display import INK, PAPER, Colour, Fill, Outline
from broadsheet.fonts.naming import FaceNames
from broadsheet.formats.idml.models import FramedPages, Paragraph, TextLook
from broadsheet.formats.idml.xml import Element, element, part
from broadsheet.models import frozen

_NONE = "Swatch/None"
_NO_STYLE = "$ID/[No paragraph style]"
# what InDesign calls the languages that we tag
LANGUAGES = {"zh-CN": "$ID/Chinese: Simplified", "zh-TW": "$ID/Chinese: Traditional",
             "zh-HK": "$ID/Chinese: Traditional", "en": "$ID/English: USA"}  # fmt: skip


@frozen()
class ParagraphLook:
    """All that a paragraph style says."""

    role: str
    look: TextLook
    leading: float
    justify: str
    indent: float


@frozen(kw_only=True)
class Names:
    """What stories call styles, faces and swatches by."""

    faces: Mapping[str, FaceNames]
    styles: Mapping[ParagraphLook, str]

    def style(self, paragraph: Paragraph) -> str:
        """Return the style of a paragraph."""
        return f"ParagraphStyle/{self.styles[look_of(paragraph)]}"

    def face(self, look: TextLook) -> FaceNames:
        """Return the names of a face."""
        return self.faces[look.face]


def look_of(paragraph: Paragraph) -> ParagraphLook:
    """Return what a paragraph's style says."""
    return ParagraphLook(
        paragraph.role,
        paragraph.look,
        round(paragraph.leading, 2),
        paragraph.justify,
        paragraph.indent,
    )


def named(layout: FramedPages, faces: Mapping[str, FaceNames]) -> Names:
    """Name the styles: by role, the commonest without a number."""
    counts = Counter(look_of(p) for story in layout.stories for p in story.paragraphs)
    seen: Counter[str] = Counter()
    styles: dict[ParagraphLook, str] = {}
    for look, _ in counts.most_common():
        seen[look.role] += 1
        styles[look] = look.role if seen[look.role] == 1 else f"{look.role} {seen[look.role]}"
    return Names(faces=faces, styles=styles)


def swatch(colour: Colour | None) -> str:
    """Return the name of a colour's swatch."""
    if colour is None:
        return _NONE
    if colour == INK:
        return "Color/Black"
    if colour == PAPER:
        return "Color/Paper"
    return f"Color/{_called(colour)}"


def _called(colour: Colour) -> str:
    if colour.spot:
        return colour.spot
    inks = (colour.cyan, colour.magenta, colour.yellow, colour.black)
    return " ".join(f"{name}={100 * ink:g}" for name, ink in zip("CMYK", inks, strict=True))


def colours_of(layout: FramedPages) -> list[Colour]:
    """Return the colours of a layout, each once, in the order in which they come."""
    found: dict[Colour, None] = {}
    for story in layout.stories:
        for paragraph in story.paragraphs:
            found |= dict.fromkeys(span.look.colour for span in paragraph.spans)
    for page in layout.shapes:
        for mark in page:
            if isinstance(mark, Fill | Outline):
                found |= {colour: None for colour in (mark.fill, mark.stroke) if colour}
    return list(found)


def graphic(colours: Iterable[Colour]) -> bytes:
    """Return ``Resources/Graphic.xml``: process and spot colours."""
    held = [_swatch("Black", INK), _swatch("Paper", PAPER)]
    held += [_swatch(_called(c), c) for c in colours if c not in (INK, PAPER)]
    none = {"ColorEditable": "false", "ColorRemovable": "false", "Visible": "true"}
    held.append(element("Swatch", Self=_NONE, Name="None", SwatchCreatorID="7937", **none))
    return part("Graphic", *held)


def _swatch(name: str, colour: Colour) -> Element:
    inks = (colour.cyan, colour.magenta, colour.yellow, colour.black)
    own = name in ("Black", "Paper")
    return element(
        "Color",
        Self=f"Color/{name}",
        Model="Spot" if colour.spot else "Process",
        Space="CMYK",
        ColorValue=" ".join(f"{100 * ink:g}" for ink in inks),
        ColorOverride={"Black": "Specialblack", "Paper": "Specialpaper"}.get(name, "Normal"),
        Name=name,
        ColorEditable=str(not own or name == "Paper").lower(),
        ColorRemovable=str(not own).lower(),
        Visible="true",
        SwatchCreatorID="7937",
    )


def fonts(faces: Iterable[FaceNames]) -> bytes:
    """Return ``Resources/Fonts.xml``."""
    families: dict[str, dict[str, FaceNames]] = {}
    for face in faces:
        families.setdefault(face.family, {})[face.style] = face
    return part(
        "Fonts",
        *(
            element("FontFamily", *(_font(n, face) for face in styles.values()),
                    Self=f"family{n}", Name=family)
            for n, (family, styles) in enumerate(families.items())
        ),
    )  # fmt: skip


def _font(number: int, face: FaceNames) -> Element:
    full = f"{face.family} {face.style}"
    return element(
        "Font",
        Self=f"family{number}Fontn{full}",
        FontFamily=face.family,
        Name=full,
        PostScriptName=face.postscript,
        Status="Installed",
        FontStyleName=face.style,
        FontType="OpenTypeCFF" if face.cff else "TrueType",
    )


def styles(names: Names, lang: str) -> bytes:
    """Return ``Resources/Styles.xml``: a paragraph style for each way a role is set."""
    language = LANGUAGES.get(lang, LANGUAGES["zh-CN" if lang.startswith("zh") else "en"])
    base = element(
        "ParagraphStyle", Self=f"ParagraphStyle/{_NO_STYLE}", Name=_NO_STYLE, Imported="false",
        FillColor="Color/Black", AppliedLanguage=language,
        Composer="HL Composer" if lang.startswith("en") else "HL Composer J",
        Hyphenation=str(lang.startswith("en")).lower(), KinsokuType="KinsokuPushInFirst",
    )  # fmt: skip
    made = [_style(look, name, names) for look, name in names.styles.items()]
    return part(
        "Styles",
        element(
            "RootCharacterStyleGroup",
            element(
                "CharacterStyle",
                Self="CharacterStyle/$ID/[No character style]",
                Imported="false",
                Name="$ID/[No character style]",
            ),
            Self="characters",
        ),
        element("RootParagraphStyleGroup", base, *made, Self="paragraphs"),
        element(
            "RootTableStyleGroup",
            element(
                "TableStyle", Self="TableStyle/$ID/[No table style]", Name="$ID/[No table style]"
            ),
            Self="tables",
        ),
        element(
            "RootCellStyleGroup",
            element("CellStyle", Self="CellStyle/$ID/[None]", Name="$ID/[None]"),
            Self="cells",
        ),
        element(
            "RootObjectStyleGroup",
            element("ObjectStyle", Self="ObjectStyle/$ID/[None]", Name="$ID/[None]"),
            Self="objects",
        ),
    )


def _style(look: ParagraphLook, name: str, names: Names) -> Element:
    return element(
        "ParagraphStyle",
        element(
            "Properties",
            element("BasedOn", f"ParagraphStyle/{_NO_STYLE}", type="object"),
            *font_properties(look.look, look.leading, names),
        ),
        Self=f"ParagraphStyle/{name}",
        Name=name,
        Justification=look.justify,
        FirstLineIndent=f"{look.indent:g}",
        **character(look.look, names),
    )


def font_properties(look: TextLook, leading: float, names: Names) -> tuple[Element, ...]:
    """Return what a style or a range says of its face and leading."""
    return (
        element("AppliedFont", names.face(look).family, type="string"),
        element("Leading", f"{leading:g}", type="unit"),
    )


def character(look: TextLook, names: Names) -> dict[str, str]:
    """Return the attributes of characters."""
    return {
        "FontStyle": names.face(look).style,
        "PointSize": f"{look.size:g}",
        "FillColor": swatch(look.colour),
    }
