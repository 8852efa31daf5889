import { constants } from 'node:fs';

/** Flags of `open` for a file that a user named: it may be a pipe, and nobody should wait until another program writes into it. */
export const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
