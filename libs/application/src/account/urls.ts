import type { Installation } from '../ports/system.js';

/** Addresses that mails carry; the web application answers them, and a test holds both together. */
export const resetUrl = ({ publicUrl }: Installation, token: string): string =>
  `${publicUrl}/new-password?token=${encodeURIComponent(token)}`;
export const forgottenUrl = ({ publicUrl }: Installation): string => `${publicUrl}/new-password`;
export const tokensUrl = ({ publicUrl }: Installation): string => `${publicUrl}/account/tokens`;
