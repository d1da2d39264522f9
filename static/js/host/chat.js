/**
 * Messages to copy into a meeting's chat: who goes to which room this round.
 */
import { html } from 'htm/preact';

import { Copyable } from '#js/host/copy.js';
import { chatHeading, chatLines, chatParts } from '#js/host/rounds_facts.js';
import { current, nameOf, view } from '#js/host/store.js';

/** @typedef {import('../types.d.ts').HostRound} HostRound */

/** Meeting chats cut or refuse longer messages. */
const MOST = 1000;

/** The message for one round, in as many parts as a chat needs.
 * @param {{ round: HostRound }} props */
export function ChatMessage({ round }) {
  const parts = messageParts(round);
  return html`<section class="stack chat">
    <h3>For the chat</h3>
    <p class="soft">Open the rooms once and let people choose theirs. Then send
      this${parts.length > 1 ? `, in ${parts.length} parts` : ''}.</p>
    ${parts.map((text, index) => html`<${Copyable} key=${index} text=${text} rows=${Math.min(8, text.split('\n').length)}
      label=${parts.length > 1 ? `Copy part ${index + 1} of ${parts.length}` : 'Copy message for the chat'} />`)}
  </section>`;
}

/** @param {HostRound} round */
function messageParts(round) {
  const { rounds } = view.value;
  const here = current.value.segment.kind === 'talk' && current.value.segment.round === round.round;
  return chatParts(chatHeading(round, rounds.length, here ? current.value.ends_at : null), chatLines(round, nameOf.value), MOST);
}
