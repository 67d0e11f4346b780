import type { Membership, Owed, Role } from '../actor.js';

/** Who sees more than one agency, or decides who sees it: a password alone does not open that. */
const MUST: readonly Role[] = ['administrator', 'coordinator'];

export const mustHaveSecondFactor = (memberships: readonly Membership[]): boolean =>
  memberships.some(({ role }) => MUST.includes(role));

/** What a session still owes. Whoever has a second factor proves it in every session, whatever the role. */
export function owedBy(
  memberships: readonly Membership[],
  { enrolled, secondFactor }: { readonly enrolled: boolean; readonly secondFactor: boolean },
): Owed | undefined {
  if (enrolled) return secondFactor ? undefined : 'proof';
  return mustHaveSecondFactor(memberships) ? 'set-up' : undefined;
}
