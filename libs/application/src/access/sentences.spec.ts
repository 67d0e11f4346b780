import { describe, expect, it } from '@jest/globals';
import { ROLES, type Actor, type Membership, type Role } from '../actor.js';
import { agencyId, regionId, userId } from '../ids.js';
import { mayAtAgency, maySomewhere, refusal } from './access.js';
import { mayGive, PLACES_OF_ROLE, rolesGivenBy, rolesToGive } from './grants.js';
import { ASSESSMENT_STATES, type Action, type AssessmentState } from './table.js';

/** Sentences that somebody decided, each written by hand and tried: a table that was changed by mistake fails here. */
const AGENCY = agencyId('00000000-0000-7000-8000-00000000000a');
const OTHER_AGENCY = agencyId('00000000-0000-7000-8000-00000000000b');
const REGION = regionId('00000000-0000-7000-8000-0000000000aa');
const OTHER_REGION = regionId('00000000-0000-7000-8000-0000000000bb');

const person = (...memberships: readonly Membership[]): Actor => ({
  userId: userId('somebody'),
  name: 'Somebody',
  language: 'en',
  memberships,
});
const HERE = { agencyId: AGENCY, regionId: REGION };
const administrator = person({ role: 'administrator' });
const coordinator = person({ role: 'coordinator', regionId: REGION });
const coordinatorElsewhere = person({ role: 'coordinator', regionId: OTHER_REGION });
const facilitator = person({ role: 'facilitator', regionId: REGION });
const lead = person({ role: 'lead', agencyId: AGENCY });
const leadElsewhere = person({ role: 'lead', agencyId: OTHER_AGENCY });
const contributor = person({ role: 'contributor', agencyId: AGENCY });
const reviewer = person({ role: 'reviewer', agencyId: AGENCY });
const regionalReviewer = person({ role: 'reviewer', regionId: REGION });
const participant = person({ role: 'participant', agencyId: AGENCY });
const recipient = person({ role: 'recipient', agencyId: AGENCY });
const nobody = person();

type Answer = 'yes' | 'forbidden' | 'assessment.wrong-state' | 'not-found';
const asked = (actor: Actor, action: Action, state: AssessmentState, assigned = false): Answer =>
  (refusal(actor, action, { ...HERE, state, assigned })?.code ?? 'yes') as Answer;
const always = (actor: Actor, action: Action): readonly Answer[] => [
  ...new Set(ASSESSMENT_STATES.map((state) => asked(actor, action, state, true))),
];
const here = (actor: Actor, action: Action): boolean => mayAtAgency(actor, action, HERE);
const inRegion = (actor: Actor, action: Action, region = REGION): boolean =>
  mayAtAgency(actor, action, { regionId: region });
const gives = (actor: Actor, place = HERE as Parameters<typeof rolesToGive>[1]): readonly Role[] =>
  rolesToGive(actor, place);

