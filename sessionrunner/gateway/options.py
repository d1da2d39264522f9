"""The numbers of the live path, each with the reason for it."""

from sessionrunner.core.frozen import Frozen


class Rate(Frozen):
    """How much somebody may do: `burst` at once, then `per_second`."""

    per_second: float
    burst: int


class GatewayOptions(Frozen):
    """How the gateway treats its sockets. Times are seconds, sizes are bytes.

    `public_url` is the server's own address as the operator has set it, or empty; `address` is the
    one that people are shown, which is never empty.
    With `ping_every` and `pong_within` of 10 s each, a phone that is gone without a word is noticed
    within 20 s, and so is, by the phone, a server that is gone.
    """

    address: str
    public_url: str = ""
    ping_every: float = 10.0
    pong_within: float = 10.0
    admit_within: float = 10.0
    goodbye_within: float = 2.0
    most_message_bytes: int = 65_536
    lagging_bytes: int = 65_536
    """A socket with more than this unsent gets nothing new, but one whole view once it has caught up."""
    most_waiting_bytes: int = 1_048_576
    """A socket with more than this unsent is cut off: only acknowledgements can get it there."""
    most_sockets: int = 20_000
    most_devices: int = 10
    """Of one person; the one that connected first goes."""
    most_pages: int = 50
    """Of one session's host or stage."""
    frames: Rate = Rate(per_second=100, burst=400)
    commands: Rate = Rate(per_second=5, burst=30)
    host_commands: Rate = Rate(per_second=100, burst=300)
    syncs: Rate = Rate(per_second=5, burst=40)
    presence_every: float = 1.0
    shared_views_every: float = 0.2
    catch_up_every: float = 0.25
    slice_seconds: float = 0.005
    """How long views are made before other work gets its turn."""
