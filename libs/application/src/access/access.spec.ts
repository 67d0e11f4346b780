import { describe, expect, it } from '@jest/globals';
import { ROLES, type Actor, type Membership, type Role } from '../actor.js';
import { agencyId, regionId, userId } from '../ids.js';
import { authorizeAtAgency, may, mayAtAgency, permitFor, refusal, type GuardedAssessment } from './access.js';
import { ACTIONS, ASSESSMENT_STATES, grantOf, type Action, type AssessmentState } from './table.js';

const AGENCY = agencyId('00000000-0000-7000-8000-00000000000a');
const OTHER_AGENCY = agencyId('00000000-0000-7000-8000-00000000000b');
const REGION = regionId('00000000-0000-7000-8000-0000000000aa');
const OTHER_REGION = regionId('00000000-0000-7000-8000-0000000000bb');

const actor = (...memberships: readonly Membership[]): Actor => ({
  userId: userId('somebody'),
  name: 'Somebody',
  language: 'en',
  memberships,
});
const assessment = (state: AssessmentState, assigned = false): GuardedAssessment => ({
  agencyId: AGENCY,
  regionId: REGION,
  state,
  assigned,
});

/** Where a role is given: its own place, and one that must grant nothing here. */
const HOME: Readonly<Record<Role, Membership>> = {
  administrator: { role: 'administrator' },
  coordinator: { role: 'coordinator', regionId: REGION },
  facilitator: { role: 'facilitator', regionId: REGION },
  lead: { role: 'lead', agencyId: AGENCY },
  contributor: { role: 'contributor', agencyId: AGENCY },
  reviewer: { role: 'reviewer', agencyId: AGENCY },
  participant: { role: 'participant', agencyId: AGENCY },
  recipient: { role: 'recipient', agencyId: AGENCY },
};
const ABROAD: readonly Membership[] = ROLES.filter((role) => role !== 'administrator').flatMap((role) => [
  { role, agencyId: OTHER_AGENCY },
  { role, regionId: OTHER_REGION },
  // A broken row: it must not count as "everywhere".
  { role },
]);

const cases = ROLES.flatMap((role) =>
  ACTIONS.flatMap((action) => ASSESSMENT_STATES.map((state): [Role, Action, AssessmentState] => [role, action, state])),
);

describe('every role, action and state', () => {
  it.each(cases)('%s, %s, %s: what the table grants and nothing else', (role, action, state) => {
    const grant = grantOf(action, role);
    const granted = grant?.states.includes(state) === true;
    const at = actor(HOME[role]);
    expect(may(at, action, assessment(state, true))).toBe(granted);
    expect(may(at, action, assessment(state, false))).toBe(granted && grant.assigned !== true);
    expect(refusal(at, action, assessment(state, true)) === undefined).toBe(granted);
    expect(mayAtAgency(at, action, { agencyId: AGENCY, regionId: REGION })).toBe(grant !== undefined);
  });

  it.each(ABROAD)('$role of $agencyId$regionId may nothing elsewhere, and sees nothing there', (membership) => {
    for (const action of ACTIONS) {
      for (const state of ASSESSMENT_STATES) {
        expect(may(actor(membership), action, assessment(state, true))).toBe(false);
        expect(refusal(actor(membership), action, assessment(state, true))?.code).toBe('not-found');
      }
      expect(() => authorizeAtAgency(actor(membership), action, { agencyId: AGENCY, regionId: REGION })).toThrow(
        'not-found',
      );
    }
  });

  it('a person without any role may nothing', () => {
    for (const action of ACTIONS)
      expect(mayAtAgency(actor(), action, { agencyId: AGENCY, regionId: REGION })).toBe(false);
  });
});

