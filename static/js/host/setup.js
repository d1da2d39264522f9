/**
 * Setting up, in the order in which a host thinks of it: the time there is, who talks to whom,
 * where, and who may come in. Every change is saved at once.
 *
 * @typedef {import('../types.d.ts').FlashSettings} FlashSettings
 */
import { html } from 'htm/preact';

import { Budget } from '#js/host/budget_panel.js';
import { Check, Choice, NumberField, TextField } from '#js/host/fields.js';
import { openRehearsal } from '#js/host/rehearsing.js';
import { Quality } from '#js/host/rounds.js';
import { clockState, view } from '#js/host/store.js';

/** The setup tab. */
export function Setup() {
  if (clockState.value !== 'waiting') {
    return html`<p class="note">The session has begun, so these settings stand. “Undo the start” makes them changeable again.</p>`;
  }
  return html`<div class="setup stack">
    <h2>Set up</h2>
    <${Budget} />
    <${Details} />
    <${Sides} />
    <${Rooms} />
    <${Doors} />
    <${TryOut} />
  </div>`;
}

/** What the settings come to: in a rehearsal, and in the plan if there is one. */
function TryOut() {
  const few = view.value.people.length < 2;
  return html`<section class="group">
    <h3>Before you start</h3>
    <div class="group-body">
      <p class="soft">See how it would go with people who come late, never come or leave early: how long everybody talks,
        who sits out, and how good that is.</p>
      <div><button type="button" disabled=${few} onClick=${openRehearsal}>Try it out …</button></div>
      ${few && html`<p class="hint">Bring people in first: two are the least.</p>`}
      <${Quality} />
    </div>
  </section>`;
}

function Details() {
  const { settings } = view.value;
  return html`<details class="group">
    <summary>Choose the minutes yourself</summary>
    <div class="group-body grid">
      <${NumberField} name="rounds" label="Rounds" unit="" min=${1} max=${60} />
      <${NumberField} name="round_minutes" label="Each round" unit="minutes" min=${1} max=${60} step="any" />
      <${NumberField} name="move_seconds" label="To change places" unit="seconds" min=${0} max=${600} />
      <${NumberField} name="brief_minutes" label="Welcome" unit="minutes" min=${0} max=${120} step="any" />
      <${NumberField} name="close_minutes" label="Closing" unit="minutes" min=${0} max=${120} step="any" />
    </div>
    <${Choice} name="at_end" value=${settings.at_end} legend="When a round’s time is up"
      options=${[
        ['advance', 'the next begins by itself', 'Everybody moves at the same moment, even phones without a network.'],
        ['hold', 'it waits until I press Next', 'The clock counts how far over you are.'],
      ]} />
  </details>`;
}

function Sides() {
  const { settings } = view.value;
  return html`<section class="group">
    <h3>Who talks to whom</h3>
    <div class="group-body">
      <${NumberField} name="threshold" label="A mentor has at least" unit="years of experience" min=${0} max=${80} step="any" />
      <${Choice} name="surplus" value=${settings.surplus} legend="When one side has more people, those left over"
        options=${[
          ['peer', 'talk to each other', 'Nobody stands alone; everybody takes their turn at this.'],
          ['group', 'join a table', 'Several mentees sit with one mentor.'],
          ['sit_out', 'rest for this round', 'Rests are spread evenly.'],
        ]} />
      ${settings.surplus === 'group' && html`<${NumberField} name="seats" label="At most"
        unit="mentees at one mentor’s table" min=${1} max=${20} />`}
      <${Choice} name="plan_for" value=${settings.plan_for} legend="At the start, the plan counts on"
        options=${[
          ['everyone', 'everybody on the list', 'Good when people come in while you speak.'],
          ['present', 'only those who are here', 'Good when many who signed up will not come.'],
        ]} />
    </div>
  </section>`;
}

/** @type {Record<string, string>} */
const PREFIXES = { table: 'Table', breakout: 'Room', link: 'Room' };

function Rooms() {
  const { rooms } = view.value.settings;
  return html`<section class="group">
    <h3>Where they meet</h3>
    <div class="group-body">
      <${Choice} name="rooms" value=${rooms.kind} legend="They meet at"
        make=${(/** @type {string} */ kind, /** @type {FlashSettings} */ now) => ({ ...now.rooms, kind, prefix: PREFIXES[kind] })}
        options=${[
          ['table', 'tables in the room', ''],
          ['breakout', 'breakout rooms of a video meeting', 'People choose their room; you get a message for the chat.'],
          ['link', 'a video link for each room', ''],
        ]} />
      <${TextField} name="rooms" label="What a room is called" value=${rooms.prefix} hint=${`As in “${rooms.prefix} 1”`}
        make=${(/** @type {string} */ prefix, /** @type {FlashSettings} */ now) => ({ ...now.rooms, prefix })} />
      ${
        rooms.kind === 'link' &&
        html`<${TextField} name="rooms.template" label="The address of a room" value=${rooms.template}
          hint="{room} becomes its number and {code} the session’s code, as in https://meet.example.org/{code}-{room}"
          make=${(/** @type {string} */ template, /** @type {FlashSettings} */ now) => ({ ...now.rooms, template })} />`
      }
    </div>
  </section>`;
}

function Doors() {
  const { settings, session } = view.value;
  return html`<section class="group">
    <h3>The session</h3>
    <div class="group-body">
      <${TextField} name="title" label="Title" value=${session.title} hint="Everybody sees it" />
      <${Check} name="walk_ins" label="People who are not on the list may join" checked=${settings.walk_ins} />
    </div>
  </section>`;
}
