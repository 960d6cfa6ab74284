"""Decides which requests reach the Dagster webserver.

The webserver runs what any page of any origin sends it: it takes mutations by GET and looks at neither Host nor Origin.
So nothing passes that a foreign page can make a browser send:

- a Host that is not ours (a name that an attacker points at 127.0.0.1), or an Origin that is not ours, for pages, posts
  and websockets alike;
- GraphQL by GET, which an image's address is enough for; the bare query page passes, for it runs nothing by itself;
- a post that is not declared as JSON: browsers send forms and plain text to anyone, but JSON only where a server has
  agreed, and this one never does;
- our pages in a frame of another page, where a click could be stolen.

And our own pages load no picture from elsewhere, and ask nobody else, whatever the text of a document makes of itself.

Here belong the rules. Who a user is belongs to a reverse proxy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.web import dictionary
from runtime.cockpit.declared import DICTIONARY

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_READS = frozenset({"GET", "HEAD"})
_POLICY = "; ".join(
    (
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "media-src 'none'",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Refusal:
    """A status of HTTP, and a sentence for whoever sent the request."""

    status: int
    why: str


def authorities(port: int, further: Iterable[str] = ()) -> frozenset[str]:
    """The hosts that are ours, as `host:port`, without a port that is HTTP's own: the loopback's and `further` ones.

    Raises ValueError where one of these is no host.
    """
    return frozenset(authority(host) for host in (*(f"{name}:{port}" for name in LOOPBACK), *further))


def authority(host: str) -> str:
    """A host as browsers write it: lower case, a port only where it is neither 80 nor 443. Raises ValueError."""
    parts = urlsplit(f"//{host}")
    bare = parts.netloc == host and parts.hostname and not parts.username and "*" not in host
    if not bare or any(c.isspace() or not c.isprintable() for c in host):
        raise ValueError(f"{host!r} is no host: give a name such as desk.example.org, with its port if it has one")
    name = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    return name if parts.port in (None, 80, 443) else f"{name}:{parts.port}"


def refusal(scope: Scope, ours: frozenset[str]) -> Refusal | None:
    """Why a request or websocket does not pass, or None where it does; `scope` is ASGI's."""
    headers = Headers(scope=scope)
    if not _is_ours(headers.getlist("host"), ours):
        return Refusal(403, "This host is not ours. Start with `communique ui --allow-host HOST` to serve it.")
    origins = headers.getlist("origin")
    if origins and not _is_ours([_host_of(origin) for origin in origins], ours):
        return Refusal(403, "Pages of other origins may not ask here.")
    return None if scope["type"] == "websocket" else _by_method(scope, headers)


def _is_ours(hosts: list[str], ours: frozenset[str]) -> bool:
    """Whether there is one host, and it is ours."""
    try:
        return len(hosts) == 1 and authority(hosts[0]) in ours
    except ValueError:
        return False


def _host_of(origin: str) -> str:
    """The host of an origin, or nothing: `null` is what a page says that hides where it is from."""
    scheme, _, host = origin.partition("://")
    return host if scheme in ("http", "https") else ""


def _by_method(scope: Scope, headers: Headers) -> Refusal | None:
    graphql = scope["path"].rstrip("/").endswith("/graphql")
    if scope["method"] in _READS:
        if graphql and (scope["query_string"] or "text/html" not in headers.get("accept", "")):
            return Refusal(405, "GraphQL is asked by POST with JSON.")
        return None
    if scope["method"] != "POST":
        return Refusal(405, "Only GET and POST are answered.")
    kinds = [kind.partition(";")[0].strip().lower() for kind in headers.getlist("content-type")]
    return None if kinds == ["application/json"] else Refusal(415, "A post must be JSON, and say so.")


def _asks_for_dictionary(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in _READS and scope["path"] == DICTIONARY


class Front:
    """The ASGI application that passes on to another what `refusal` lets through, and has the dictionary itself."""

    def __init__(self, app: ASGIApp, ours: frozenset[str]) -> None:
        self.app = app
        self.ours = ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request itself, or has it answered."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif (refused := refusal(scope, self.ours)) is None and _asks_for_dictionary(scope):
            await HTMLResponse(dictionary.page(), headers=_HEADERS)(scope, receive, send)
        elif refused is None:
            await self.app(scope, receive, _guarded(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refused.why})
        else:
            await PlainTextResponse(refused.why + "\n", refused.status, _HEADERS)(scope, receive, send)


def _guarded(send: Send) -> Send:
    """The same, with headers that keep other pages from showing or embedding ours. A second policy only narrows."""

    async def sends(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.append(name, value)
        await send(message)

    return sends
