/** Templates as HTML, and drawing them: htm bound to Preact, without the hooks that htm/preact brings along. */

import htm from 'htm';
import { h, render } from 'preact';

export const html = htm.bind(h);
export { render };
