/** What the server sends in a works-in-progress session, as `sessionrunner/core/views/wip_shapes.py` makes it. */

import type { Attendance, ClockState, SegmentKind } from './types';

export type Duty = 'presenter' | 'discussant';
export type WrittenComments = 'off' | 'signed' | 'anonymous' | 'choice';

export interface WipSegment {
  kind: SegmentKind;
  label: string;
  round: number | null;
  /** Which paper of the room it is, counted from 1. */
  slot: number | null;
  duration_ms: number;
  at_end: 'advance' | 'hold';
  paper: string | null;
}

export interface WipClock {
  state: ClockState;
  index: number;
  segment: WipSegment;
  started_at: number | null;
  ends_at: number | null;
  remaining_ms: number | null;
}

/** Sent when only clocks moved: `clock` is the own room's, `tracks` are every room's. */
export interface WipPulse {
  version: number;
  server_now: number;
  clock: WipClock;
  tracks: { id: string; clock: WipClock }[];
}

export interface WipView {
  version: number;
  server_now: number;
  clock: WipClock;
  pace: number;
  session: { id: string; title: string; format: 'wip'; code: string };
  agenda: WipSegment[];
  announcement: { text: string; at: number } | null;
}

export interface RoomHead {
  id: string;
  name: string;
}

export interface RoomView extends RoomHead {
  clock: WipClock;
  agenda: WipSegment[];
}

export interface Named {
  name: string;
  institution: string;
}

/** `abstract` is null for papers of other rooms, as abstracts are long. */
export interface PaperView {
  id: string;
  title: string;
  presenters: Named[];
  discussants: Named[];
  keywords: string[];
  link: string;
  abstract: string | null;
}

/** Spoken so far: `before_ms`, and the time since `since` unless that is null (the room is paused). */
export interface SpeakingView {
  name: string;
  since: number | null;
  before_ms: number;
  suggested_ms: number;
}

export interface MyPaper {
  paper: string;
  role: Duty;
  room: RoomHead | null;
  over: boolean;
}

/** `clock` and `agenda` are those of `room`, or of the first room while none is chosen. */
export interface WipAttendeeView extends WipView {
  audience: 'attendee';
  me: { id: string; name: string; attendance: Attendance; roles: Duty[] };
  room: RoomHead | null;
  tracks: RoomView[];
  papers: PaperView[];
  mine: MyPaper[];
  /** Place 1 is next. */
  hand: { place: number; raised_at: number } | null;
  /** How many hands are up in the own room. */
  waiting: number;
  speaking: SpeakingView | null;
  speaking_myself: boolean;
  spoken_ms: number;
  /** What one is told while one presents, or is next to: nobody else has it. */
  message: Message | null;
  written: WrittenComments;
  guidelines: string;
  /** Only a presenter has any: those on their own papers. `author` is null where it is anonymous. */
  comments: { paper: string; text: string; at: number; author: string | null }[];
}

export interface QueueEntry {
  person: string;
  name: string;
  institution: string;
  raised_at: number;
  spoken_ms: number;
  discussant: boolean;
  junior: boolean;
}

export interface Policy {
  unused: 'comments' | 'finish';
  overrun: 'comments' | 'rest';
}

export interface Message {
  text: string;
  at: number;
}

/** `behind_ms` is negative where the room is ahead. In overtime the expected finish moves on by itself. */
export interface FacilitatorView extends WipView {
  audience: 'facilitator';
  track: RoomHead;
  papers: PaperView[];
  queue: QueueEntry[];
  speaking: SpeakingView | null;
  /** The id of who has the floor. */
  speaker: string | null;
  suggestion_ms: number;
  people: { person: string; name: string; spoken_ms: number; here: boolean }[];
  message: Message | null;
  policy: Policy;
  guidelines: string;
  planned_finish_at: number | null;
  expected_finish_at: number | null;
  behind_ms: number | null;
  allowed: string[];
  undo: string | null;
}

/** Of one room (`track`, and `tracks` has only it), or of all rooms where `track` is null. */
export interface WipStageView extends WipView {
  audience: 'stage';
  join_url: string;
  track: RoomHead | null;
  tracks: RoomView[];
  papers: PaperView[];
  speaking: SpeakingView | null;
  waiting: number;
  message: Message | null;
  guidelines: string;
  planned_finish_at: number | null;
  expected_finish_at: number | null;
}

export interface Wishes {
  /** Times of day on the venue's clock, in minutes since midnight. */
  not_before: number | null;
  done_by: number | null;
  day: number | null;
  first: boolean;
  last: boolean;
  /** A room's name, or empty. */
  room: string;
}

export interface HostPaper {
  id: string;
  title: string;
  presenters: string[];
  discussants: string[];
  keywords: string[];
  link: string;
  abstract: string;
  wishes: Wishes;
  /** Null while it has no place. */
  room: string | null;
  over: boolean;
  /** Whether it came to be presented; a room that ends early leaves some that never began. */
  begun: boolean;
  comments: number;
  /** Those of its keywords that another paper of the same room and block has, too. */
  in_common: string[];
}

export interface WipHostPerson {
  id: string;
  name: string;
  email: string;
  years: number | null;
  institution: string;
  interests: string[];
  attendance: Attendance;
  joined: boolean;
  walk_in: boolean;
  room: string | null;
  roles: Duty[];
}

export interface HostRoom extends RoomView {
  policy: Policy;
  planned_finish_at: number | null;
  expected_finish_at: number | null;
  behind_ms: number | null;
  people: number;
  waiting: number;
  speaking: SpeakingView | null;
  message: Message | null;
  allowed: string[];
  undo: string | null;
}

export interface WipSettings {
  present_minutes: number;
  comment_minutes: number;
  changeover_minutes: number;
  close_minutes: number;
  /** The rooms' names. */
  tracks: string[];
  blocks: { day: number; starts: number | null; minutes: number }[];
  discussants: number;
  written: WrittenComments;
  discussants_first: boolean;
  juniors_first: boolean;
  guidelines: string;
  policy: Policy;
}

export interface WipHostView extends WipView {
  audience: 'host';
  join_url: string;
  settings: WipSettings;
  threshold: number;
  walk_ins: boolean;
  people: WipHostPerson[];
  papers: HostPaper[];
  tracks: HostRoom[];
  /** Sentences: who is needed in two rooms at once. */
  clashes: string[];
  claims: { id: string; person: string; asked_at: number }[];
  undo: string | null;
  allowed: string[];
}
