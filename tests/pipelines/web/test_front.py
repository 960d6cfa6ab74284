"""What reaches the webserver, asked with real requests over a real socket; `tests/browser` drives Dagster's own."""

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pipelines.web.front import Front, authorities, authority

MUTATION = "/graphql?query=mutation%7BlaunchRun%7D"


class Behind:
    """A server behind the front that notes what reaches it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reached: list[str] = []
        self.app = Starlette(
            routes=[
                WebSocketRoute("/graphql", self.talk),
                Route("/{path:path}", self.answer, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"]),
            ]
        )

    async def answer(self, request: Request) -> PlainTextResponse:
        self.reached.append(f"{request.method} {request.url.path}")
        return PlainTextResponse("here", headers={"Content-Security-Policy": "img-src 'self'"})

    async def talk(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.reached.append("websocket")
        await websocket.close()

    def ask(self, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
        """Sends a request as given; a header's `_` stands for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {"Host": f"127.0.0.1:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders(b"")
        return connection.getresponse()


@pytest.fixture(scope="module")
def running() -> Iterator[Behind]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        behind = Behind(door.getsockname()[1])
        front = Front(behind.app, authorities(behind.port, ["desk.example.org", "Desk.example.org:8443"]))
        server = uvicorn.Server(uvicorn.Config(front, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        yield behind
        server.should_exit = True
        thread.join()


@pytest.fixture
def behind(running: Behind) -> Behind:
    running.reached.clear()
    return running


def test_pages_and_json_pass_with_headers_that_keep_others_from_framing_them(behind: Behind) -> None:
    page = behind.ask("GET", "/runs")
    assert (page.status, page.read()) == (200, b"here")
    theirs, ours = page.headers.get_all("Content-Security-Policy") or ("", "")
    assert theirs == "img-src 'self'"
    assert "frame-ancestors 'none'" in ours.split("; ")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert behind.ask("POST", "/graphql", Content_Type="application/json; charset=utf-8").status == 200
    origin = f"http://localhost:{behind.port}"
    assert behind.ask("POST", "/graphql", Origin=origin, Content_Type="application/json").status == 200
    assert behind.reached == ["GET /runs", "POST /graphql", "POST /graphql"]


@pytest.mark.parametrize("path", [MUTATION, "/graphql/?query={version}", "/%67raphql?query={version}", "/graphql?"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_graphql_is_not_asked_by_get(behind: Behind, method: str, path: str) -> None:
    assert behind.ask(method, path, Accept="image/*").status == 405
    assert not behind.reached


def test_the_query_page_passes_only_without_a_query(behind: Behind) -> None:
    assert behind.ask("GET", "/graphql", Accept="text/html").status == 200
    assert behind.ask("GET", MUTATION, Accept="text/html").status == 405
    assert behind.reached == ["GET /graphql"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/graphql", "",
     "text/plain; application/json"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/graphql", MUTATION, "/report_asset_materialization/articles"])
def test_a_post_must_say_that_it_is_json(behind: Behind, path: str, kind: str) -> None:
    assert behind.ask("POST", path, Content_Type=kind).status == 415
    assert not behind.reached


def test_a_post_without_a_type_is_refused(behind: Behind) -> None:
    assert behind.ask("POST", "/graphql").status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(behind: Behind, method: str) -> None:
    assert behind.ask(method, "/graphql", Content_Type="application/json").status == 405
    assert not behind.reached


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "x@127.0.0.1:{port}", "*", ""]
)
def test_a_host_that_is_not_ours_is_refused(behind: Behind, host: str) -> None:
    for method, path in (("GET", "/runs"), ("POST", "/graphql")):
        asked = behind.ask(method, path, Host=host.format(port=behind.port), Content_Type="application/json")
        assert asked.status in (400, 403)
    assert not behind.reached


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://127.0.0.1:1", "null", "file://", "http://127.0.0.1", "chrome-extension://abc",
     "http://127.0.0.1:{port}.evil.example", "http://evil.example/127.0.0.1:{port}", ""],
)  # fmt: skip
def test_a_page_of_another_origin_is_refused(behind: Behind, origin: str) -> None:
    sent = origin.format(port=behind.port)
    assert behind.ask("POST", "/graphql", Origin=sent, Content_Type="application/json").status == 403
    assert behind.ask("GET", "/runs", Origin=sent).status == 403
    assert not behind.reached


def test_further_hosts_pass_over_either_protocol(behind: Behind) -> None:
    for host, origin in (
        ("desk.example.org", "https://desk.example.org"),
        ("DESK.example.org:443", "https://desk.example.org"),
        ("desk.example.org:8443", "https://desk.example.org:8443"),
    ):
        assert behind.ask("POST", "/graphql", Host=host, Origin=origin, Content_Type="application/json").status == 200
    assert behind.reached == ["POST /graphql"] * 3


def test_a_websocket_of_another_origin_is_refused(behind: Behind) -> None:
    address = f"ws://127.0.0.1:{behind.port}/graphql"
    with connect(address, additional_headers={"Origin": f"http://127.0.0.1:{behind.port}"}):
        pass
    with connect(address):
        pass
    assert behind.reached == ["websocket", "websocket"]
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}):
        with pytest.raises(InvalidStatus), connect(address, additional_headers=headers):
            pass
    assert behind.reached == ["websocket", "websocket"]


@pytest.mark.parametrize(
    "host", ["*", "*.example.org", "http://x.org", "x.org/a", "a b", "", "x.org:port", "x\u202eorg"]
)
def test_what_is_no_host_cannot_be_allowed(host: str) -> None:
    with pytest.raises(ValueError, match=r"host|[Pp]ort"):
        authorities(3000, [host])


def test_hosts_are_compared_as_browsers_write_them() -> None:
    assert authority("LOCALHOST:80") == "localhost"
    assert authority("[::1]:3000") == "[::1]:3000"
    assert authorities(80) == {"127.0.0.1", "localhost", "[::1]"}


def test_the_dictionary_is_our_own_page_and_as_well_guarded(running: Behind) -> None:
    answer = running.ask("GET", "/dictionary")
    text = answer.read().decode()
    assert answer.status == 200
    assert '<tr id="events.start_on">' in text
    assert '<h3 id="timeline">' in text
    assert "frame-ancestors 'none'" in str(answer.headers["Content-Security-Policy"])
    assert "GET /dictionary" not in running.reached
    assert running.ask("GET", "/dictionary", Host="evil.example").status == 403
