import { type Actor, SYSTEM } from '@isonomia/application';

/**
 * Whoever may run commands here owns the installation: no account is asked for, and the audit log says that the
 * installation did it.
 */
export const OPERATOR: Actor = {
  userId: SYSTEM,
  name: 'Isonomia',
  language: 'en',
  memberships: [{ role: 'administrator' }],
};
