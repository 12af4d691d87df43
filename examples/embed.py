"""A web endpoint that sets pages: POST an edition, get a PDF.

    python examples/embed.py 8000
    curl --data-binary @examples/tinglan-front.txt http://127.0.0.1:8000/?spec=duikai-6 -o page.pdf

The body is raw page text, or an edition as YAML or JSON.  Answers 200 with the PDF, 422 with
the findings when the copy does not fit, 400 with one line when a file is wrong.  Requests run
in threads side by side: the library has no state.
"""

import io
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import broadsheet

MOST_BYTES = 8_000_000


def set_page(body: bytes, spec_name: str, seconds: float = 60) -> tuple[int, str, bytes]:
    """Return status, content type and answer for one request, stopped after some seconds."""
    try:
        edition = broadsheet.read_edition(body.decode("utf-8") + "\n")
        pages = broadsheet.compose(edition, broadsheet.load_spec(spec_name), timeout=seconds)
    except UnicodeDecodeError:
        return 400, "text/plain; charset=utf-8", b"the body is not UTF-8\n"
    except broadsheet.UserError as fault:
        return 400, "text/plain; charset=utf-8", f"{fault}\n".encode()
    if any(finding.level == "error" for finding in pages.findings):
        text = "".join(f"{finding}\n" for finding in pages.findings)
        return 422, "text/plain; charset=utf-8", text.encode()
    stream = io.BytesIO()
    broadsheet.write_pdf(pages, stream)
    return 200, "application/pdf", stream.getvalue()


class Desk(BaseHTTPRequestHandler):
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
