import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES, href } from '../../apps/web/src/paths.js';
import { mayAtAgency, refusal } from '../../libs/application/src/access/access.js';
import { ASSESSMENT_STATES, type Action, type AssessmentState } from '../../libs/application/src/access/table.js';
import { asOwner } from '../support/database.js';
import { addressOf, openStaff, sendForm, STAFF_NAMES, type Staff, type StaffName } from '../support/staff.js';
import { csrfTokenOf, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CUSTOMS } from '../support/world.js';

interface Reply {
  readonly status: number;
  readonly body: { readonly code?: string };
}
type Attempt = (visitor: Visitor, assessment: AssessmentId) => Promise<Reply>;

const QUESTION = 'GOV1';
const DIMENSION = 'D1';
const HANDED_IN = ['submitted', 'in-review', 'validated'] as const;
const at = (assessment: string, rest = ''): string => `/api/assessments/${assessment}${rest}`;

describe('every role, main action and state, over HTTP', () => {
  let web: TestWeb;
  let staff: Staff;
  const visitors = new Map<StaffName, Visitor>();
  const states = new Map<AssessmentState, AssessmentId>();
  const documents = new Map<AssessmentId, string>();
  let rule = '';

  const sql = (text: string, parameters: readonly unknown[] = []) =>
    asOwner(web.database.address, (client) => client.query(text, [...parameters]));

  beforeAll(async () => {
    web = await startTestWeb();
    staff = await openStaff(web);
    for (const name of STAFF_NAMES) visitors.set(name, await staff.signedIn(name));
    const { world } = staff;
    const draft = await world.assessment('core');
    await world.answer(draft, { [QUESTION]: { value: { level: 2 } } });
    states.set('draft', draft);
    for (const state of HANDED_IN) {
      const assessment = await world.submitted('core');
      await sql('UPDATE assessment SET state = $2 WHERE id = $1', [assessment, state]);
      states.set(state, assessment);
    }
    const fay = (await staff.actor('fay')).userId;
    for (const [, assessment] of states) {
      await sql(
        `INSERT INTO assignment (agency_id, assessment_id, dimension_id, user_id)
         SELECT agency_id, id, $2, $3 FROM assessment WHERE id = $1`,
        [assessment, DIMENSION, fay],
      );
    }
    const shown = await visitors
      .get('asha')!
      .get(at(states.get('submitted')!, '/recommendations'))
      .expect(200);
    for (const state of HANDED_IN) {
      const assessment = states.get(state)!;
      const ordered = visitors.get('asha')!.post(at(assessment, '/documents')).send({ edition: 'internal' });
      documents.set(assessment, String((await ordered.expect(202)).body.id));
    }
    rule = String(shown.body.recommendations[0].rule);
  }, 120_000);
  afterAll(() => web.close());

  const ACTIONS: Readonly<Partial<Record<Action, Attempt>>> = {
    'assessment.view': async (visitor, assessment) => visitor.get(at(assessment)),
    'assessment.check': async (visitor, assessment) => visitor.get(at(assessment, '/check')),
    'answer.view': async (visitor, assessment) => visitor.get(at(assessment, `/answers/${QUESTION}/history`)),
    'answer.record': async (visitor, assessment) =>
      visitor.put(at(assessment, `/answers/${QUESTION}`)).send({ value: { level: 3 } }),
    'comment.write': async (visitor, assessment) =>
      visitor
        .post(href(ROUTES.comments, { assessment, question: QUESTION }))
        .set('accept', 'application/json')
        .type('form')
        .send({ _csrf: await csrfTokenOf(visitor), text: 'Seen.' }),
    'evidence.add': async (visitor, assessment) =>
      visitor.post(at(assessment, `/questions/${QUESTION}/evidence`)).send({ kind: 'citation', title: 'Order 7' }),
    'result.view': async (visitor, assessment) => visitor.get(at(assessment, '/result')),
    'recommendation.decide': async (visitor, assessment) =>
      visitor.put(at(assessment, `/recommendations/${rule}/decision`)).send({ decision: 'accepted' }),
    'questionnaire.print': async (visitor, assessment) =>
      visitor.post(at(assessment, '/documents')).send({ edition: 'blank' }),
    'document.request': async (visitor, assessment) =>
      visitor.post(at(assessment, '/documents')).send({ edition: 'internal' }),
    'document.view': async (visitor, assessment) => visitor.get(`/api/documents/${documents.get(assessment) ?? ''}`),
    'assessment.submit': async (visitor, assessment) =>
      visitor.put(at(assessment, '/submission')).send({ name: 'Otto', function: 'Head', date: '2026-03-16' }),
    // The last one: where it is allowed, the state is put back.
    'assessment.withdraw': async (visitor, assessment) => visitor.delete(at(assessment, '/submission')),
  };

  /** What was refused, and why; a conflict, a missing revision or an incomplete draft come after access was granted. */
  const verdict = ({ status, body }: Reply): string => {
    if (status === 403 || status === 404) return String(status);
    return status === 409 && body.code === 'assessment.wrong-state'
      ? 'wrong state'
      : status < 500
        ? 'may'
        : `${status}`;
  };
  const expected = (code: string | undefined): string =>
    ({ forbidden: '403', 'not-found': '404', 'assessment.wrong-state': 'wrong state' })[code ?? ''] ?? 'may';

  const cases = Object.keys(ACTIONS).flatMap((action) =>
    // Of a draft there is no outcome, and so no document of one.
    (action === 'document.view' ? HANDED_IN : ASSESSMENT_STATES).map((state) => [action as Action, state] as const),
  );

  it.each(cases)('%s, %s: the answer to each role is what the table says', async (action, state) => {
    const assessment = states.get(state)!;
    const { ours, region } = staff.places;
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const name of STAFF_NAMES) {
      const reply = await ACTIONS[action]!(visitors.get(name)!, assessment);
      found[name] = verdict(reply);
      const guarded = { agencyId: ours, regionId: region, state, assigned: name === 'fay' };
      wanted[name] = expected(refusal(await staff.actor(name), action, guarded)?.code);
      // Who may not open a document is told that there is none, also where they see the assessment.
      if (action === 'document.view' && wanted[name] === '403') wanted[name] = '404';
      // Whoever may submit and asks again is answered with the submission that stands.
      if (action === 'assessment.submit' && state !== 'draft' && name === 'asha') wanted[name] = 'may';
      if (action === 'assessment.withdraw') {
        await sql(
          'UPDATE assessment SET state = $2, submitted_at = coalesce(submitted_at, now()), submitted_by = coalesce(submitted_by, $3) WHERE id = $1 AND $2 <> $4',
          [assessment, state, 'asha', 'draft'],
        );
      }
    }
    expect(found).toEqual(wanted);
  });

  it('of a page, a comment and a form that were refused nothing is written', async () => {
    const { rows } = await sql(
      'SELECT count(*)::int AS n FROM comment c JOIN assessment a ON a.id = c.assessment_id WHERE a.state = $1',
      ['validated'],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  describe('administration', () => {
    const agency = () => staff.places.ours;
    const PLACES: Readonly<Partial<Record<Action, (visitor: Visitor) => Promise<Reply>>>> = {
      'region.define': async (visitor) => visitor.post('/api/regions').send({ name: ' ' }),
      'country.define': async (visitor) =>
        visitor.post(`/api/regions/${staff.places.region}/countries`).send({ name: 'N', code: '11' }),
      'agency.create': async (visitor) =>
        visitor.post('/api/agencies').send({ ...CUSTOMS, type: 'none', country: staff.places.country }),
      'agency.view': async (visitor) => visitor.get(`/api/agencies/${agency()}`),
      'agency.edit': async (visitor) => visitor.put(`/api/agencies/${agency()}`).set('if-match', '"99"').send(CUSTOMS),
      'agency.administer': async (visitor) =>
        sendForm(visitor, href(ROUTES.agencyEntry, { agency: agency() }), { name: '', type: '', country: '' }),
      'agency.retire': async (visitor) => visitor.put(`/api/agencies/${agency()}/retirement`).send({ retired: false }),
      'assessment.list': async (visitor) => visitor.get(`/api/agencies/${agency()}/assessments`),
      'assessment.start': async (visitor) =>
        visitor.post(`/api/agencies/${agency()}/assessments`).send({
          instrument: 'geoa-le',
          version: '1.0.0',
          variant: 'none',
          title: 'T',
          reference: { from: '2025-01-01', to: '2025-12-31' },
          stockDate: '2025-12-31',
        }),
      'people.view': async (visitor) => visitor.get(`/api/people?agency=${agency()}`),
      'people.invite': async (visitor) =>
        visitor.post('/api/invitations').send({ email: 'matrix@example.org', role: 'recipient', agency: agency() }),
      'people.change-roles': async (visitor) =>
        visitor
          .post(`/api/people/${(await staff.actor('pia')).userId}/roles`)
          .send({ role: 'recipient', agency: agency() }),
      'people.disable': async (visitor) =>
        visitor.put(`/api/people/${(await staff.actor('rosa')).userId}/access`).send({ enabled: true }),
      'invitation.revoke': async (visitor) => {
        await visitors
          .get('asha')!
          .post('/api/invitations')
          .send({ email: 'matrix@example.org', role: 'recipient', agency: agency() });
        const { rows } = await sql('SELECT id FROM invitation WHERE email = $1 AND revoked_at IS NULL', [
          'matrix@example.org',
        ]);
        return visitor.delete(`/api/invitations/${String(rows[0]?.id)}`);
      },
    };

    it.each(Object.keys(PLACES) as Action[])(
      '%s: allowed to whom the table says, and to nobody else',
      async (action) => {
        const found: string[] = [];
        const wanted: string[] = [];
        for (const name of STAFF_NAMES) {
          const reply = await PLACES[action]!(visitors.get(name)!);
          if (verdict(reply) === 'may') found.push(name);
          expect([name, reply.status]).toEqual([name, expect.not.stringMatching(/^5/)]);
          const place = action === 'region.define' ? {} : { agencyId: agency(), regionId: staff.places.region };
          if (mayAtAgency(await staff.actor(name), action, place)) wanted.push(name);
        }
        expect(found).toEqual(wanted);
      },
    );

    it('of another region and agency looks like what does not exist', async () => {
      for (const name of ['gita', 'hugo'] as const) {
        const visitor = visitors.get(name)!;
        const { userId } = await staff.actor('rosa');
        for (const path of [`/api/agencies/${agency()}`, `/api/people/${userId}`, `/api/people?agency=${agency()}`]) {
          const refused = await visitor.get(path);
          const nothing = await visitor.get(path.replace(/[0-9a-f-]{36}/, '01900000-0000-7000-8000-000000000000'));
          const { instance: _a, ...one } = refused.body;
          const { instance: _b, ...other } = nothing.body;
          expect([path, refused.status, one]).toEqual([path, 404, other]);
        }
        const people = await visitor.get('/api/people').expect(200);
        expect(JSON.stringify(people.body)).not.toContain(addressOf('asha'));
      }
    });
  });
});
