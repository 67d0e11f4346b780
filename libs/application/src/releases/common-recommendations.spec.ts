import { describe, expect, it } from '@jest/globals';
import { publishedExample } from '../../../../test/support/published-release.js';
import { addresseeOf, commonRecommendations, KNOWN_OWNERS } from './common-recommendations.js';

describe('what a region is recommended', () => {
  it('speaks to somebody whoever in an agency owns a measure', async () => {
    const { published } = await publishedExample();
    expect(published.rules.map((rule) => rule.owner).filter((owner) => !KNOWN_OWNERS.includes(owner))).toEqual([]);
    expect(addresseeOf('nobody-knows')).toBe('heads');
  });

  it('answers the gaps that are published, rights minimums first, and no other', async () => {
    const { release, published } = await publishedExample();
    const chosen = commonRecommendations(release, published);
    const [everybody] = release.groups;
    if (everybody?.state !== 'shown') throw new Error('the example shows everybody');
    for (const { reason } of chosen) {
      if (reason.kind === 'item') expect(everybody.gaps.items).toContain(reason.item);
      if (reason.kind === 'dimension') expect(everybody.gaps.dimensions).toContain(reason.dimension);
      if (reason.kind === 'gate') expect(everybody.gates.map(({ gate }) => gate)).toContain(reason.gate);
    }
    expect(chosen.some(({ reason }) => reason.kind === 'gate')).toBe(true);
    expect(new Set(chosen.map(({ addressee }) => addressee)).size).toBeGreaterThan(1);
    expect(new Set(chosen.map(({ rule }) => rule.id)).size).toBe(chosen.length);
  });

  it('leaves out what most agencies have done already', async () => {
    const { release, published } = await publishedExample();
    const done = structuredClone(release) as unknown as { groups: { items?: { median: unknown }[] }[] };
    for (const item of done.groups[0]?.items ?? []) item.median = { kind: 'over', bound: 90 };
    const chosen = commonRecommendations(done as unknown as typeof release, published);
    const shown = new Set(
      release.groups.flatMap((group) => (group.state === 'shown' ? group.items : [])).map(({ item }) => item),
    );
    expect(chosen.filter(({ rule, reason }) => reason.kind === 'dimension' && shown.has(rule.rankedBy))).toEqual([]);
  });

  it('is nothing where nobody may be shown', async () => {
    const { release, published } = await publishedExample();
    expect(commonRecommendations({ ...release, groups: [] }, published)).toEqual([]);
  });
});
