import { createHmac } from 'node:crypto';
import { newTotpSecret } from './totp.js';

const BYTES = 20;

/** Of an account of the demo: of this installation alone, and the same whenever it is asked for. */
export const demoTotpSecret = (secret: string, email: string): string =>
  newTotpSecret(
    createHmac('sha256', secret).update(`isonomia demo second factor ${email}`).digest().subarray(0, BYTES),
  );
