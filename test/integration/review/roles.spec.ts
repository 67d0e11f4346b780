import {
  ROLES,
  type Actor,
  type AssessmentId,
  type AgencyId,
  type Membership,
  type RegionId,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusal } from '../../../libs/application/src/access/access.js';
import { ASSESSMENT_STATES, type Action } from '../../../libs/application/src/access/table.js';
import type { Things } from '../../support/attempts.js';
import { person } from '../../support/people.js';
import { REVIEW_ATTEMPTS } from '../../support/review-attempts.js';
import { handedIn, validated } from '../../support/review.js';
import { Stage } from '../../support/stage.js';

const ACTION: Readonly<Record<string, Action>> = {
  ViewReview: 'review.decide',
  TakeReview: 'review.take',
  DecideReview: 'review.decide',
  AskInReview: 'review.decide',
  ReturnAssessment: 'review.return',
  ValidateAssessment: 'review.validate',
};
const ACTS = Object.keys(ACTION);

describe('every role, act of a review and state', () => {
  let stage: Stage;
  let agency: AgencyId;
  let region: RegionId;
  let asha: Actor;
  const states = new Map<string, AssessmentId>();

  beforeAll(async () => {
    stage = await Stage.open();
    const country = await stage.country();
    region = country.regionId;
    agency = await stage.agency('Police of Norlavia', country);
    asha = person('asha', 'lead', { agencyId: agency });
    const bruno = person('bruno', 'reviewer', { regionId: region });
    stage.played.people.add(asha, bruno);
    states.set('draft', await stage.assessment(asha, agency));
    states.set('submitted', await handedIn(stage, asha, agency));
    const held = await handedIn(stage, asha, agency);
    await stage.rows("UPDATE assessment SET state = 'in-review', reviewed_by = 'bruno' WHERE id = $1", [held]);
    states.set('in-review', held);
    states.set('validated', await validated(stage, asha, bruno, agency));
  });
  afterAll(() => stage.close());

  const placeOf = (role: (typeof ROLES)[number]): Membership => {
    if (role === 'administrator') return { role };
    const ofRegion = role === 'coordinator' || role === 'facilitator' || role === 'reviewer';
    return ofRegion ? { role, regionId: region } : { role, agencyId: agency };
  };

  it.each(ROLES.flatMap((role) => ASSESSMENT_STATES.map((state) => [role, state] as const)))(
    'is answered to a %s of what is %s as the table of roles says',
    async (role, state) => {
      const actor: Actor = { ...person(`${role}-${state}`, role), memberships: [placeOf(role)] };
      const submitted = states.get(state)!;
      const guarded = { agencyId: agency, regionId: region, state };
      for (const act of ACTS) {
        const said = refusal(actor, ACTION[act]!, guarded)?.code;
        // Whom the table lets in has not taken it: looking is all that is left, and taking it when nobody has.
        const done = act === 'ViewReview' || (act === 'TakeReview' && state === 'submitted');
        // Taken by this very row before.
        if (said === undefined && state === 'submitted' && act !== 'ViewReview') continue;
        const expected = said ?? (done ? undefined : 'review.not-yours');
        const reply = await REVIEW_ATTEMPTS[act]!(stage, actor, { submitted } as Things).then(
          () => undefined,
          (problem: unknown) => (problem as { code?: string }).code ?? String(problem),
        );
        expect([role, state, act, reply]).toEqual([role, state, act, expected]);
      }
    },
  );

  it.each(ROLES.filter((role) => !['administrator', 'coordinator', 'facilitator', 'reviewer'].includes(role)))(
    'leaves what is their own agency’s to others when a reviewer is its %s too',
    async (role) => {
      const memberships = [placeOf('reviewer'), { role, agencyId: agency }];
      const actor: Actor = { ...person(`both-${role}`, role), memberships };
      for (const act of ACTS) {
        const tried = REVIEW_ATTEMPTS[act]!(stage, actor, { submitted: states.get('in-review')! } as Things);
        await expect(tried).rejects.toMatchObject({ code: 'review.own-agency' });
      }
    },
  );
});
