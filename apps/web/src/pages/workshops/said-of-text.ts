import type { Words } from '../shell/words.js';

const SAID = [
  'added',
  'changed',
  'reopened',
  'marked',
  'moved',
  'withdrawn',
  'restored',
  'settled',
  'locked',
  'unlocked',
  'again',
];

/** What was just done, told on the page that follows; nothing for what nobody did. */
export const saidOf = ({ t }: Words, said: unknown): string | undefined =>
  typeof said === 'string' && SAID.includes(said) ? t(`page.workshop-text.said.${said}`) : undefined;