const SENTENCES: readonly (readonly [sentence: string, tried: () => unknown, expected: unknown])[] = [
  ['a lead submits a draft', () => asked(lead, 'assessment.submit', 'draft'), 'yes'],
  ['nobody submits twice', () => asked(lead, 'assessment.submit', 'submitted'), 'assessment.wrong-state'],
  ['a contributor cannot submit', () => asked(contributor, 'assessment.submit', 'draft', true), 'forbidden'],
  ['a reviewer cannot submit', () => asked(reviewer, 'assessment.submit', 'submitted'), 'forbidden'],
  ['an administrator cannot submit', () => asked(administrator, 'assessment.submit', 'submitted'), 'forbidden'],
  ['a lead withdraws what nobody reviews yet', () => asked(lead, 'assessment.withdraw', 'submitted'), 'yes'],
  [
    'what is in review is not withdrawn',
    () => asked(lead, 'assessment.withdraw', 'in-review'),
    'assessment.wrong-state',
  ],
  ['a submitted assessment takes no answer', () => asked(lead, 'answer.record', 'submitted'), 'assessment.wrong-state'],
  ['a contributor answers what is assigned to them', () => asked(contributor, 'answer.record', 'draft', true), 'yes'],
  [
    'a contributor does not answer what is assigned to somebody else',
    () => asked(contributor, 'answer.record', 'draft'),
    'forbidden',
  ],
  [
    'a contributor does not read what is assigned to somebody else',
    () => asked(contributor, 'answer.view', 'draft'),
    'forbidden',
  ],
  ['a contributor sees no score, in no state', () => always(contributor, 'result.view'), ['forbidden']],
  ['a contributor orders no document, in no state', () => always(contributor, 'document.request'), ['forbidden']],
  ['a reviewer does not see a draft', () => asked(reviewer, 'assessment.view', 'draft'), 'not-found'],
  ['a reviewer reads what was submitted', () => asked(reviewer, 'answer.view', 'submitted'), 'yes'],
  ['a reviewer changes no answer', () => asked(reviewer, 'answer.record', 'in-review'), 'forbidden'],
  ['a reviewer reads evidence', () => asked(reviewer, 'evidence.read', 'in-review'), 'yes'],
  ['a reviewer of the region reviews its agencies', () => asked(regionalReviewer, 'answer.view', 'submitted'), 'yes'],
  ['an administrator does not see a draft', () => asked(administrator, 'answer.view', 'draft'), 'not-found'],
  [
    'an administrator never opens a file of evidence',
    () => asked(administrator, 'evidence.read', 'validated'),
    'forbidden',
  ],
  ['a coordinator sees no assessment, in no state', () => always(coordinator, 'assessment.view'), ['not-found']],
  ['a coordinator sees no score, in no state', () => always(coordinator, 'result.view'), ['not-found']],
  ['a coordinator sees that an agency of the region exists', () => here(coordinator, 'agency.view'), true],
  [
    'a coordinator of another region does not see that the agency exists',
    () => here(coordinatorElsewhere, 'agency.view'),
    false,
  ],
  ['a lead of another agency does not see that the agency exists', () => here(leadElsewhere, 'agency.view'), false],
  ['a lead of another agency sees no assessment', () => always(leadElsewhere, 'assessment.view'), ['not-found']],
  ['a participant sees no answer, in no state', () => always(participant, 'answer.view'), ['not-found']],
  ['a participant opens no document', () => always(participant, 'document.view'), ['not-found']],
  ['a facilitator sees no assessment', () => always(facilitator, 'assessment.view'), ['not-found']],
  ['a recipient opens the document of what was submitted', () => asked(recipient, 'document.view', 'submitted'), 'yes'],
  ['a recipient opens no document of a draft', () => asked(recipient, 'document.view', 'draft'), 'not-found'],
  ['a recipient reads no answer', () => asked(recipient, 'answer.view', 'validated'), 'forbidden'],
  ['somebody without a role may nothing', () => always(nobody, 'assessment.view'), ['not-found']],
  ['an administrator defines regions', () => mayAtAgency(administrator, 'region.define', {}), true],
  ['a coordinator defines no region', () => mayAtAgency(coordinator, 'region.define', {}), false],
  ['a coordinator defines countries of the own region', () => inRegion(coordinator, 'country.define'), true],
  [
    'a coordinator defines no country of another region',
    () => inRegion(coordinator, 'country.define', OTHER_REGION),
    false,
  ],
  ['a coordinator creates agencies in the own region', () => inRegion(coordinator, 'agency.create'), true],
  [
    'a coordinator creates no agency in another region',
    () => inRegion(coordinator, 'agency.create', OTHER_REGION),
    false,
  ],
  ['a coordinator retires an agency of the region', () => here(coordinator, 'agency.retire'), true],
  ['a lead does not retire the own agency', () => here(lead, 'agency.retire'), false],
  ['a lead takes everything of the own agency along', () => here(lead, 'agency.export'), true],
  [
    'an administrator, who reads no draft, does not take everything along',
    () => here(administrator, 'agency.export'),
    false,
  ],
  ['a coordinator does not take everything of an agency along', () => here(coordinator, 'agency.export'), false],
  ['a coordinator does not ask for an agency to be erased', () => here(coordinator, 'agency.erase'), false],
  ['a lead describes the own agency', () => here(lead, 'agency.edit'), true],
  ['a coordinator does not describe an agency for it', () => here(coordinator, 'agency.edit'), false],
  ['a lead invites people to the own agency', () => here(lead, 'people.invite'), true],
  ['a lead invites nobody to another agency', () => here(leadElsewhere, 'people.invite'), false],
  ['a lead invites nobody to the region', () => inRegion(lead, 'people.invite'), false],
  ['a contributor does not see the list of people', () => here(contributor, 'people.view'), false],
  ['a reviewer invites nobody', () => maySomewhere(reviewer, 'people.invite'), false],
  ['a contributor disables nobody', () => maySomewhere(contributor, 'people.disable'), false],
  ['a recipient revokes no invitation', () => maySomewhere(recipient, 'invitation.revoke'), false],
  ['a lead reads the audit of the own agency', () => here(lead, 'audit.read'), true],
  ['a coordinator reads no audit', () => here(coordinator, 'audit.read'), false],
  ['a reviewer reads no audit', () => here(reviewer, 'audit.read'), false],
  ['a coordinator plans rounds of the own region', () => inRegion(coordinator, 'round.define'), true],
  ['a coordinator plans no round of another region', () => inRegion(coordinatorElsewhere, 'round.define'), false],
  ['an administrator plans rounds', () => inRegion(administrator, 'round.define'), true],
  ['a lead plans no round, not even for the own agency', () => here(lead, 'round.define'), false],
  ['a reviewer of the region plans no round', () => inRegion(regionalReviewer, 'round.define'), false],
  ['a coordinator invites agencies to a round', () => inRegion(coordinator, 'round.invite'), true],
  ['a facilitator of the region invites no agency', () => inRegion(facilitator, 'round.invite'), false],
  ['a coordinator closes a round', () => inRegion(coordinator, 'round.close'), true],
  ['a reviewer closes no round', () => inRegion(regionalReviewer, 'round.close'), false],
  ['a reviewer of the region sees how far a round is', () => inRegion(regionalReviewer, 'round.view'), true],
  ['a reviewer of one agency does not see how far the others are', () => inRegion(reviewer, 'round.view'), false],
  ['a lead does not see how far the others are', () => inRegion(lead, 'round.view'), false],
  ['a lead takes part in a round for the own agency', () => here(lead, 'round.take-part'), true],
  ['a lead of another agency does not take part for it', () => here(leadElsewhere, 'round.take-part'), false],
  ['a coordinator does not take part in the place of an agency', () => here(coordinator, 'round.take-part'), false],
  [
    'an administrator does not take part in the place of an agency',
    () => here(administrator, 'round.take-part'),
    false,
  ],
  ['a lead chooses what the agency shares', () => here(lead, 'sharing.choose'), true],
  ['a contributor does not choose what the agency shares', () => here(contributor, 'sharing.choose'), false],
  ['a coordinator does not choose what an agency shares', () => here(coordinator, 'sharing.choose'), false],
  ['an administrator does not choose what an agency shares', () => here(administrator, 'sharing.choose'), false],
  ['a coordinator adds to the library of the own region', () => inRegion(coordinator, 'practice.define'), true],
  [
    'a coordinator of another region adds nothing to it',
    () => inRegion(coordinatorElsewhere, 'practice.define'),
    false,
  ],
  ['a lead adds nothing to the library', () => here(lead, 'practice.define'), false],
  ['a contributor reads the library', () => here(contributor, 'practice.view'), true],
  ['a coordinator makes releases of the own region', () => inRegion(coordinator, 'release.make'), true],
  ['a reviewer makes no release', () => inRegion(regionalReviewer, 'release.make'), false],
  ['a lead makes no release', () => here(lead, 'release.make'), false],
  ['a lead reads the release of a round that the agency takes part in', () => here(lead, 'release.view'), true],
  ['a contributor reads no release', () => here(contributor, 'release.view'), false],
  ['a coordinator of another region reads no release', () => inRegion(coordinatorElsewhere, 'release.view'), false],
  ['a coordinator sees agencies by name that chose so', () => inRegion(coordinator, 'named.view'), true],
  ['an administrator sees no agency by name', () => here(administrator, 'named.view'), false],
  ['a reviewer sees no agency by name', () => here(regionalReviewer, 'named.view'), false],
  ['a reviewer takes what was submitted', () => asked(regionalReviewer, 'review.take', 'submitted'), 'yes'],
  ['nobody reviews a draft', () => asked(regionalReviewer, 'review.decide', 'draft'), 'not-found'],
  [
    'what is validated is not returned',
    () => asked(regionalReviewer, 'review.return', 'validated'),
    'assessment.wrong-state',
  ],
  ['a lead does not validate the own assessment', () => asked(lead, 'review.validate', 'in-review'), 'forbidden'],
  ['an administrator validates nothing', () => asked(administrator, 'review.validate', 'in-review'), 'forbidden'],
  ['a coordinator validates nothing', () => asked(coordinator, 'review.validate', 'in-review'), 'not-found'],
  ['a lead corrects what was validated', () => asked(lead, 'assessment.correct', 'validated'), 'yes'],
  [
    'what is still in review is not corrected by a new revision',
    () => asked(lead, 'assessment.correct', 'in-review'),
    'assessment.wrong-state',
  ],
  ['a reviewer corrects nothing', () => asked(reviewer, 'assessment.correct', 'validated'), 'forbidden'],
  [
    'a lead gives contributor, participant and recipient',
    () => gives(lead),
    ['contributor', 'participant', 'recipient'],
  ],
  ['a lead makes nobody lead', () => mayGive(lead, 'lead', HERE), false],
  ['a lead does not choose who reviews the agency', () => mayGive(lead, 'reviewer', HERE), false],
  ['a lead gives nothing in another agency', () => gives(leadElsewhere), []],
  [
    'a coordinator gives, in an agency of the region, everything but participant',
    () => gives(coordinator),
    ['facilitator', 'lead', 'contributor', 'reviewer', 'recipient'],
  ],
  [
    'a coordinator gives, in the region, facilitator, reviewer and recipient',
    () => gives(coordinator, { regionId: REGION }),
    ['facilitator', 'reviewer', 'recipient'],
  ],
  ['a coordinator makes no coordinator', () => mayGive(coordinator, 'coordinator', { regionId: REGION }), false],
  ['a coordinator makes no administrator', () => mayGive(coordinator, 'administrator', {}), false],
  ['a coordinator gives nothing in another region', () => gives(coordinatorElsewhere), []],
  ['an administrator makes administrators', () => gives(administrator, {}), ['administrator']],
  [
    'an administrator makes coordinators of a region, not of an agency',
    () => [mayGive(administrator, 'coordinator', { regionId: REGION }), mayGive(administrator, 'coordinator', HERE)],
    [true, false],
  ],
  [
    'facilitators, contributors, reviewers, participants and recipients give nothing',
    () => [facilitator, contributor, reviewer, participant, recipient].flatMap((one) => gives(one)),
    [],
  ],
];

