"""Forty viewers at once, on loopback: how long an action takes, and how much memory it costs."""

import asyncio
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import psutil
import pytest

VIEWERS, ACTIONS = 40, 10
PAUSE = (1.0, 5.0)  # seconds between two actions of a viewer: three on average
SLOWEST, LARGEST = 0.300, 300  # seconds for the 95th percentile; MiB in all
SCENARIOS = ("march-28", "march-28-us-leads", "suspend-us-leads")


class Viewer:
    """One open page: it watches runs and moves sliders, never twice to the same place."""

    def __init__(self, client, number):
        self.client, self.luck, self.took = client, random.Random(number), []

    async def come(self):
        answer = await self.client.get("/es/change")
        page = re.search(r'name="page" content="([^"]+)"', answer.text)[1]
        self.headers = {"X-Page": page}
        for part in ("classroom.css", "common.js", "change.js", "map.json"):
            assert (await self.client.get(f"/static/{part}")).status_code == 200

    async def ask(self, question, **values):
        answer = await self.client.get(f"/es/ask/{question}", params=values, headers=self.headers)
        assert answer.status_code == 200, answer.text

    async def act(self):
        """A run to watch, or a slider moved: a distribution, and later what it rests on."""
        began = time.perf_counter()
        scenario = self.luck.choice(SCENARIOS)
        if self.luck.random() < 0.4:
            await self.ask("run", scenario=scenario, run=self.luck.randrange(10_000))
            self.took.append(time.perf_counter() - began)
            return
        values = {"base": scenario, "scenario": scenario, "leadership": self.luck.random()}
        await self.ask("compare", **values)
        self.took.append(time.perf_counter() - began)
        if self.luck.random() < 0.3:  # the slider came to rest
            await self.ask("resting", **values)

    async def stay(self):
        await asyncio.sleep(self.luck.uniform(0, PAUSE[1]))
        for _ in range(ACTIONS):
            await self.act()
            await asyncio.sleep(self.luck.uniform(*PAUSE))


def memory(process):
    """MiB of a process and all below it."""
    tree = [psutil.Process(process.pid)]
    tree += tree[0].children(recursive=True)
    return sum(each.memory_info().rss for each in tree) / 2**20


async def crowd(address):
    limits = httpx.Limits(max_connections=VIEWERS)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=30) as client:
        viewers = [Viewer(client, number) for number in range(VIEWERS)]
        await asyncio.gather(*(viewer.come() for viewer in viewers))
        await asyncio.gather(*(viewer.stay() for viewer in viewers))
    return sorted(took for viewer in viewers for took in viewer.took)


@pytest.mark.speed
def test_forty_viewers_at_once(server):
    """95 % of 400 actions under 300 ms, and the server's processes under 300 MiB in all."""
    with ThreadPoolExecutor(1) as apart:  # the browser tests leave a loop running in this thread
        took = apart.submit(asyncio.run, crowd(server.address)).result()
    p50, p95, used = took[len(took) // 2], took[int(0.95 * len(took))], memory(server.process)
    print(f"\n{len(took)} actions: median {p50:.3f} s, 95th percentile {p95:.3f} s; {used:.0f} MiB")
    assert len(took) == VIEWERS * ACTIONS
    assert used < LARGEST
    assert p95 < SLOWEST
