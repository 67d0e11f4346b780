import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Reader } from './reader.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
declare const axe: { run(root: unknown, options: object): Promise<AxeResult> };

/** What axe finds wrong with the page that is open: rule and place. */
export async function axeFindings({ page }: Reader): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const options = { runOnly: tags, resultTypes: ['violations'], preload: false };
    const { violations } = await axe.run(globalThis.document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, RULES);
}
