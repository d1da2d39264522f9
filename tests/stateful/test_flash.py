"""Random commands in random order: the rules that no session may ever break."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sessionrunner.core.commands import SERVER, Join, Order, Tick
from sessionrunner.core.drawing import held, placed
from sessionrunner.core.errors import Refusal
from sessionrunner.core.model import Session
from sessionrunner.core.planning import PersonId, Round
from sessionrunner.core.progress import running_round
from sessionrunner.core.time import Duration, Instant, after, seconds
from sessionrunner.core.views import Lens, attendee_view, host_view, stage_view
from tests.core.builders import NOON, a_session, give, without_version

PEOPLE = [f"p{number}" for number in range(1, 9)]
people = st.sampled_from(PEOPLE)
COMINGS_AND_GOINGS = ["check_in", "check_out", "remove_person", "partner_missing"]


class LiveSession(RuleBasedStateMachine):
    """A host who clicks anything at any time, while people come and go and time passes."""

    session: Session
    now: Instant

    @initialize(mentors=st.integers(1, 4), mentees=st.integers(0, 4), hold=st.booleans())
    def set_up(self, mentors: int, mentees: int, hold: bool) -> None:
        """Any small session."""
        self.now = NOON
        self.session = a_session(mentors, mentees, rounds=3, at_end="hold" if hold else "advance")

    def _does(self, order: Order | str, **fields: Any) -> None:
        before, kept = self.session, repr(self.session)
        fixed = held(before)
        try:
            decision = give(before, order, self.now, **fields)
        except Refusal:
            assert repr(self.session) == kept
            return
        self.session = decision.session
        assert repr(before) == kept
        assert self.session.version == before.version + (self.session is not before)
        over = fixed[: len(fixed) - (running_round(before.track) is not None)]
        assert order == "undo" or held(self.session)[: len(over)] == over

    @rule(passed=st.integers(0, 900))
    def time_passes(self, passed: int) -> None:
        """Time passes and the alarm rings, early or late."""
        self.now = after(self.now, seconds(passed))
        self._does(Tick(id="t"), actor=SERVER)

    @rule(command=st.sampled_from(["start", "pause", "resume", "advance", "advance", "replan"]))
    def click(self, command: str) -> None:
        """Any button."""
        self._does(command)

    @precondition(lambda self: self.session.version > 12)
    @rule()
    def end(self) -> None:
        """The end, though not at once."""
        self._does("end")

    @rule(by=st.integers(-400, 400))
    def extend(self, by: int) -> None:
        """More or less time."""
        self._does("extend", seconds=by)

    @rule(
        command=st.sampled_from(["check_in", "check_out", "remove_person", "partner_missing"]), person=people
    )
    def come_and_go(self, command: str, person: str) -> None:
        """People who are here, and are not."""
        self._does(command, person=person)

    @rule(person=people)
    def join(self, person: str) -> None:
        """A phone."""
        self._does(Join(id="j", person=PersonId(person)), actor=SERVER)

    @rule(years=st.integers(0, 20), role=st.sampled_from([None, "either", "mentor"]))
    def walk_in(self, years: int, role: str | None) -> None:
        """Somebody who was not on the list."""
        self._does("add_person", name="Walk-in", years=years, role=role)

    @rule(person=people, other=people)
    def avoid(self, person: str, other: str) -> None:
        """Two who are not to be paired, said in the middle of it."""
        if other in self.session.people:
            self._does("update_person", person=person, avoid=[self.session.people[PersonId(other)].name])

    @rule(first=people, second=people, number=st.none() | st.integers(1, 3))
    def swap(self, first: str, second: str, number: int | None) -> None:
        """Any swap."""
        self._does("swap", people=[first, second], round=number)

    @rule()
    def undo(self) -> None:
        """Whatever was last."""
        self._does("undo")

    @rule(command=st.sampled_from(["pause", "advance", "end", "replan", "announce"]))
    def undo_at_once(self, command: str) -> None:
        """A command and its undo in the same instant leave nothing behind."""
        before = self.session
        fields: dict[str, Any] = {"text": "Hello"} if command == "announce" else {}
        try:
            changed = give(before, command, self.now, **fields).session
        except Refusal:
            return
        if changed is not before:
            assert without_version(give(changed, "undo", self.now).session) == without_version(before)

    @invariant()
    def rounds_are_numbered_in_order(self) -> None:
        """Round after round, as the agenda has them."""
        assert [each.round for each in self._rounds()] == list(range(1, len(self._rounds()) + 1))

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        """In every round everybody is placed at most once."""
        for each in self._rounds():
            everybody = placed(each)
            assert len(everybody) == len(set(everybody))

    @invariant()
    def avoided_pairs_are_apart_in_the_coming_rounds_that_were_drawn(self) -> None:
        """The quality of a plan says so, counted over the coming rounds it was drawn for."""
        plan = self.session.plan
        if plan is not None and not held(self.session):
            assert plan.quality.avoided_met == 0

    @invariant()
    def the_clock_is_sound(self) -> None:
        """What stands and what does not follows from the state of the clock."""
        clock = self.session.track.clock
        assert (clock.ends_at is not None) == (clock.state in ("running", "overtime"))
        assert (clock.remaining_ms is not None) == (clock.state == "paused")
        assert clock.remaining_ms is None or clock.remaining_ms > Duration(0)
        assert 0 <= clock.index < len(self.session.track.agenda)

    @invariant()
    def every_view_can_be_made(self) -> None:
        """Whatever happened, everybody can be shown something."""
        lens = Lens(now=self.now, pace=1.0, public_url="http://localhost")
        host_view(self.session, lens)
        stage_view(self.session, lens)
        for person in self.session.roster:
            assert attendee_view(self.session, person.id, lens).me.id == person.id

    def _rounds(self) -> tuple[Round, ...]:
        return self.session.plan.rounds if self.session.plan else ()


LiveSession.TestCase.settings = settings(max_examples=15, stateful_step_count=25)
TestLiveSession = LiveSession.TestCase
