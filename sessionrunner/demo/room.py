"""What simulated people do in a room: listeners raise hands and write, facilitators keep the time."""

from random import Random
from typing import Any, Final

from sessionrunner.demo.phone import Caller

RAISES_HAND: Final = 0.35
WRITES: Final = 0.12
SIGNS: Final = 0.5
LOOKS_EVERY: Final = 5.0
"""Seconds of the session from one look at the page to the next."""
HINT_MS: Final = 120_000
COMMENTS: Final = (
    "The second example convinced me most. I would begin with it.",
    "How does this fit with the older cases, which point the other way?",
    "I would like to read more about how the data were gathered.",
    "The title promises more than the paper does. Cut it, or add a part.",
    "Thank you! There is something related in my own draft; I will send it.",
    "What would change your mind? Say so, and the critics have less to say.",
)


async def take_part(caller: Caller, chance: Random) -> None:
    """Choose a room, listen, now and then write a comment or raise a hand. Ends when cancelled."""
    done = set[tuple[str, str]]()
    while True:
        view = await caller.look(LOOKS_EVERY)
        segment = caller.wall.segment()
        if view["room"] is None:
            await caller.say("enter_room", room=chance.choice(view["tracks"])["id"])
        if segment is None or segment.paper is None or (segment.paper, segment.kind) in done:
            continue
        done.add((segment.paper, segment.kind))
        own = segment.paper in {mine["paper"] for mine in view["mine"]}
        await caller.pause(chance.uniform(5, 120))
        if segment.kind == "comments" and not own and chance.random() < RAISES_HAND:
            await caller.say("raise_hand")
        if segment.kind == "present" and not own and chance.random() < WRITES:
            text, signed = chance.choice(COMMENTS), chance.random() < SIGNS
            await caller.say("write_comment", paper=segment.paper, text=text, signed=signed)


async def facilitate(caller: Caller) -> None:
    """Keep a room's time: call on people, tell the presenter, go on. Ends when cancelled."""
    hinted = None
    while True:
        view = await caller.look(LOOKS_EVERY)
        segment, left = caller.wall.segment(), caller.wall.left_ms()
        if segment is None or segment.paper is None or caller.wall.state() not in {"running", "overtime"}:
            continue
        if segment.kind == "present":
            if left < HINT_MS and hinted != segment.paper:
                hinted = segment.paper
                await caller.say("message_presenter", text="2 minutes")
        elif left <= 0:
            await caller.say("advance")
        else:
            await _give_the_floor(caller, view)


async def _give_the_floor(caller: Caller, view: dict[str, Any]) -> None:
    speaking = view["speaking"]
    if speaking is not None:
        since = speaking["since"]
        spoken = speaking["before_ms"] + (0 if since is None else caller.wall.now() - since)
        if spoken < speaking["suggested_ms"]:
            return
    if view["queue"]:
        await caller.say("call_on")
    elif speaking is not None:
        await caller.say("finish_speaking")
