"""The classroom as its viewers meet it: a server of its own and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run", "--force-device-scale-factor=1",
)  # fmt: skip
COUNCIL = str(Path(sys.executable).parent / "council")
START = 240  # seconds; the first start on a machine compiles the model


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    """`council classroom` in a process of its own, on a free port."""

    def __init__(self, *options):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [COUNCIL, "classroom", "--port", str(self.port), *options],
            env=os.environ | {"XDG_DATA_HOME": tempfile.mkdtemp()},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.told = ""
        too_long = threading.Timer(START, self.process.kill)
        too_long.start()
        for line in self.process.stdout:
            self.told += line
            if self.address in line:
                too_long.cancel()
                return
        pytest.fail(f"the classroom did not start:\n{self.told}")

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


@pytest.fixture(scope="session")
def server():
    running = Server()
    yield running
    running.close()


@pytest.fixture
def start():
    """Start a classroom of the test's own, with these options."""
    running = []
    yield lambda *options: running.append(Server(*options)) or running[-1]
    for each in running:
        each.close()


@pytest.fixture(scope="session")
def chromium():
    """The browser's program: found, or installed where we may, else told how to get it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *words], **quietly)
    if not shutil.which("chromium"):
        pytest.fail("The browser tests need Chromium: as root, apt-get install chromium")
    return shutil.which("chromium")


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, server):
    """Open a path of the classroom; at the end nothing may have failed or left this machine."""
    contexts, wrong, asked = [], [], []

    def opened(path, width=1280, height=800, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server.address + path)
        page.wait_for_selector("body[data-ready]")
        return page

    opened.wrong = wrong
    yield opened
    for context in contexts:
        context.close()
    assert asked and {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}
    assert wrong == []
