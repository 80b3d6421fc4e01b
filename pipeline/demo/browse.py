"""The gallery in the browser: a small server on loopback that looks at the outbox anew each time the list is asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from pipeline.demo.gallery import INDEX, Gallery, write_gallery

USUAL_PORT = 8765
_HOST = "127.0.0.1"
_KINDS = {".html": "text/html; charset=utf-8", ".eml": "message/rfc822"}


@contextmanager
def browsing(gallery: Gallery, port: int | None) -> Iterator[str]:
    """Serve the gallery until the end of `with`; yields its address.

    Args:
        gallery: what to show.
        port: on loopback; None takes the usual one, or any where that is taken.

    Raises:
        OSError: the port asked for is taken.
    """
    server = _open(partial(_Handler, gallery, directory=str(gallery.folder)), port)
    thread = threading.Thread(target=server.serve_forever, name="gallery", daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _open(handler: "partial[_Handler]", port: int | None) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((_HOST, USUAL_PORT if port is None else port), handler)
    except OSError:
        if port is not None:
            raise
        return ThreadingHTTPServer((_HOST, 0), handler)


class _Handler(SimpleHTTPRequestHandler):
    """Files of the gallery, nothing else; mails are shown with their own look, as UTF-8."""

    lock = threading.Lock()

    def __init__(self, gallery: Gallery, *args: object, **kwargs: object) -> None:
        self._gallery = gallery
        self.extensions_map = SimpleHTTPRequestHandler.extensions_map | _KINDS
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file; the list is written anew first."""
        if self.path in ("/", f"/{INDEX}"):
            with self.lock:
                write_gallery(self._gallery)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing: the terminal belongs to the summary."""
