import type { Warning } from '@isonomia/application';
import type { Words } from '../shell/words.js';

/** Answers that do not fit together, in the words of the instrument that knows why they should. */
export const warningText = ({ t }: Words, { code, detail }: Warning): string => t(code, detail);
