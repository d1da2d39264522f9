"""Planning away from the event loop, in a thread and in a process that may be killed at any time."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec.structs import replace

from sessionrunner.adapters.planner import PoolPlanner
from sessionrunner.core.errors import Unavailable
from sessionrunner.core.planning import Plan, make_plan
from sessionrunner.core.running_order.asking import order_request
from sessionrunner.core.running_order.order import make_order
from sessionrunner.runtime.ports import Planner
from tests.adapters.programs import start
from tests.adapters.requests import a_request
from tests.core.wip.builders import a_wip


@pytest_asyncio.fixture
async def planner() -> AsyncIterator[PoolPlanner]:
    """A planner that plans even the smallest request in its process."""
    made = PoolPlanner(small=0)
    yield made
    await made.close()


def untimed(plan: Plan) -> Plan:
    """The plan without what two equal plans may differ in."""
    return replace(plan, quality=replace(plan.quality, milliseconds=0))


def process_of(planner: PoolPlanner) -> int:
    """The id of the planning process."""
    assert planner._worker is not None
    (process,) = planner._worker.pool._processes
    return process


def has_process(planner: PoolPlanner) -> bool:
    """Whether a planning process was started."""
    return planner._worker is not None


def kill(process: int) -> None:
    """End a process of ours without a warning."""
    os.kill(process, signal.SIGKILL)


async def test_both_ways_give_the_same_plan(planner: PoolPlanner) -> None:
    """A plan from the other process and one from a thread are what `make_plan` answers."""
    small: Planner = PoolPlanner(small=10_000)
    expected = make_plan(a_request())
    assert untimed(await planner.plan(a_request())) == expected
    assert untimed(await small.plan(a_request())) == expected
    assert has_process(planner)


async def test_a_plan_from_the_process_holds_no_copies(planner: PoolPlanner) -> None:
    """Ids are those of the request, and so are pairings that stand: a session keeps many plans."""
    first = await planner.plan(a_request())
    request = replace(a_request(), told=first.rounds)
    ids = {id(participant.id) for participant in request.participants}
    told = {id(pairing) for each in first.rounds for pairing in each.pairings}
    plan = await planner.plan(request)
    assert {id(person) for person in plan.sides} <= ids
    pairings = [pairing for each in plan.rounds for pairing in each.pairings]
    assert {id(pairing) for pairing in pairings} <= told
    assert pairings


async def test_a_small_request_starts_no_process() -> None:
    """Up to the limit, people times rounds, a thread is enough."""
    small = PoolPlanner(small=7 * 3)
    await small.plan(a_request())
    assert not has_process(small)
    await small.plan(a_request(rounds=4))
    assert has_process(small)
    await small.close()


async def test_the_process_is_kept(planner: PoolPlanner) -> None:
    """Starting a process takes long: it is done once."""
    await planner.plan(a_request())
    first = process_of(planner)
    await planner.plan(a_request(rounds=2))
    assert process_of(planner) == first


async def test_a_killed_process_is_replaced(planner: PoolPlanner) -> None:
    """Killed between two plans, the process is started again and nobody notices."""
    await planner.plan(a_request())
    first = process_of(planner)
    kill(first)
    assert untimed(await planner.plan(a_request())) == make_plan(a_request())
    assert process_of(planner) != first


async def test_killed_under_several_plans(planner: PoolPlanner) -> None:
    """All plans that were being made when the process died are made by one new process."""
    requests = [a_request(rounds=rounds) for rounds in (2, 3, 4)]
    tasks = [asyncio.create_task(planner.plan(request)) for request in requests]
    await asyncio.sleep(0)
    kill(process_of(planner))
    plans = await asyncio.wait_for(asyncio.gather(*tasks), 60)
    assert [untimed(plan) for plan in plans] == [make_plan(request) for request in requests]


async def test_killed_twice_it_gives_up_in_words(planner: PoolPlanner) -> None:
    """A plan that seems to kill its process is refused with advice; the next one is made."""
    task = asyncio.create_task(planner.plan(a_request()))
    await asyncio.sleep(0)
    first = process_of(planner)
    kill(first)
    while not has_process(planner) or process_of(planner) == first:  # noqa: ASYNC110 - nothing tells us
        await asyncio.sleep(0)
    kill(process_of(planner))
    with pytest.raises(Unavailable, match=r"Nothing was changed\. Close other programs"):
        await asyncio.wait_for(task, 60)
    assert untimed(await planner.plan(a_request())) == make_plan(a_request())


async def test_closing_ends_the_process(planner: PoolPlanner) -> None:
    """After closing there is no process, plans under way and later ones are refused in words."""
    await planner.plan(a_request())
    process = process_of(planner)
    large = a_request(mentors=40, mentees=60, rounds=6)
    tasks = [asyncio.create_task(planner.plan(large)) for _ in range(8)]
    await asyncio.sleep(0)
    await planner.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    *earlier, last = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(answer) for answer in earlier} <= {Plan, Unavailable}
    assert isinstance(last, Unavailable)
    with pytest.raises(Unavailable, match="The server is stopping"):
        await planner.plan(a_request())
    await planner.close()


async def test_the_process_is_started_ahead_of_a_large_plan() -> None:
    """Not for small ones, and once; the plan then comes from it."""
    planner = PoolPlanner(small=7 * 3)
    planner.expect(7, 3)
    await asyncio.sleep(0)
    assert not has_process(planner)
    planner.expect(7, 4)
    planner.expect(7, 4)
    await asyncio.sleep(0)
    process = process_of(planner)
    await planner.plan(a_request(rounds=4))
    assert process_of(planner) == process
    await planner.close()


async def test_closing_while_the_process_is_started_ahead() -> None:
    """It ends all the same, also when it had not begun to start; nothing is expected afterwards."""
    for turns in range(3):
        planner = PoolPlanner(small=0)
        planner.expect(2, 2)
        for _ in range(turns):
            await asyncio.sleep(0)
        await planner.close()
        assert not has_process(planner)
        planner.expect(2, 2)
        assert not has_process(planner)


async def test_no_process_is_left_behind() -> None:
    """When the server is killed its planning process ends too: nobody holds its output any more."""
    with start("plan_and_wait") as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "3 rounds\n"
        program.kill()
        rest = await asyncio.wait_for(asyncio.to_thread(program.stdout.read), 30)
    assert rest == ""


async def test_a_running_order_comes_from_the_process(planner: PoolPlanner) -> None:
    """It is what `make_order` answers, and after `close` there is none."""
    request = order_request(a_wip(rooms=2, papers=3))
    assert await planner.arrange(request) == make_order(request)
    assert has_process(planner)
    await planner.close()
    with pytest.raises(Unavailable, match="stopping"):
        await planner.arrange(request)
