/** What the server sends, as `sessionrunner/core/views.py` makes it. Instants (`_at`) and durations (`_ms`) are milliseconds. */

export type SegmentKind = 'gather' | 'brief' | 'move' | 'talk' | 'present' | 'comments' | 'changeover' | 'break' | 'close';
export type ClockState = 'waiting' | 'running' | 'paused' | 'overtime' | 'ended';
export type Side = 'mentor' | 'mentee';
export type Attendance = 'expected' | 'here' | 'gone';

export interface Segment {
  kind: SegmentKind;
  label: string;
  round: number | null;
  slot: number | null;
  duration_ms: number;
  at_end: 'advance' | 'hold';
  /** Whose paper it belongs to, in a works-in-progress session. */
  paper?: string | null;
}

export interface Clock {
  state: ClockState;
  index: number;
  segment: Segment;
  started_at: number | null;
  ends_at: number | null;
  remaining_ms: number | null;
}

export interface Pulse {
  version: number;
  server_now: number;
  clock: Clock;
  /** Every room's clock, in a works-in-progress session. */
  tracks?: { id: string; clock: Clock }[];
}

/** What every view has. `pace` is how much faster than real time the server's clock runs (1 but in a demo). */
export interface View extends Pulse {
  audience: 'host' | 'facilitator' | 'attendee' | 'stage';
  pace: number;
  session: { id: string; title: string; format: 'flash' | 'wip'; code: string };
  agenda: Segment[];
  announcement: { text: string; at: number } | null;
}

export interface Partner {
  name: string;
  role: Side;
  institution: string;
  interests: string[];
  /** The host has marked this person as not here. */
  away: boolean;
}

export interface Meeting {
  round: number;
  kind: 'mentoring' | 'peer' | 'group' | 'sit_out';
  room: { name: string; link: string | null } | null;
  partners: Partner[];
}

/** The itinerary is empty until the host has started; a late arrival's begins with the first round they are part of. */
export interface AttendeeView extends View {
  audience: 'attendee';
  me: { id: string; name: string; role: Side; attendance: Attendance };
  room_kind: 'table' | 'breakout' | 'link';
  itinerary: Meeting[];
}

export interface StageRound {
  round: number;
  rooms: { room: string; kind: 'mentoring' | 'peer' | 'group'; people: string[] }[];
  sitting_out: string[];
}

export interface StageView extends View {
  audience: 'stage';
  join_url: string;
  rounds: StageRound[];
}

export interface HostPerson {
  id: string;
  name: string;
  side: Side;
  role: Side | 'either' | null;
  years: number | null;
  email: string;
  institution: string;
  interests: string[];
  requests: string[];
  avoid: string[];
  attendance: Attendance;
  joined: boolean;
  walk_in: boolean;
  sit_outs: number;
}

export interface HostRound {
  round: number;
  state: 'held' | 'running' | 'coming';
  pairings: { room: string; kind: 'mentoring' | 'peer' | 'group'; people: string[] }[];
  sitting_out: string[];
  /** Who was not there for their meeting, in a round that has begun. */
  absent: string[];
}

export interface Quality {
  meetings: number;
  repeats: number;
  avoided_met: number;
  requests_met: number;
  requests_possible: number;
  sit_outs: { mentor: { min: number; max: number }; mentee: { min: number; max: number } };
  back_to_back_sit_outs: number;
  score: number;
  score_bound: number;
  milliseconds: number;
}

export interface FlashSettings {
  rounds: number;
  round_minutes: number;
  move_seconds: number;
  brief_minutes: number;
  close_minutes: number;
  threshold: number;
  surplus: 'peer' | 'group' | 'sit_out';
  seats: number;
  seed: number;
  at_end: 'advance' | 'hold';
  rooms: { kind: 'table' | 'breakout' | 'link'; prefix: string; template: string };
  plan_for: 'everyone' | 'present';
  walk_ins: boolean;
}

export interface HostView extends View {
  audience: 'host';
  join_url: string;
  settings: FlashSettings;
  people: HostPerson[];
  /** Names of people who were taken off the roster but whom held rounds still name, by id. */
  former: { [id: string]: string };
  rounds: HostRound[];
  quality: Quality | null;
  claims: { id: string; person: string; asked_at: number }[];
  /** In the round that is on: somebody (`person`) pressed "my partner isn't here"; `missing` are those they wait for. */
  reports: { person: string; missing: string[]; at: number }[];
  /** The command that Undo would take back, as its type ("advance"), or null. */
  undo: string | null;
  undo_added_ms: number;
  /** Types of the commands that make sense now; the others would be refused. */
  allowed: string[];
  planned_finish_at: number | null;
  expected_finish_at: number | null;
}

/** Who is connected: gathered up for the host about once a second. */
export interface Presence {
  people: string[];
  hosts: number;
  stages: number;
  /** In a works-in-progress session: how many pages of facilitators each room has, and of its own display. */
  facilitators?: Record<string, number>;
  displays?: Record<string, number>;
}

/** What a command is answered with: either of the two. */
export interface Answer {
  version: number;
  events: { type: string; [field: string]: unknown }[];
  changes?: Change[];
  summary?: Summary;
  warnings?: string[];
}

/** The changes of one command counted; `was` and `now` are the quality of the plan before and after. */
export interface Summary {
  partners: number;
  rooms: number;
  rounds: number[];
  rests: number;
  meets: number;
  was: Quality | null;
  now: Quality | null;
}

export interface Change {
  round: number;
  person: string;
  name: string;
  text: string;
}

export interface Failure {
  error: { code: string; message: string; details: { field: string; message: string }[]; current_version?: number };
}
