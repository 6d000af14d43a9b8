"""A real server process that can be killed: says "opening", then "serving PORT KEY", on its standard output.

Run: python -m tests.e2e.server CONFIG
"""

import os
import socket
import sys
from pathlib import Path

import uvicorn

from api.http import HttpSettings, create_app
from monitor.build import build_monitor
from monitor.keys import Scope
from monitor.settings import load_settings


def main(config: Path) -> None:
    """Serve the settings in *config* on a free port of this machine until killed."""
    sys.stdout.write("opening\n")
    sys.stdout.flush()
    with build_monitor(load_settings(config, os.environ)) as monitor, socket.create_server(("127.0.0.1", 0)) as free:
        key = monitor.create_key("test", frozenset(Scope))
        app = create_app(monitor, HttpSettings(rate_limit="100000/second"))
        sys.stdout.write(f"serving {free.getsockname()[1]} {key}\n")
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[free])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
