"""Which language messages are in.  Apart, so that English, which asks for none, costs nothing."""

from collections.abc import Mapping

LANGUAGES = ("en", "zh")


def chosen(asked: str, environment: Mapping[str, str]) -> str:
    """Return the language of messages: the one asked for, else that of the locale (POSIX, 8.2).

    >>> chosen("", {"LANG": "zh_CN.UTF-8"}), chosen("", {"LC_ALL": "C", "LANG": "zh_CN"})
    ('zh', 'en')
    """
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    said = asked or next(filter(None, named), "")
    return "zh" if said.lower().startswith("zh") else "en"
