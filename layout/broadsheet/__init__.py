"""Typeset a newspaper edition into a press-ready broadsheet PDF."""

__version__ = "0.1.0"
