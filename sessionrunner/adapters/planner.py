"""Makes plans away from the event loop: small ones in a thread, large ones in a process of their own.

A large plan takes seconds, and in a thread it would hold Python's one lock for stretches in which
nobody's phone is served.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection

import msgspec
import structlog
from msgspec.structs import replace

from sessionrunner.core.errors import Unavailable
from sessionrunner.core.planning import Pairing, Participant, PersonId, Plan, PlanRequest, Round, make_plan
from sessionrunner.core.running_order.types import OrderRequest, RunningOrder

SMALL = 300
"""People times rounds up to which a plan takes about twenty milliseconds: 50 people, 6 rounds; measured."""

TRIES = 2

_YIELDS_BY = 5
"""How much nicer than the server the planning process is: where cores are few, phones come first."""

log = structlog.get_logger(__name__)

_encode = msgspec.msgpack.Encoder().encode
_plan_of = msgspec.msgpack.Decoder(Plan)
_request_of = msgspec.msgpack.Decoder(PlanRequest)
_order_of = msgspec.msgpack.Decoder(RunningOrder)
_order_request_of = msgspec.msgpack.Decoder(OrderRequest)


class PoolPlanner:
    """The `Planner` of `runtime.ports`. Close it in the end.

    `small` is how many people times rounds are still planned in a thread.
    """

    def __init__(self, small: int = SMALL) -> None:
        self._small = small
        self._worker: _Worker | None = None
        self._warming: asyncio.Task[None] | None = None
        self._closed = False

    def expect(self, people: int, rounds: int) -> None:
        """Start the planning process if a plan of this size needs it, so that nobody waits for that later."""
        if (
            people * rounds > self._small
            and self._worker is None
            and self._warming is None
            and not self._closed
        ):
            self._warming = asyncio.create_task(self._warm_up())

    async def plan(self, request: PlanRequest) -> Plan:
        """The plan that `request` asks for.

        Raises `Unavailable` when the planning process was killed twice over it, or after `close`.
        """
        self._refuse_if_closed()
        if len(request.participants) * request.rounds <= self._small:
            return await asyncio.to_thread(make_plan, request, _milliseconds)
        # Plans of 300 people cross between processes four times as fast as pickled ones.
        encoded = await self._in_worker(_plan_encoded, _encode(request))
        return await asyncio.to_thread(_of_own_parts, encoded, request)

    async def arrange(self, request: OrderRequest) -> RunningOrder:
        """The running order that `request` asks for; raises like `plan`."""
        self._refuse_if_closed()
        return _order_of.decode(await self._in_worker(_order_encoded, _encode(request)))

    async def close(self) -> None:
        """End the planning process at once; plans that are being made are given up."""
        self._closed = True
        worker, self._worker = self._worker, None
        if worker is not None:
            await asyncio.to_thread(worker.end)
        if self._warming is not None:
            await asyncio.wait({self._warming})

    async def _warm_up(self) -> None:
        try:
            await self._in_worker(_load, b"")
        except Unavailable as error:
            if not self._closed:
                log.warning("the planning process could not be started ahead of time", reason=error.message)
        finally:
            self._warming = None

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise Unavailable("The server is stopping, so no plan is made. Try again once it is back.")

    async def _in_worker(self, make: Callable[[bytes], bytes], request: bytes) -> bytes:
        for _ in range(TRIES):
            self._refuse_if_closed()
            worker = self._worker = self._worker or _Worker()
            try:
                return await asyncio.wrap_future(worker.pool.submit(make, request))
            except (BrokenProcessPool, OSError):
                # It was killed, or could not be started. Of several plans that were being made,
                # the first to notice drops the dead worker.
                if self._worker is worker:
                    self._worker = None
                    await asyncio.to_thread(worker.end)
        self._refuse_if_closed()
        raise Unavailable(
            "The plan could not be made: the process that makes it was ended, perhaps for want of memory. "
            "Nothing was changed. Close other programs on the server's computer, then try again."
        )


def _of_own_parts(encoded: bytes, request: PlanRequest) -> Plan:
    """The plan that another process has made, put together from the request's own ids and pairings.

    As it comes every id in it is a copy. A session keeps twenty plans to go back to, and most of what stands
    in one stands in the next: so they take from a half to an eighth of the memory.
    """
    plan = _plan_of.decode(encoded)
    ids = {participant.id: participant.id for participant in request.participants}
    rooms = dict[str, str]()
    pairings = {pairing: pairing for each in (*request.held, *request.told) for pairing in each.pairings}

    def own(pairing: Pairing) -> Pairing:
        if (known := pairings.get(pairing)) is not None:
            return known
        return Pairing(
            room=rooms.setdefault(pairing.room, pairing.room),
            kind=pairing.kind,
            people=tuple([ids.get(person, person) for person in pairing.people]),
        )

    rounds = (
        Round(
            round=each.round,
            pairings=tuple(map(own, each.pairings)),
            sitting_out=tuple([ids.get(person, person) for person in each.sitting_out]),
        )
        for each in plan.rounds
    )
    sides = {ids.get(person, person): side for person, side in plan.sides.items()}
    return replace(plan, sides=sides, rounds=tuple(rounds))


class _Worker:
    """One process that plans. It holds the reading end of a pipe and dies when we let go of ours.

    We let go by closing it or by being killed: no process is ever left behind.
    """

    def __init__(self) -> None:
        # Spawned, because a fork of a process with threads may hang.
        context = multiprocessing.get_context("spawn")
        self._theirs, self._ours = context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(
            max_workers=1, mp_context=context, initializer=_begin, initargs=(self._theirs,)
        )

    def end(self) -> None:
        """End the process and wait until it has; may be called again."""
        self._ours.close()
        # What waits is told that the process is gone; cancelled, it would look like the asker's wish.
        self.pool.shutdown()
        self._theirs.close()


def _load(_: bytes) -> bytes:
    """Make a plan of two people, by which everything that plans is loaded."""
    pair = (Participant(id=PersonId("1"), side="mentor"), Participant(id=PersonId("2"), side="mentee"))
    make_plan(PlanRequest(participants=pair, rounds=1, seed=1))
    return b""


def _begin(leash: Connection) -> None:
    # Ctrl-C in a terminal reaches every process; the server decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_YIELDS_BY)
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    leash.poll(None)
    os._exit(0)


def _plan_encoded(request: bytes) -> bytes:
    return _encode(make_plan(_request_of.decode(request), _milliseconds))


def _order_encoded(request: bytes) -> bytes:
    from sessionrunner.core.running_order.order import make_order  # noqa: PLC0415 - few sessions need it

    return _encode(make_order(_order_request_of.decode(request)))


def _milliseconds() -> int:
    return time.monotonic_ns() // 1_000_000
