"""What a planner is asked and what it answers."""

from typing import Literal, NewType, TypeAlias

from sessionrunner.core.frozen import Frozen

PersonId = NewType("PersonId", str)
"""The opaque id of a person of one session, like `p12`."""

Side: TypeAlias = Literal["mentor", "mentee"]
Surplus: TypeAlias = Literal["peer", "group", "sit_out"]
PairingKind: TypeAlias = Literal["mentoring", "peer", "group"]


class Pairing(Frozen):
    """People who meet in one room for one round.

    `kind` is `mentoring` for one mentor and one mentee, `group` for one mentor and several
    mentees, `peer` for people of one side. The mentor, if there is one, stands first.
    """

    room: str
    kind: PairingKind
    people: tuple[PersonId, ...]


class Round(Frozen):
    """One talk segment's pairings; `round` counts from 1.

    `sitting_out` lists only those who meet nobody. Whoever is in neither was not there.
    """

    round: int
    pairings: tuple[Pairing, ...]
    sitting_out: tuple[PersonId, ...] = ()


class Spread(Frozen):
    """The fewest and the most sit-outs of anybody on one side."""

    min: int
    max: int


class SitOuts(Frozen):
    """The spread of sit-outs on each side."""

    mentor: Spread
    mentee: Spread


class Quality(Frozen):
    """How good a plan is, in numbers that the host's page turns into sentences.

    `meetings` counts meetings across the sides (one for every mentor-mentee pair in a room),
    `repeats` those between two who had met before, `score` what requests and interests are
    worth, and `score_bound` what no plan of this roster can exceed, however unfair; `fair_bound` is
    what none can exceed that holds as many meetings, repeats as few and shares the sit-outs as
    equally. `requests_possible` is the most requests that any plan could meet. `milliseconds` is
    how long the planning took and is the one field that two equal plans may differ in.
    """

    meetings: int
    repeats: int
    avoided_met: int
    requests_met: int
    requests_possible: int
    sit_outs: SitOuts
    back_to_back_sit_outs: int
    score: int
    score_bound: int
    fair_bound: int
    milliseconds: int


class Participant(Frozen):
    """A person as a planner sees one.

    `flexible` people (role `either`) go to whichever side serves the plan; their `side` is where
    they stand now and is kept once a round has been held. `interests` and `institution` come
    normalised (case and spaces folded). `requests` is in order of preference. `avoid` need be
    written on one of the two only.
    """

    id: PersonId
    side: Side
    flexible: bool = False
    institution: str = ""
    interests: frozenset[str] = frozenset()
    requests: tuple[PersonId, ...] = ()
    avoid: frozenset[PersonId] = frozenset()


class PlanRequest(Frozen):
    """All that a plan depends on: the same request gives the same plan on any machine.

    `held` are the rounds that are over, running, or being walked to: they stand as they are, and
    what was met and sat out in them counts. Its people need not be participants any more.
    `told` are the coming rounds as people were last told them, to be kept wherever that costs
    nothing dearer; empty for a first plan or when the host asked for a fresh one.
    `met_before` are pairs who met in an earlier session of the same series.
    The answer has `rounds` rounds, the held ones first.
    """

    participants: tuple[Participant, ...]
    rounds: int
    seed: int
    surplus: Surplus = "peer"
    seats: int = 2
    room_prefix: str = "Table"
    held: tuple[Round, ...] = ()
    told: tuple[Round, ...] = ()
    met_before: frozenset[tuple[PersonId, PersonId]] = frozenset()


class Plan(Frozen):
    """The pairings of all rounds, and how good they are.

    `sides` says on which side each participant ended up, `flexible` people included.
    """

    seed: int
    sides: dict[PersonId, Side]
    rounds: tuple[Round, ...]
    quality: Quality
