import type { Crawled } from './crawl.js';
import type { Description } from './openapi.js';
import { methodOf } from './recipe.js';
import { RECIPES } from './recipes.js';
import type { Replay } from './replay.js';

/** What answers somebody who has not signed in, by what it is for; anything else must ask who is there. */
const OPEN_PAGES = [
  /^\/sign-in/,
  /^\/forgotten-password/,
  /^\/new-password/,
  /^\/invitation$/,
  /^\/verify/,
  /^\/(about|help|accessibility|privacy)(\/|$)/,
  /^\/health\//,
  /^\/\.well-known\//,
  /^\/outbox/,
  /^\/api\/openapi\.json/,
];

/** T1: every operation and every page without a cookie. */
export async function replayAsStranger(replay: Replay, description: Description, crawled: Crawled): Promise<void> {
  const { cast, leaks, report } = replay;
  const operations = report.check('T1 API', 'operations that send a stranger away');
  const pages = report.check('T1 pages', 'pages that send a stranger away');
  const marks = report.check('T1 marks', 'answers to a stranger without a canary or prime');
  const look = async (what: string, answered: Parameters<typeof leaks.foreign>[0]): Promise<void> => {
    const found = await leaks.foreign(answered, () => false);
    marks.saw(found.length === 0 ? undefined : `${what} holds ${found.slice(0, 3).join(', ')}`);
  };
  const open = new Set(description.operations.filter(({ isOpen }) => isOpen).map(({ name }) => name));
  for (const recipe of RECIPES) {
    const sent = recipe.make({ ids: cast.victim.ids, rule: cast.victim.rule, turn: 'stranger' });
    const reply = await cast.stranger.send({ ...sent, method: methodOf(recipe) });
    // A form with a file and no token of any session is refused before anybody is asked for.
    const isAway = reply.status === 401 || (sent.parts !== undefined && reply.status === 403);
    operations.saw(isAway ? undefined : `${recipe.operation}: ${reply.status}`);
    await look(recipe.operation, reply);
  }
  operations.count('open by description', open.size);
  for (const path of crawled.pages) {
    const reply = await cast.stranger.get(path);
    await look(`GET ${path}`, reply);
    const isAway = reply.status === 401 || reply.headers.get('location')?.startsWith('/sign-in') === true;
    if (OPEN_PAGES.some((open) => open.test(path))) pages.count('open');
    else pages.saw(isAway ? undefined : `GET ${path}: ${reply.status}`);
  }
}