describe('what was decided', () => {
  it.each(SENTENCES)('%s', (_, tried, expected) => {
    expect(tried()).toEqual(expected);
  });

  it('is more than forty sentences, none of them twice', () => {
    expect(new Set(SENTENCES.map(([sentence]) => sentence)).size).toBe(SENTENCES.length);
    expect(SENTENCES.length).toBeGreaterThan(40);
  });
});

describe('every role, every role that it gives, every place', () => {
  const PLACES = { installation: {}, region: { regionId: REGION }, agency: HERE } as const;
  const ABROAD = {
    installation: undefined,
    region: { regionId: OTHER_REGION },
    agency: { agencyId: OTHER_AGENCY, regionId: OTHER_REGION },
  } as const;
  const HOMES: Readonly<Record<Role, readonly Actor[]>> = {
    administrator: [administrator],
    coordinator: [coordinator],
    facilitator: [facilitator, person({ role: 'facilitator', agencyId: AGENCY })],
    lead: [lead],
    contributor: [contributor],
    reviewer: [reviewer, regionalReviewer],
    participant: [participant],
    recipient: [recipient],
  };
  const cases = ROLES.flatMap((giver) =>
    ROLES.flatMap((given) =>
      (['installation', 'region', 'agency'] as const).map((kind) => [giver, given, kind] as const),
    ),
  );

  it.each(cases)(
    '%s gives %s in %s: what the table of grants says, and only where both roles hold',
    (giver, given, kind) => {
      for (const actor of HOMES[giver]) {
        const [home] = actor.memberships;
        const reaches =
          giver === 'administrator' || kind === 'agency' || (kind === 'region' && home?.regionId !== undefined);
        const expected = reaches && rolesGivenBy(giver).includes(given) && PLACES_OF_ROLE[given].includes(kind);
        expect(mayGive(actor, given, PLACES[kind])).toBe(expected);
        const abroad = ABROAD[kind];
        if (abroad !== undefined && giver !== 'administrator') expect(mayGive(actor, given, abroad)).toBe(false);
      }
    },
  );
});
