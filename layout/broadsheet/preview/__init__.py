"""The live page: an edition shown in a browser, and set again at each saved change.

Between the command and the library.  ``session`` keeps what is set and which files it came
from; ``telling`` says it to the browser; ``app`` answers the browser, ``server`` listens on
this machine alone and watches the files.  Needs the extra ``preview``.
"""
