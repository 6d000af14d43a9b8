"""A real HTTP server in this process, and free ports for others."""

import socket
import threading
from collections.abc import Generator
from contextlib import closing, contextmanager

import uvicorn
from fastapi import FastAPI


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(app: FastAPI) -> Generator[int]:
    """Serve *app* on loopback for the block; yield the port."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        listener.listen()  # connections wait from here on, even before the server answers
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
