import { createHash } from 'node:crypto';
import type { Cast } from './cast.js';
import { RECIPES } from './recipes.js';

const PAGES = (cast: Cast): readonly string[] => {
  const { agency, draft, submitted } = cast.victim.ids;
  return [
    `/agencies/${agency}`,
    `/agencies/${agency}/set-up`,
    `/assessments/${draft}`,
    `/assessments/${draft}/questions/GOV1`,
    `/assessments/${submitted}/result`,
    `/assessments/${submitted}/result/recommendations`,
    `/assessments/${submitted}/documents`,
  ];
};

/** What the owner sees of everything: equal before and after, or somebody changed it. */
export async function snapshotOf(cast: Cast): Promise<ReadonlyMap<string, string>> {
  const { victim, owners } = cast;
  const seen = new Map<string, string>();
  const given = { ids: victim.ids, rule: victim.rule, turn: '' };
  const reads = RECIPES.filter(({ operation, by }) => operation.startsWith('GET ') && by === 'lead');
  // Who may see what of agencies changes with nobody's attack; a session says nothing of what is stored.
  const api = reads
    .filter(({ operation }) => operation !== 'GET /api/session')
    .map((recipe) => recipe.make(given).path);
  for (const path of [...api, ...PAGES(cast)]) {
    const { status, bytes } = await owners.lead.get(path);
    if (status !== 200) throw new Error(`The owner's GET ${path} answers ${status}.`);
    const text = bytes
      .toString('latin1')
      .replace(/nonce(=|-)["']?[\w+/=-]+/g, '')
      .replace(/name="page" value="\w+"/g, '');
    seen.set(path, createHash('sha256').update(text).digest('hex'));
  }
  return seen;
}

export const differences = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => [...before].filter(([path, hash]) => after.get(path) !== hash).map(([path]) => path);
