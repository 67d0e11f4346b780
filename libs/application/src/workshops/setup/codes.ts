import type { Ids } from '../../ports/system.js';

/** Two of the three parts of a document's id. */
const CODE_LENGTH = 'K7QF-3M9D'.length;

/** For the wall or a badge: forty random bits, whose guesses are counted, and which open nothing once it is over. */
export const newCode = (ids: Ids): string => ids.documentId().slice(0, CODE_LENGTH);
