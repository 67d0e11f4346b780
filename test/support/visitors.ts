import type supertest from 'supertest';
import type { TestWeb } from './web.js';
import { emailOf, hasSecondFactor, PASSWORD, recoveryCodeOf, type PersonName } from './world.js';

export type Visitor = ReturnType<typeof supertest.agent>;

/** A program that signed in as this person, with the second factor where there is one. */
export async function signedIn(web: TestWeb, person: PersonName): Promise<Visitor> {
  const visitor = await halfSignedIn(web, person);
  if (!hasSecondFactor(person)) return visitor;
  await visitor
    .post('/api/session/second-factor')
    .send({ code: recoveryCodeOf(person) })
    .expect(204);
  return visitor;
}

/** With the password alone. */
export async function halfSignedIn(web: TestWeb, person: PersonName): Promise<Visitor> {
  const visitor = web.agent();
  await visitor
    .post('/api/session')
    .send({ email: emailOf(person), password: PASSWORD })
    .expect(204);
  return visitor;
}

/** The token that forms of this person's session carry. */
export async function csrfTokenOf(visitor: Visitor): Promise<string> {
  const { body } = await visitor.get('/api/session').expect(200);
  return String(body.csrfToken);
}

const KEPT = [
  'agency',
  'answer',
  'answer_draft',
  'answer_history',
  'answer_set_history',
  'approval',
  'assessment',
  'assignment',
  'comment',
  'decision',
  'document',
  'evidence',
  'file',
  'file_chunk',
  'outcome',
  'review_decision',
  'review_step',
];

/** Everything that a refused request must leave as it was: contents, not only counts. */
export async function stateOf({ database }: TestWeb): Promise<Readonly<Record<string, string>>> {
  const sums = KEPT.map(
    (name) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t`,
  );
  const rows: readonly { name: string; sum: string }[] = await database.operator.query(sums.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
