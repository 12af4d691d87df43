"""A web endpoint that sets pages: POST an edition, get a PDF.

    python examples/embed.py 8000
    curl --data-binary @examples/tinglan-front.txt http://127.0.0.1:8000/?spec=duikai-6 -o page.pdf

The body is raw page text, or an edition as YAML or JSON.  Answers 200 with the PDF, 422 with
the findings when the copy does not fit, 400 with one line when a file is wrong.  Requests run
in threads side by side: the library has no state.
"""

import io
import sys
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import broadsheet
from broadsheet import deadline
from broadsheet.api import open_faces
from broadsheet.fonts.typeface import FaceBook

MOST_BYTES = 8_000_000


@lru_cache(maxsize=8)
def sheet(name: str) -> tuple[broadsheet.Spec, FaceBook]:
    """Return a bundled spec and its faces, opened once."""
    spec = broadsheet.load_spec(name)
    return spec, open_faces(spec.style)


def set_page(body: bytes, spec_name: str, seconds: float = 60) -> tuple[int, str, bytes]:
    """Return status, content type and answer for one request, stopped after some seconds."""
    text = "text/plain; charset=utf-8"
    source = broadsheet.NamedBytes(content=body, name="body")  # of no folder: no file is reached
    stream, watch = io.BytesIO(), deadline.until(seconds)
    try:
        spec, book = sheet(spec_name)
        edition = broadsheet.read_edition(source, watch=watch)
        pages = broadsheet.typeset(edition, spec, stream, book=book, watch=watch)
    except broadsheet.UserError as fault:
        return 400, text, f"{fault}\n".encode()
    except MemoryError:
        return 400, text, b"there is not enough memory for this\n"
    if not stream.tell():  # the copy has errors: nothing is written
        return 422, text, "".join(f"{finding}\n" for finding in pages.findings).encode()
    return 200, "application/pdf", stream.getvalue()


class Desk(BaseHTTPRequestHandler):
    timeout = 30  # seconds for each piece of a request

    def do_POST(self) -> None:
        said = self.headers.get("Content-Length", "")
        if not (said.isascii() and said.isdigit() and len(said) < 20):
            self.send_error(411)
            return
        length = int(said)
        if length > MOST_BYTES:
            self.send_error(413)
            return
        query = parse_qs(urlsplit(self.path).query)
        spec = query.get("spec", ["duikai-6"])[0]
        if not spec.replace("-", "").isalnum():  # a bundled name, never a path
            self.send_error(400, "no such spec")
            return
        status, kind, answer = set_page(self.rfile.read(length), spec)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    ThreadingHTTPServer(("127.0.0.1", port), Desk).serve_forever()
