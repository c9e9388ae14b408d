"""What `serve` does once it is called."""

import errno
import json
import socket
import webbrowser
from collections.abc import Iterable
from pathlib import Path

import click
import uvicorn

from ..errors import UsageError
from ..schema import Record, Watch
from ..views import read_watch
from ..web import Desk, Keys, make_app, prepare, rules_for, server_config
from .options import Front, places_for
from .output import Tell


class Place(Record, frozen=True):
    """Where the desk listens, what lets a reader in, and the names it goes by beside its address."""

    host: str
    port: int
    token: str | None = None
    names: tuple[str, ...] = ()


def serve(front: Front, place: Place, watches: Iterable[Path], *, open_wanted: bool, tell: Tell) -> None:
    """Serve the desk until it is stopped. Raises UsageError where it would be open to others without a token and where
    the port cannot be had, NothingThere where there is no store."""
    rules = rules_for(place.host, place.token, (*place.names, socket.gethostname()))
    named = named_watches(watches)
    with front.open_store() as store, _listening(place) as listener:
        desk = Desk(store=store, watches=named, by=front.settings.by, packs=places_for(front, store))
        prepare(desk)
        address = address_of(place.host, listener.getsockname()[1])
        _say(tell, address, store.path)
        if open_wanted:
            webbrowser.open(address)
        app = make_app(desk, Keys(place.token), rules)
        _run(uvicorn.Server(server_config(app)), listener)
    if tell == "words":
        click.echo("The desk is closed.", err=True)


def named_watches(files: Iterable[Path]) -> dict[str, Watch]:
    """Watches by the names of their files. Raises UsageError for two of one name."""
    found: dict[str, Watch] = {}
    for file in files:
        if file.stem in found:
            raise UsageError(f"--watch {file}: there is another watch called {file.stem}; rename one of the files")
        found[file.stem] = read_watch(file)
    return found


def address_of(host: str, port: int) -> str:
    """What a browser is to be given."""
    if host in ("0.0.0.0", "::"):
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listening(place: Place) -> socket.socket:
    """The open port. Raises UsageError where it is in use, or the address is not this machine's."""
    host = place.host.strip("[]")
    try:
        family = socket.getaddrinfo(host, place.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, place.port), family=family)
    except socket.gaierror as error:
        raise UsageError(f"--host {place.host}: no such address ({error.strerror})") from error
    except (OSError, UnicodeError) as error:
        raise UsageError(_why_not(place, error)) from error


def _why_not(place: Place, error: OSError | UnicodeError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"--port {place.port}: in use, perhaps by another desk; take another one, or 0 for any that is free"
    if number == errno.EACCES:
        return f"--port {place.port}: may not be used; take one above 1023"
    return f"--host {place.host}: cannot be listened on ({error}); leave it out for this machine alone"


def _run(server: uvicorn.Server, listener: socket.socket) -> None:
    """Serve until Ctrl-C or a request to end, which is how a desk is closed and no failure."""
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return


def _say(tell: Tell, address: str, store: str) -> None:
    if tell == "json":
        click.echo(json.dumps({"url": address, "db": store}))
    elif tell == "words":
        click.echo(f"The desk is at {address}  (store: {store}; Ctrl-C closes it)")
