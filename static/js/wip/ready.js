/** Words to a presenter that are ready to press, for who facilitates and for the host; and how long one's own may be. */

export const READY = ['5 minutes', '2 minutes', 'Please wrap up', 'Please stop', 'Louder, please', 'Slower, please'];
export const LONGEST = 140;
