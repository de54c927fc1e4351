"""The shared Bot API server, with a mark on each call of who made it: `python benchmarks/marked_telegram.py PORT ID`.

Bots come with tokens `ID:name-1`, `ID:name-2` …; what follows the last hyphen stands in the record of their calls as
`sender`. Which process sent a message is so known, and not guessed by the seconds between it and a death.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import threading
from pathlib import Path

SERVER = Path(__file__).parents[2] / "shared" / "tools" / "fake_telegram.py"
_MARKED = re.compile(r"/bot\d+:\w+-(\d+)/")


def main() -> None:
    """Serve until killed, and print the addresses first, as the server itself does."""
    found = importlib.util.spec_from_file_location("fake_telegram", SERVER)
    assert found is not None and found.loader is not None
    shared = importlib.util.module_from_spec(found)
    found.loader.exec_module(shared)

    class Marking(shared.Handler):  # type: ignore[misc]
        """Hands on the mark as a parameter of the call, which the server writes down with the others."""

        def do_GET(self) -> None:  # noqa: N802 (the names of http.server)
            if marked := _MARKED.match(self.path):
                self.path += f"{'&' if '?' in self.path else '?'}sender={marked[1]}"
            super().do_GET()

        do_POST = do_GET  # noqa: N815

    shared.Handler = Marking
    server = shared.FakeTelegram(int(sys.argv[1])).start()
    server.me["id"] = int(sys.argv[2])
    print(json.dumps({kind: f"http://127.0.0.1:{server.port}/{kind}" for kind in ("bot", "control")}), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
