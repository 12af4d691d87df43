"""What IPTC's schemas say of the elements that we write: NITF 3.6 and NewsML-G2 2.33 (power).

Facts of nitf-3-6.xsd and NewsML-G2_2.33-spec-All-Power.xsd: of each element its children in
order, as a pattern over their names, whether it holds words, and its attributes, a needed one
with ``!``.  ``faults`` holds a document against them; an element that is not here is a fault.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring  # our own output: nothing to fear

NITF = "{http://iptc.org/std/NITF/2006-10-18/}"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"
_ENRICHED = (
    "(chron|classifier|copyrite|event|function|location|money|num|object.title|org|person|"
    "postaddr|virtloc|a|br|em|lang|pronounce|q)*"
)
_BLOCK = "p|hl2|table|nitf-table|media|ol|ul|dl|bq|fn|note|pre|hr"
_COMMON = "id class style "
_POWER = "id creator creatoruri modified custom how howuri why whyuri pubconstraint "
_DATE = r"\d{8}"
_QCODE = r"\S+:\S+"
_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
# of an element: its children, whether words stand among them, its attributes
_RULES = {
    NITF: {
        "nitf": ("head?, body", 0, "id uno version! baselang class"),
        "head": ("title?, meta*, tobject?, iim?, docdata?, pubdata*, revision-history*", 0, "id"),
        "title": ("", 1, "id type"),
        "meta": ("", 0, "id http-equiv name content!"),
        "docdata": ("(doc-id|date.issue|urgency|key-list|series)*", 0, "id management-status"),
        "doc-id": ("", 0, "id regsrc id-string"),
        "date.issue": ("", 0, "id norm"),
        "pubdata": ("", 0, "id type item-length unit-of-measure date.publication name issn volume "
                    "number issue edition.name edition.area position.section position.sequence "
                    "ex-ref"),
        "body": ("body.head?, body.content*, body.end?", 0, _COMMON),
        "body.head": ("hedline*, note*, rights?, byline*, distributor?, dateline*, abstract*, "
                      "series?", 0, "id"),
        "hedline": ("hl1, hl2*", 0, _COMMON),
        "hl1": (_ENRICHED, 1, _COMMON),
        "hl2": (_ENRICHED, 1, _COMMON),
        "byline": ("(person|byttl|location|virtloc)*", 1, _COMMON),
        "dateline": ("(location|story.date)*", 1, _COMMON),
        "abstract": (f"({_BLOCK})+", 0, _COMMON),
        "body.content": (f"(block|{_BLOCK})*", 0, "id"),
        "p": (_ENRICHED, 1, _COMMON + "lede summary optional-text"),
        "pre": ("", 1, _COMMON),
        "table": ("caption?, (col|colgroup)?, thead?, tfoot?, (tbody|tr*)", 0, _COMMON + "align "
                  "width cols border frame rules cellspacing cellpadding"),
        "tr": ("(th|td)+", 0, _COMMON + "align valign"),
        "td": (f"({_ENRICHED}|{_BLOCK})*", 1, _COMMON + "rowspan colspan align valign"),
        "media": ("media-metadata*, (media-reference, media-object?)+, media-caption*, "
                  "media-producer*", 0, _COMMON + "media-type!"),
        "media-metadata": ("", 0, "id name! value"),
        "media-reference": ("", 1, "id source name mime-type alternate-text height width"),
        "media-caption": (f"({_ENRICHED}|{_BLOCK})*", 1, _COMMON),
        "media-producer": (_ENRICHED, 1, _COMMON),
        "em": (_ENRICHED, 1, _COMMON),
        "object.title": ("alt-code*", 1, _COMMON + "idsrc value"),
        "pronounce": (_ENRICHED, 1, _COMMON + "guide phonetic"),
        "br": ("", 0, "id"),
        "body.end": ("tagline?, bibliography?", 0, "id"),
        "tagline": (_ENRICHED, 1, _COMMON + "type"),
    },
    NAR: {
        "newsMessage": ("header, itemSet", 0, ""),
        "header": ("sent, (catalogRef|catalog)*, sender?, transmitId?, priority?, origin?", 0, ""),
        "sent": ("", 1, ""),
        "sender": ("", 1, "qcode uri literal"),
        "itemSet": ("(packageItem|newsItem)+", 0, ""),
        "packageItem": ("(catalogRef|catalog)*, rightsInfo*, itemMeta, contentMeta?, groupSet?", 0,
                        "standard! standardversion! conformance guid! version"),
        "newsItem": ("(catalogRef|catalog)*, rightsInfo*, itemMeta, contentMeta?, contentSet?", 0,
                     "standard! standardversion! conformance guid! version"),
        "catalogRef": ("title*", 0, "href!"),
        "catalog": ("title*, scheme+", 0, "url guid version"),
        "scheme": ("(sameAsScheme|name|definition|note)*", 0, "alias! uri!"),
        "itemMeta": ("itemClass, provider, versionCreated, firstCreated?, embargoed?, pubStatus?, "
                     "role?, fileName?, generator*, profile?, service*, title*, edNote*, link*, "
                     "itemMetaExtProperty*", 0, _POWER),
        "itemClass": ("(name|related)*", 0, "qcode uri"),
        "provider": ("name*", 0, "qcode uri literal"),
        "versionCreated": ("", 1, ""),
        "pubStatus": ("name*", 0, "qcode uri"),
        "title": ("", 1, "id role"),
        "name": ("", 1, "role"),
        "groupSet": ("group+", 0, "root!"),
        "group": ("(groupRef|itemRef|conceptRef|title|signal|edNote|groupExtProperty)*", 0,
                  _POWER + "role! mode"),
        "groupRef": ("", 0, "idref!"),
        "itemRef": ("(itemClass|title)*", 0, "rel residref href version contenttype"),
        "contentMeta": ("icon*, urgency?, contentCreated?, contentModified?, "
                        "digitalSourceType?, (located|infoSource|creator|contributor|altId)*, "
                        "(language|genre|keyword|subject|slugline|headline|dateline|by|creditline"
                        "|description)*, contentMetaExtProperty*", 0, _POWER),
        "creator": ("name*", 0, "qcode uri literal"),
        "contentSet": ("(inlineXML|inlineData|remoteContent)*", 0, "original"),
        "inlineXML": ("nitf?", 0, "contenttype"),
        "remoteContent": ("", 0, "rendition href contenttype"),
    },
}  # fmt: skip
for _name in ("headline", "dateline", "by", "creditline", "description"):
    _RULES[NAR][_name] = ("", 1, "id role")
for _name in ("itemMetaExtProperty", "groupExtProperty", "contentMetaExtProperty"):
    _RULES[NAR][_name] = ("", 0, "rel value")
# attributes, and elements of words, whose values have a form
_FORMS = {
    "nitf.version": r"-//IPTC//DTD NITF 3\.6//EN", "nitf.class": r"[\w.:-]+( [\w.:-]+)*",
    "meta.name": r"[\w.:-]+", "date.issue.norm": _DATE, "pubdata.date.publication": _DATE,
    "pubdata.type": "print|audio|video|web|appliance|other",
    "packageItem.standardversion": r"\d+\.\d+", "newsItem.standardversion": r"\d+\.\d+",
    "scheme.alias": r"[A-Za-z_][\w.-]*", "sent": _STAMP, "versionCreated": _STAMP,
    "itemClass.qcode": _QCODE, "pubStatus.qcode": _QCODE, "group.role": _QCODE,
    "group.mode": _QCODE, "description.role": _QCODE, "remoteContent.rendition": _QCODE,
    "itemMetaExtProperty.rel": _QCODE, "groupExtProperty.rel": _QCODE,
    "contentMetaExtProperty.rel": _QCODE,
}  # fmt: skip


def faults(document: str) -> list[str]:
    """Return what of a document its schemas do not allow."""
    root = fromstring(document)
    named = [one.get("id") for one in root.iter() if one.get("id")]
    wanted = [one.get(key) for one in root.iter() for key in ("idref", "root") if one.get(key)]
    found = [f"id {name!r} is twice there" for name in {n for n in named if named.count(n) > 1}]
    found += [f"no element is called {name!r}" for name in wanted if name not in named]
    return [*found, *(fault for element in root.iter() for fault in _faults(element))]


def _faults(element: Element) -> Iterator[str]:
    space, name = element.tag[: element.tag.find("}") + 1], element.tag.rpartition("}")[2]
    if name not in _RULES.get(space, {}):
        yield f"{element.tag} is no element that is known"
        return
    model, words, attributes = _RULES[space][name]
    inside = "".join(f"<{child.tag.rpartition('}')[2]}>" for child in element)
    pattern = re.sub(r"[a-zA-Z][\w.-]*", lambda found: f"(?:<{found[0]}>)", model)
    if not re.fullmatch(pattern.replace(", ", ""), inside):
        yield f"{name} can't hold {inside}"
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if text.strip() and not words:
        yield f"{name} can't hold the words {text.strip()!r}"
    known = {key.rstrip("!"): key.endswith("!") for key in attributes.split()}
    yield from (f"{name} lacks {k}" for k in known if known[k] and k not in element.attrib)
    own = {key: value for key, value in element.attrib.items() if "}" not in key}
    yield from (f"{name} has no attribute {key}" for key in own if key not in known)
    for key, value in [*((f"{name}.{k}", v) for k, v in own.items()), (name, text)]:
        if key in _FORMS and not re.fullmatch(_FORMS[key], value):
            yield f"{key} is {value!r}"
