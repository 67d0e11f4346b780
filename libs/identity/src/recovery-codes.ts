import { createHmac, randomInt } from 'node:crypto';

const COUNT = 10;
const LENGTH = 12;
const GROUP = 4;
/** Without letters and digits that look like others. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export const newRecoveryCodes = (): readonly string[] => Array.from({ length: COUNT }, newCode);

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** As people type them: in capitals, with or without the dashes. */
export const readRecoveryCode = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '');

/** With the installation's secret as the key: the database alone does not even allow guessing. */
export const digestOf = (secret: string, code: string): string =>
  createHmac('sha256', secret)
    .update(`isonomia recovery code ${readRecoveryCode(code)}`)
    .digest('base64url');
