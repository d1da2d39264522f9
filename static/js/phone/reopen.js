/** The phone of a flash session, opened without a network. */

import { reopen } from '#js/reopen.js';

await reopen(() => import('#js/phone.js'));
