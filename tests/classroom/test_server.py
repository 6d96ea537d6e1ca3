"""The server keeps to this machine, says little, and nothing typed by a viewer comes back."""

import importlib.util
import signal
import socket

import httpx
import psutil
import pytest
from fastapi.testclient import TestClient

from sim.classroom.app import classroom
from sim.classroom.door import LARGEST_RUN
from sim.commands.classroom import address

NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def client():
    return TestClient(classroom(most_pages=2))


def page_id(answer):
    return answer.text.split('name="page" content="')[1].split('"')[0]


def asked(client, question, language="en", **values):
    page = page_id(client.get(f"/{language}/watch"))
    answer = client.get(f"/{language}/ask/{question}", params=values, headers={"X-Page": page})
    client.post(f"/page/{page}/closed")
    return answer


def test_it_listens_on_this_machine_alone(server):
    """Unless told otherwise the one listening socket is on 127.0.0.1."""
    tree = [psutil.Process(server.process.pid)]
    tree += tree[0].children(recursive=True)
    listening = [c.laddr for p in tree for c in p.net_connections("tcp") if c.status == "LISTEN"]
    assert listening == [("127.0.0.1", server.port)]


@pytest.mark.parametrize("path", ["/en/watch", "/es/change", "/static/map.json", "/en/words.json"])
def test_every_answer_forbids_what_is_not_ours(client, path):
    """A policy that lets in scripts, styles and questions of this server alone; no cookie."""
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


def test_a_browser_is_sent_to_its_language(client):
    """/ leads to Spanish for who asks for it, else to English."""
    for accept, place in (("es-MX", "/es/watch"), ("fr", "/en/watch")):
        answer = client.get("/", headers={"Accept-Language": accept}, follow_redirects=False)
        assert answer.headers["location"] == place


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"scenario": NASTY}, "link"),
        ({"scenario": "../../etc/passwd"}, "link"),
        ({"scenario": "march-28", "run": NASTY}, "whole number"),
        ({"scenario": "march-28", "run": LARGEST_RUN + 1}, "whole number"),
        ({"scenario": "march-28", "run": -1}, "whole number"),
        ({"scenario": "march-28", "seed": 2**63}, "seed"),
        ({"scenario": "march-28", "leadership": "nan"}, "link"),
        ({"scenario": "march-28", "leadership": 1.01}, "link"),
        ({"scenario": "march-28", "anything": NASTY}, "link"),
        ({"scenario": "nowhere"}, "no scenario"),
        ({"scenario": "march-28", "member": "XXX", "sovereignty": 1}, "members"),
        ({}, "link"),
    ],
)
def test_a_bad_question_is_told_and_never_echoed(client, values, word):
    """422 with a message in the page's language; what was typed is not in the answer."""
    answer = asked(client, "run", **values)
    assert answer.status_code == 422
    assert word in answer.json()["message"]
    assert set(answer.json()) == {"message"} and "<" not in answer.text
    spanish = asked(client, "run", "es", **values).json()["message"]
    assert spanish != answer.json()["message"]


@pytest.mark.parametrize("path", ["/fr/watch", "/en/nothing", "/docs", "/openapi.json",
                                  "/static/../app.py", "/static/%2e%2e/app.py"])  # fmt: skip
def test_nothing_else_is_served(client, path):
    """Other languages, other pages, a programmer's pages and our sources are not there."""
    assert client.get(path).status_code in (404, 422)


def test_a_full_room_is_told_in_both_languages(client):
    """The third of two pages: 503, with a page that says why; a closed one makes room."""
    first = page_id(client.get("/en/watch"))
    client.get("/en/watch")
    for language, word in (("en", "The room is full: 2 pages"), ("es", "La sala está completa")):
        full = client.get(f"/{language}/change")
        assert full.status_code == 503 and word in full.text
    client.post(f"/page/{first}/closed")
    assert client.get("/en/change").status_code == 200


def test_a_page_that_is_not_open_gets_no_runs(client):
    """Without a page's id no question is answered."""
    for headers in ({}, {"X-Page": "guessed"}):
        answer = client.get("/en/ask/run", params={"scenario": "march-28"}, headers=headers)
        assert answer.status_code in (410, 422)


def test_viewers_questions_are_not_logged(server):
    """What is asked leaves no line on the teacher's terminal and no file."""
    httpx.get(server.address + "/en/watch?scenario=secret")
    files = psutil.Process(server.process.pid).open_files()
    assert not [file for file in files if "w" in getattr(file, "mode", "") or "a" in file.mode]


def test_a_taken_port_is_told(council, server):
    """The same port twice: exit code 1, and what to do."""
    answer = council("classroom", "--port", server.port)
    assert answer.code == 1
    assert f"port {server.port}" in answer.err and "--port" in answer.err


def test_an_address_that_isnt_ours_is_told(council):
    """A name that is no address: exit code 1."""
    answer = council("classroom", "--host", "no such host")
    assert answer.code == 1 and "--host" in answer.err


def test_a_port_that_cant_be_is_usage(council):
    """Port 70000: exit code 2."""
    assert council("classroom", "--port", 70000).code == 2


def test_a_missing_extra_is_told(council, monkeypatch):
    """Without the extra's packages: exit code 1, and the words that install them."""
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "uvicorn" else found(name, *a)
    )
    answer = council("classroom")
    assert answer.code == 1 and "council-sim[classroom]" in answer.err


def test_an_address_is_what_a_browser_takes():
    """A machine that listens everywhere is reached at 127.0.0.1; IPv6 stands in brackets."""
    assert address("0.0.0.0", 80) == address("::", 80) == "http://127.0.0.1:80"
    assert address("::1", 8080) == "http://[::1]:8080"
    assert address("school", 8080) == "http://school:8080"


def test_ctrl_c_closes_it(start):
    """The teacher's Ctrl-C: a word, exit code 130, and the port is free again."""
    running = start()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(20) == 130
    assert "The classroom is closed" in running.process.stdout.read()
    with socket.socket() as again:
        again.bind(("127.0.0.1", running.port))


def test_the_start_says_where_to_go(server):
    """The address, and how to close it."""
    assert server.address in server.told and "Ctrl-C" in server.told
    with socket.create_connection(("127.0.0.1", server.port), 5):
        pass
