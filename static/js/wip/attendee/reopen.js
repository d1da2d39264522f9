/** The phone of a works-in-progress session, opened without a network. */

import { reopen } from '#js/reopen.js';

await reopen(() => import('#js/attendee_wip.js'));
