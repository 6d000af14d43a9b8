"""The socket a server listens on, taken before anything else is done."""

import signal
import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from monitor.errors import MonitorError


class ListenError(MonitorError):
    """The address cannot be listened on."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on *host* and *port* (0: any free one).

    Raises:
        ListenError: the port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (")  # the rest repeats the address
        raise ListenError(f"{host} port {port}: {reason}") from error


def answer(listener: socket.socket, app: FastAPI) -> None:
    """Serve *app* on *listener* until asked to stop."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    # uvicorn ends in good order and then raises the signal anew; dying of it would leave the store unclosed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