/** Written by hand, not read from the table: a wrong table fails here. */
const EXPECTED: readonly [
  Role,
  Action,
  AssessmentState,
  'yes' | 'assigned only' | 'forbidden' | 'wrong-state' | 'not-found',
][] = [
  ['lead', 'answer.record', 'draft', 'yes'],
  ['lead', 'answer.record', 'submitted', 'wrong-state'],
  ['lead', 'answer.record', 'in-review', 'wrong-state'],
  ['lead', 'answer.record', 'validated', 'wrong-state'],
  ['contributor', 'answer.record', 'draft', 'assigned only'],
  ['contributor', 'answer.record', 'submitted', 'wrong-state'],
  ['contributor', 'answer.view', 'draft', 'assigned only'],
  ['contributor', 'assessment.submit', 'draft', 'forbidden'],
  ['contributor', 'assessment.withdraw', 'submitted', 'forbidden'],
  ['contributor', 'assessment.assign', 'draft', 'forbidden'],
  ['contributor', 'assessment.check', 'draft', 'forbidden'],
  ['contributor', 'result.view', 'draft', 'forbidden'],
  ['contributor', 'result.view', 'validated', 'forbidden'],
  ['contributor', 'recommendation.decide', 'submitted', 'forbidden'],
  ['contributor', 'document.request', 'submitted', 'forbidden'],
  ['contributor', 'document.view', 'submitted', 'forbidden'],
  ['contributor', 'questionnaire.print', 'draft', 'yes'],
  ['contributor', 'evidence.add', 'draft', 'assigned only'],
  ['contributor', 'evidence.read', 'submitted', 'assigned only'],
  ['reviewer', 'assessment.view', 'draft', 'not-found'],
  ['reviewer', 'answer.view', 'draft', 'not-found'],
  ['reviewer', 'answer.view', 'submitted', 'yes'],
  ['reviewer', 'answer.record', 'submitted', 'forbidden'],
  ['reviewer', 'evidence.read', 'in-review', 'yes'],
  ['reviewer', 'evidence.remove', 'in-review', 'forbidden'],
  ['reviewer', 'comment.write', 'in-review', 'yes'],
  ['reviewer', 'comment.write', 'validated', 'wrong-state'],
  ['reviewer', 'assessment.submit', 'submitted', 'forbidden'],
  ['lead', 'assessment.submit', 'draft', 'yes'],
  ['lead', 'assessment.withdraw', 'submitted', 'yes'],
  ['lead', 'assessment.withdraw', 'in-review', 'wrong-state'],
  ['lead', 'assessment.withdraw', 'validated', 'wrong-state'],
  ['lead', 'assessment.withdraw', 'draft', 'wrong-state'],
  ['lead', 'recommendation.decide', 'draft', 'wrong-state'],
  ['lead', 'recommendation.decide', 'submitted', 'yes'],
  ['lead', 'document.request', 'draft', 'wrong-state'],
  ['lead', 'evidence.remove', 'validated', 'wrong-state'],
  ['lead', 'assessment.import', 'draft', 'forbidden'],
  ['lead', 'agency.create', 'draft', 'forbidden'],
  ['administrator', 'assessment.view', 'draft', 'not-found'],
  ['administrator', 'answer.view', 'draft', 'not-found'],
  ['administrator', 'answer.record', 'draft', 'not-found'],
  ['administrator', 'answer.record', 'submitted', 'forbidden'],
  ['administrator', 'result.view', 'submitted', 'yes'],
  ['administrator', 'evidence.read', 'submitted', 'forbidden'],
  ['administrator', 'assessment.submit', 'submitted', 'forbidden'],
  ['coordinator', 'assessment.view', 'validated', 'not-found'],
  ['coordinator', 'result.view', 'validated', 'not-found'],
  ['coordinator', 'document.view', 'validated', 'not-found'],
  ['coordinator', 'evidence.read', 'validated', 'not-found'],
  ['facilitator', 'assessment.view', 'submitted', 'not-found'],
  ['participant', 'answer.view', 'submitted', 'not-found'],
  ['participant', 'document.view', 'validated', 'not-found'],
  ['recipient', 'document.view', 'submitted', 'yes'],
  ['recipient', 'document.view', 'draft', 'not-found'],
  ['recipient', 'result.view', 'submitted', 'forbidden'],
  ['recipient', 'answer.view', 'submitted', 'forbidden'],
  ['recipient', 'document.request', 'submitted', 'forbidden'],
];

const CODES = { forbidden: 'forbidden', 'wrong-state': 'assessment.wrong-state', 'not-found': 'not-found' } as const;

describe('what was decided of old', () => {
  it.each(EXPECTED)('%s, %s, %s: %s', (role, action, state, expected) => {
    const code = (assigned: boolean) => refusal(actor(HOME[role]), action, assessment(state, assigned))?.code;
    if (expected === 'yes') expect(code(false)).toBeUndefined();
    else if (expected === 'assigned only') expect([code(true), code(false)]).toEqual([undefined, 'forbidden']);
    else expect(code(true)).toBe(CODES[expected]);
  });

  it('a coordinator creates agencies in the own region only', () => {
    const chen = actor(HOME.coordinator);
    expect(mayAtAgency(chen, 'agency.create', { regionId: REGION })).toBe(true);
    expect(mayAtAgency(chen, 'agency.create', { regionId: OTHER_REGION })).toBe(false);
    expect(mayAtAgency(chen, 'agency.edit', { agencyId: AGENCY, regionId: REGION })).toBe(false);
  });

  it('a person with two roles may what either allows', () => {
    const both = actor(HOME.contributor, HOME.reviewer);
    expect(permitFor(both, 'answer.view', assessment('draft'))).toEqual({
      anywhere: ['submitted', 'in-review', 'validated'],
      whereAssigned: ['draft', 'submitted', 'in-review', 'validated'],
    });
    expect(may(both, 'answer.view', assessment('submitted'))).toBe(true);
    expect(may(both, 'answer.view', assessment('draft'))).toBe(false);
  });

  it('a reviewer of a region reviews the agencies of that region', () => {
    const regional = actor({ role: 'reviewer', regionId: REGION });
    expect(may(regional, 'answer.view', assessment('submitted'))).toBe(true);
    expect(may(regional, 'answer.view', { ...assessment('submitted'), regionId: OTHER_REGION })).toBe(false);
  });
});
