/**
 * How people come in, and the links for every room: who facilitates it, and its display.
 */
import { html } from 'htm/preact';

import { Hosts, Kept, Phones } from '#js/host/custody.js';
import { askWithdraw, openWords } from '#js/host/links.js';
import { clockState, presence } from '#js/host/store.js';
import { Invitation, Link } from '#js/host/share.js';
import { counted } from '#js/host/words.js';
import { view } from '#js/host/wip/store.js';

/** The links tab. */
export function Links() {
  const { stages, displays } = presence.value;
  const screens = stages - Object.values(displays ?? {}).reduce((sum, count) => sum + count, 0);
  return html`<div class="stack">
    ${clockState.value !== 'ended' && html`<h2>Let people in</h2><${Invitation} />
      <p><a class="button" href=${`/s/${view.value.session.id}/print`} target="_blank">Print a QR for the door</a></p>`}
    ${clockState.value === 'ended' && html`<p class="note">Presenters can still join with the code <strong class="code-small">${view.value.session.code}</strong>, to read and save what was written to them.</p>`}
    <h2>Links</h2>
    <section class="stack">
      <h3>For every room</h3>
      <p class="soft">Who facilitates a room steers that room and no other. Its display shows the time to the presenter.</p>
      <ul class="room-links">${view.value.tracks.map(({ id, name }) => html`<${RoomLinks} key=${id} room=${id} name=${name} />`)}</ul>
    </section>
    <section class="stack">
      <h3>A screen for all rooms</h3>
      <p class="soft">It shows the code, and what is on in which room. ${counted(screens, 'screen is', 'screens are')} open.</p>
      <div class="cluster">
        <${Link} audience="stage" label="Make a link for the hall" open="Open the screen" />
        <${Withdraw} words="Withdraw …: links for the hall" ask=${askHall} />
      </div>
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
      <div class="cluster">
        <${Link} audience="facilitator" track=${room} label=${`Link to facilitate ${name}`} open="Open to facilitate" />
        <${Withdraw} words=${`Withdraw …: links to facilitate ${name}`} ask=${() => askFacilitators(room, name)} />
      </div>
      <div class="cluster">
        <${Link} audience="stage" track=${room} label=${`Link for the display of ${name}`} open="Open the display" />
        <${Withdraw} words=${`Withdraw …: links for the display of ${name}`} ask=${() => askDisplays(room, name)} />
      </div>
    </div>
  </li>`;
}

/** @param {{ words: string, ask: () => void }} props */
function Withdraw({ words, ask }) {
  return html`<div><button type="button" aria-label=${words} onClick=${ask}>Withdraw …</button></div>`;
}

/** @param {string} room @param {string} name */
function askFacilitators(room, name) {
  const open = presence.peek().facilitators?.[room] ?? 0;
  askWithdraw({ audience: 'facilitator', track: room }, `Withdraw the links to facilitate ${name}?`, [
    `Every link to facilitate ${name} that was given out stops working${openWords(open, ['open page is', 'open pages are'], 'signed out at once')}.`,
    `The clock of ${name} goes on; until somebody else facilitates it, you steer it from here.`,
  ]);
}

/** @param {string} room @param {string} name */
function askDisplays(room, name) {
  const open = presence.peek().displays?.[room] ?? 0;
  askWithdraw({ audience: 'stage', track: room }, `Withdraw the links for the display of ${name}?`, [
    `Every link for the display of ${name} that was given out stops working${openWords(open, ['open display goes', 'open displays go'], 'dark')}.`,
  ]);
}

function askHall() {
  askWithdraw({ audience: 'stage' }, 'Withdraw the links for the hall?', [
    'Every link to the screen for all rooms that was given out stops working, and the screens go dark. The displays of single rooms stay.',
  ]);
}
