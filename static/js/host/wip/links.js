/**
 * How people come in, and the links for every room: who facilitates it, and its display.
 */
import { html } from 'htm/preact';

import { Hosts, Kept, Phones } from '#js/host/custody.js';
import { clockState, presence } from '#js/host/store.js';
import { Invitation, Link } from '#js/host/share.js';
import { counted } from '#js/host/words.js';
import { view } from '#js/host/wip/store.js';

/** The links tab. */
export function Links() {
  const { stages } = presence.value;
  return html`<div class="stack">
    ${clockState.value !== 'ended' && html`<h2>Let people in</h2><${Invitation} />
      <p><a class="button" href=${`/s/${view.value.session.id}/print`} target="_blank">Print a QR for the door</a></p>`}
    <h2>Links</h2>
    <section class="stack">
      <h3>For every room</h3>
      <p class="soft">Who facilitates a room steers that room and no other. Its display shows the time to the presenter.</p>
      <ul class="room-links">${view.value.tracks.map(({ id, name }) => html`<${RoomLinks} key=${id} room=${id} name=${name} />`)}</ul>
    </section>
    <section class="stack">
      <h3>A screen for all rooms</h3>
      <p class="soft">It shows the code, and what is on in which room. ${counted(stages, 'screen is', 'screens are')} open, the rooms’ displays among them.</p>
      <${Link} audience="stage" label="Make a link for the hall" open="Open the screen" />
    </section>
    <div class="links"><${Hosts} /><${Phones} /><${Kept} /></div>
  </div>`;
}

/** @param {{ room: string, name: string }} props */
function RoomLinks({ room, name }) {
  const { facilitators, displays } = presence.value;
  return html`<li class="stack">
    <h4>${name} <span class="small soft">${counted(facilitators?.[room] ?? 0, 'facilitator', 'facilitators')},
      ${' '}${counted(displays?.[room] ?? 0, 'display', 'displays')} connected</span></h4>
    <div class="pair">
      <${Link} audience="facilitator" track=${room} label=${`Link to facilitate ${name}`} open="Open to facilitate" />
      <${Link} audience="stage" track=${room} label=${`Link for the display of ${name}`} open="Open the display" />
    </div>
  </li>`;
}
