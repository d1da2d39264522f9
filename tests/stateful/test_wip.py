"""Random commands over several rooms: the rules that no works-in-progress session may ever break."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from sessionrunner.core.clock import remaining
from sessionrunner.core.commands import SERVER, Actor, Order, Tick
from sessionrunner.core.errors import Refusal
from sessionrunner.core.events import FinishedSpeaking
from sessionrunner.core.model import Session, TrackId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.core.time import Duration, Instant, after, seconds
from sessionrunner.core.views import Lens, view_for
from sessionrunner.core.wip.agenda import papers_of
from sessionrunner.core.wip.floor import turn
from sessionrunner.core.wip.places import paper_on, room_of, wip_of
from sessionrunner.core.wip.settings import Policy
from tests.core.builders import HOST, NOON
from tests.core.wip.builders import a_wip, attendee, facilitator, give

ROOMS = [TrackId("t1"), TrackId("t2"), TrackId("t3")]
rooms = st.sampled_from(ROOMS)
people = st.integers(1, 12)
papers = st.sampled_from([f"w{number}" for number in range(1, 7)])
policies = st.builds(
    Policy, unused=st.sampled_from(["comments", "finish"]), overrun=st.sampled_from(["comments", "rest"])
)


def without_counters(session: Session) -> Session:
    """The session without what only ever grows: its version, its undo steps, the next free ids."""
    wip = wip_of(session)
    floors = {room: floor for room, floor in wip.floors.items() if floor != type(floor)()}
    bare = replace(wip, next_paper=0, next_comment=0, floors=floors)
    return replace(session, version=0, undo=(), next_person=0, wip=bare)


def speaking_time(session: Session, now: Instant) -> int:
    """How long everybody has spoken by `now`, together and in all rooms."""
    floors = wip_of(session).floors.values()
    total = sum(sum(floor.spoken.values()) for floor in floors)
    return total + sum(turn(floor.speaking, now) for floor in floors if floor.speaking)


def talking_length(session: Session) -> int:
    """The planned length of all presentations and comments, in all rooms."""
    tracks = session.tracks.values()
    return sum(s.duration_ms for track in tracks for s in track.agenda if s.paper is not None)


class LiveRooms(RuleBasedStateMachine):
    """A host, three facilitators and twelve people who do anything at any time, while time passes."""

    session: Session
    now: Instant

    @initialize(policy=policies, first=st.booleans(), juniors=st.booleans(), begun=st.integers(0, 4))
    def set_up(self, policy: Policy, first: bool, juniors: bool, begun: int) -> None:
        """Any small session, most of them begun; one paper has two presenters and a discussant."""
        self.now = NOON
        session = a_wip(3, 2, 12, policy=policy, discussants_first=first, juniors_first=juniors)
        wip = wip_of(session)
        known = wip.papers | {
            paper.id: replace(
                paper, discussants=(PersonId("p7"),), presenters=(*paper.presenters, PersonId("p1"))
            )
            for paper in list(wip.papers.values())[3:4]
        }
        self.session = replace(session, wip=replace(wip, papers=known))
        if begun:
            self._does("start", track="all")
        if begun > 1:
            self._does("advance", track="all")

    def _does(self, order: Order | str, actor: Actor = HOST, **fields: Any) -> bool:
        before, kept = self.session, repr(self.session)
        try:
            decision = give(before, order, self.now, actor, **fields)
        except Refusal:
            assert repr(self.session) == kept
            return False
        assert repr(before) == kept
        after_it = decision.session
        assert after_it.version == before.version + (after_it is not before)
        self._check_a_facilitators_reach(before, after_it, actor)
        if order != "undo":
            self._check_speaking(before, after_it, decision.events)
            self._check_clocks(before, after_it)
        self.session = after_it
        return after_it is not before

    def _check_a_facilitators_reach(self, before: Session, after_it: Session, actor: Actor) -> None:
        for room in ROOMS:
            if actor.audience == "facilitator" and room != actor.track:
                assert after_it.tracks[room] is before.tracks[room]
                assert wip_of(after_it).floor(room) == wip_of(before).floor(room)

    def _check_speaking(self, before: Session, after_it: Session, events: tuple[object, ...]) -> None:
        """No time is lost or made up by a command, and turns that end are told with their length."""
        assert speaking_time(after_it, self.now) == speaking_time(before, self.now) or self._left_earlier(
            before
        )
        told = sum(event.spoken_ms for event in events if isinstance(event, FinishedSpeaking))
        floors = [sum(sum(f.spoken.values()) for f in wip_of(s).floors.values()) for s in (before, after_it)]
        assert told == floors[1] - floors[0]

    def _left_earlier(self, before: Session) -> bool:
        """Whether a paper without comments ended by itself before `now`: its last turn ended then, too."""
        return any(
            track.clock.ends_at is not None and track.clock.ends_at < self.now and paper_on(track)
            for track in before.tracks.values()
        )

    def _check_clocks(self, before: Session, after_it: Session) -> None:
        """Time never runs backwards: no segment begins before the one it follows."""
        for room in ROOMS:
            was, is_ = before.tracks[room].clock, after_it.tracks[room].clock
            assert is_.index >= was.index or is_.state == "ended"
            assert (is_.started_at or NOON) >= (was.started_at or NOON)
            assert is_.started_at is None or is_.started_at <= self.now

    @rule(passed=st.integers(0, 900))
    def time_passes(self, passed: int) -> None:
        """Time passes, everybody who speaks speaks on, and the alarm rings."""
        before, then = self.session, self.now
        self.now = after(self.now, seconds(passed))
        floors = wip_of(before).floors
        running = sum(f.speaking is not None and f.speaking.since is not None for f in floors.values())
        assert speaking_time(before, self.now) - speaking_time(before, then) == running * seconds(passed)
        self._does(Tick(id="t"), SERVER)

    @rule(room=rooms, person=people, passed=st.integers(1, 200))
    def speak(self, room: TrackId, person: int, passed: int) -> None:
        """Somebody comes to a room, raises a hand, waits, is called on, and speaks."""
        self._does("enter_room", attendee(person), room=room)
        self._does("raise_hand", attendee(person))
        self.time_passes(passed)
        self._does("call_on", facilitator(room))
        self.time_passes(passed)

    @rule(room=rooms, chosen=st.lists(people, min_size=1, max_size=3))
    def hands(self, room: TrackId, chosen: list[int]) -> None:
        """Several people in one room raise their hands, and the facilitator orders them."""
        for person in chosen:
            self._does("enter_room", attendee(person), room=room)
            self._does("raise_hand", attendee(person))
        self._does("reorder_queue", facilitator(room), people=[f"p{each}" for each in chosen])

    @rule(command=st.sampled_from(["start", "start", "pause", "resume", "advance", "advance", "catch_up"]))
    def everybody(self, command: str) -> None:
        """The host steers every room at once."""
        self._does(command, track="all")

    @rule(
        room=rooms,
        command=st.sampled_from(
            ["start", "pause", "resume", "advance", "advance", "call_on", "call_on", "finish_speaking",
             "catch_up", "skip_segment", "undo"]
        ),
        as_host=st.booleans(),
    )  # fmt: skip
    def steer(self, room: TrackId, command: str, as_host: bool) -> None:
        """One room is steered."""
        if as_host:
            self._does(command, track=room)
        else:
            self._does(command, facilitator(room))

    @rule(room=rooms, other=rooms)
    def another_room(self, room: TrackId, other: TrackId) -> None:
        """A facilitator reaches for a room."""
        done = self._does("advance", facilitator(room), track=other)
        assert room == other or not done

    @rule(room=rooms, index=st.integers(0, 9))
    def skip(self, room: TrackId, index: int) -> None:
        """Any part is left out; what is left of others keeps its time."""
        self._does("skip_segment", facilitator(room), index=index)

    @rule(room=rooms, minutes=st.integers(1, 20), index=st.none() | st.integers(1, 9))
    def take_a_break(self, room: TrackId, minutes: int, index: int | None) -> None:
        """A break is put in, and takes nothing from anybody."""
        before = talking_length(self.session)
        self._does("insert_segment", facilitator(room), minutes=minutes, index=index)
        assert talking_length(self.session) == before

    @rule(paper=papers, room=st.none() | rooms, before=st.none() | papers)
    def move(self, paper: str, room: TrackId | None, before: str | None) -> None:
        """A paper is moved, and keeps its time."""
        length = talking_length(self.session)
        placed = any(paper in papers_of(track.agenda) for track in self.session.tracks.values())
        self._does("move_paper", paper=paper, room=room, before=before)
        assert talking_length(self.session) == length or not placed

    @rule(room=rooms, by=st.integers(-900, 900).filter(bool))
    def extend(self, room: TrackId, by: int) -> None:
        """More or less time, which the comments pay or get where the policy says so."""
        track = self.session.tracks[room]
        length = talking_length(self.session)
        left = remaining(track.clock, self.now)
        if not self._does("extend", facilitator(room), seconds=by):
            return
        policy, here = track.policy or Policy(), track.clock.index
        on, following = self.session.tracks[room].agenda[here], track.agenda[here + 1 : here + 2]
        own = bool(following) and following[0].kind == "comments"
        # A paper takes as long as planned, unless its presentation had more than that taken away.
        assert talking_length(self.session) == length or on.duration_ms == 0
        paid = sum(each.duration_ms for each in following) - sum(
            each.duration_ms for each in self.session.tracks[room].agenda[here + 1 : here + 2]
        )
        conserved = (policy.overrun if by > 0 else policy.unused) == "comments"
        if on.kind != "present" or not own or not conserved:
            assert paid == 0
        else:
            moved = remaining(self.session.tracks[room].clock, self.now) - left
            assert paid == min(moved, following[0].duration_ms)

    @rule(room=rooms, policy=policies)
    def choose_policy(self, room: TrackId, policy: Policy) -> None:
        """Another policy, which changes no length."""
        length = talking_length(self.session)
        self._does("set_policy", facilitator(room), unused=policy.unused, overrun=policy.overrun)
        assert talking_length(self.session) == length

    @rule(person=people, up=st.booleans())
    def hand(self, person: int, up: bool) -> None:
        """A phone raises or lowers its hand."""
        self._does("raise_hand" if up else "lower_hand", attendee(person))

    @rule(room=rooms, person=people)
    def call(self, room: TrackId, person: int) -> None:
        """Somebody is called on by name."""
        self._does("call_on", facilitator(room), person=f"p{person}")

    @rule(room=rooms, text=st.sampled_from(["5 minutes", ""]))
    def message(self, room: TrackId, text: str) -> None:
        """The presenter is told something."""
        self._does("message_presenter", facilitator(room), text=text)

    @rule(person=people, room=rooms)
    def walk(self, person: int, room: TrackId) -> None:
        """Somebody goes to a room."""
        if self._does("enter_room", attendee(person), room=room):
            assert room_of(self.session, PersonId(f"p{person}")) == room

    @rule(person=people, paper=papers, signed=st.booleans())
    def comment(self, person: int, paper: str, signed: bool) -> None:
        """Somebody writes to presenters."""
        self._does("write_comment", attendee(person), paper=paper, text="Well done.", signed=signed)

    @rule(command=st.sampled_from(["check_in", "check_out", "remove_person"]), person=people)
    def come_and_go(self, command: str, person: int) -> None:
        """People come and go."""
        self._does(command, person=f"p{person}")

    @rule(paper=papers)
    def remove_paper(self, paper: str) -> None:
        """A paper is taken out."""
        self._does("remove_paper", paper=paper)

    @rule()
    def undo(self) -> None:
        """The host takes back their last command."""
        self._does("undo")

    @rule(
        room=rooms,
        command=st.sampled_from(
            ["start", "pause", "advance", "end", "skip_segment", "catch_up", "call_on", "finish_speaking",
             "message_presenter", "insert_segment", "set_policy", "extend", "reorder_queue", "raise_hand"]
        ),
        as_host=st.booleans(),
    )  # fmt: skip
    def undo_at_once(self, room: TrackId, command: str, as_host: bool) -> None:
        """Any command and its undo in the same instant leave nothing behind."""
        up = sorted(wip_of(self.session).floor(room).waiting)[:1]
        needed: dict[str, dict[str, Any]] = {
            "message_presenter": {"text": "Please wrap up"},
            "insert_segment": {"minutes": 5},
            "set_policy": {"unused": "finish", "overrun": "rest"},
            "extend": {"seconds": 90},
            "reorder_queue": {"people": up},
            "raise_hand": {"person": "p9"},
        }
        fields = needed.get(command, {})
        self._and_back(command, HOST if as_host else facilitator(room), track=room, **fields)

    @rule(paper=papers, room=st.none() | rooms, person=people, which=st.sampled_from("mrec"))
    def undo_of_the_host(self, paper: str, room: TrackId | None, person: int, which: str) -> None:
        """What only a host does can be taken back without a trace, too."""
        match which:
            case "m":
                self._and_back("move_paper", HOST, paper=paper, room=room)
            case "r":
                self._and_back("remove_paper", HOST, paper=paper)
            case "e":
                self._and_back("enter_room", HOST, person=f"p{person}", room=room or "t1")
            case _:
                self._and_back("check_out", HOST, person=f"p{person}")

    def _and_back(self, command: str, actor: Actor, **fields: Any) -> None:
        before = self.session
        try:
            changed = give(before, command, self.now, actor, **fields).session
        except Refusal:
            return
        if changed is not before:
            back = give(changed, "undo", self.now, actor).session
            assert without_counters(back) == without_counters(before)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        """Whoever waits or speaks in a room is in it, and in no other; no paper has two places."""
        wip = wip_of(self.session)
        active = [
            (person, room)
            for room, floor in wip.floors.items()
            for person in (*floor.waiting, *([floor.speaking.person] if floor.speaking else []))
        ]
        assert len({person for person, _ in active}) == len(active)
        assert all(wip.places.get(person, room) == room for person, room in active)
        placed = [paper for track in self.session.tracks.values() for paper in papers_of(track.agenda)]
        assert len(placed) == len(set(placed))
        assert set(placed) <= wip.papers.keys()

    @invariant()
    def floors_are_about_the_paper_that_is_on(self) -> None:
        """Without a paper nobody waits or speaks; a paused room's speaking clock stands still."""
        for track in self.session.tracks.values():
            floor = wip_of(self.session).floor(track.id)
            if paper_on(track) is None:
                assert not floor.hands
                assert floor.speaking is None
            if floor.speaking is not None:
                assert (floor.speaking.since is None) == (track.clock.state == "paused")

    @invariant()
    def clocks_and_agendas_are_sound(self) -> None:
        """What stands follows from a clock's state; comments follow their presentation."""
        for track in self.session.tracks.values():
            clock = track.clock
            assert (clock.ends_at is not None) == (clock.state in ("running", "overtime"))
            assert (clock.remaining_ms is not None) == (clock.state == "paused")
            assert 0 <= clock.index < len(track.agenda)
            assert track.agenda[0].kind == "gather"
            assert all(segment.duration_ms >= Duration(0) for segment in track.agenda)
            for place, segment in enumerate(track.agenda):
                if segment.kind == "comments":
                    assert track.agenda[place - 1].paper == segment.paper

    @invariant()
    def every_view_can_be_made(self) -> None:
        """Whatever happened, everybody can be shown something."""
        lens = Lens(now=self.now, pace=1.0, public_url="http://localhost")
        view_for(self.session, "host", None, None, lens)
        for room in (None, *ROOMS):
            view_for(self.session, "stage", None, room, lens)
        for room in ROOMS:
            view_for(self.session, "facilitator", None, room, lens)
        for person in self.session.roster:
            view_for(self.session, "attendee", person.id, None, lens)


LiveRooms.TestCase.settings = settings(max_examples=15, stateful_step_count=25)
TestLiveRooms = LiveRooms.TestCase
