import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../apps/web/src/paths.js';
import { tokenIn } from '../support/account-pages.js';
import { isLongRun } from '../support/command.js';
import { asOwner } from '../support/database.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, populate } from '../support/world.js';

const FULL = isLongRun();
const GUESSES = FULL ? 1_000 : 120;
const TIMED = FULL ? 40 : 9;

describe('guessing a password', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startTestWeb();
    await populate(web);
  });
  afterAll(() => web.close());

  const forgetTries = () => asOwner(web.database.address, (client) => client.query('DELETE FROM identity.sign_in_try'));
  const guesser = async () => {
    const visitor = web.agent();
    const _csrf = tokenIn((await visitor.get(ROUTES.signIn)).text);
    return (email: string, from: string) =>
      visitor
        .post(ROUTES.signIn)
        .set('x-forwarded-for', from)
        .type('form')
        .send({ _csrf, email, password: 'a guess among many' });
  };

  it('is tried ten times at most for one account, whatever address the guesser claims to have', async () => {
    await forgetTries();
    const guess = await guesser();
    const replies = await Promise.all(
      Array.from({ length: GUESSES }, (_, n) => guess(emailOf('asha'), `203.0.${Math.floor(n / 250)}.${n % 250}`)),
    );
    expect(replies.filter(({ status }) => status !== 429).length).toBeLessThanOrEqual(20);
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThan(GUESSES - 20);
  });

  it('is tried fifty times at most from one address, whatever the accounts', async () => {
    await forgetTries();
    const guess = await guesser();
    const replies = [];
    for (let n = 0; n < 60; n += 1) replies.push(await guess(`person${n}@example.org`, `198.51.100.${n}`));
    expect(replies.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 50 }, () => 422),
      ...Array.from({ length: 10 }, () => 429),
    ]);
  }, 60_000);

  it(
    'takes as long for an account that exists as for one that does not',
    async () => {
      const guess = await guesser();
      const difference = async (): Promise<number> => {
        await forgetTries();
        const times: Record<'there' | 'absent', number[]> = { there: [], absent: [] };
        for (let n = 0; n < TIMED; n += 1) {
          for (const kind of ['there', 'absent'] as const) {
            const begun = performance.now();
            await guess(kind === 'there' ? emailOf('bruno') : 'nobody@example.org', '192.0.2.1');
            times[kind].push(performance.now() - begun);
          }
        }
        const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
        return Math.abs(median(times.there) - median(times.absent)) / median(times.absent);
      };
      // A busy machine blurs both alike: what is there to see shows in every round.
      const rounds: number[] = [];
      while (rounds.length < 4 && rounds.every((one) => one >= 0.1)) rounds.push(await difference());
      expect(Math.min(...rounds)).toBeLessThan(0.1);
    },
    FULL ? 300_000 : 60_000,
  );
});
