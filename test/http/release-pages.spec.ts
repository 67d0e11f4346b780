import type { RegionId } from '@isonomia/application';
import { observationsOf, type Observation, type ShownGroup } from '@isonomia/comparison';
import { createPorts } from '@isonomia/persistence';
import { observedWords, releaseNames, View, type ReleaseNames, type Voice } from '@isonomia/view';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contributionAt } from '../support/compared-round.js';
import { altTextsOf, statsOf, tablesOf, wordsOf, type ReadTable } from '../support/page-tables.js';
import { publishedExample } from '../support/published-release.js';
import { EXAMPLE_RELEASE } from '../support/release-example.js';
import { joinRound, storeRelease, type StoredRelease } from '../support/stored-release.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

/** What a page shows when a text, a name or a value was forgotten. */
const BARE = /undefined|\[object|NaN|page\.[a-z]+\.|release\.[a-z]+[.-][a-z]|chart\.[a-z]+|export\.[a-z]+/;
const SHOWN = EXAMPLE_RELEASE.groups.filter((group): group is ShownGroup => group.state === 'shown');
/** Columns of the tables behind the figures. */
const PLACES: Readonly<Partial<Record<Observation['measure'], number>>> = {
  'lower-quartile': 0,
  median: 1,
  'upper-quartile': 2,
  'median-claimed': 3,
  'womens-share': 3,
};
const PEOPLE = { women: 0, men: 1, all: 2 } as const;

interface Page {
  readonly tables: readonly ReadTable[];
  readonly stats: ReadonlyMap<string, string>;
}

describe('the pages of a release', () => {
  let web: TestWeb;
  let world: World;
  let stored: StoredRelease;
  let cora: Visitor;
  let asha: Visitor;
  let voice: Voice;
  let names: ReleaseNames;
  let observations: readonly Observation[];
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    stored = await storeRelease(web.database, world.actors.cora.memberships[0]?.regionId as RegionId);
    await joinRound(web.database, stored.round, world.agency);
    cora = await signedIn(web, 'cora');
    asha = await signedIn(web, 'asha');
    const published = await publishedExample();
    voice = new View({ root: process.cwd() }).voice('en', published.published.texts['en'] ?? {});
    names = releaseNames(voice, published.facts.countries);
    observations = observationsOf(EXAMPLE_RELEASE);
  });
  afterAll(() => web.close());

  const address = (query = ''): string => `/releases/${stored.release}${query}`;
  const pageOf = async (query = '', visitor = cora): Promise<string> =>
    (await visitor.get(address(query)).expect(200)).text;
  const groupPage = ({ grouping, group }: Pick<ShownGroup, 'grouping' | 'group'>): Promise<string> =>
    pageOf(grouping === 'all' ? '' : `?grouping=${grouping}&group=${group}`);
  const said = (one: Observation): string => observedWords(voice, one.observed, one.unit);

  /** Where a number of a group stands on its page. */
  function printed(one: Observation, html: Page): string | undefined {
    const { t } = voice.translator;
    const cell = (column: string, row: string, index: number): string | undefined =>
      html.tables.find(({ columns, rows }) => columns.includes(column) && rows.has(row))?.rows.get(row)?.[index];
    const stat = (key: string): string | undefined => html.stats.get(t(`page.release.fact.${key}`));
    const place = PLACES[one.measure] ?? PEOPLE[one.sex];
    const flow = (table: string): string | undefined =>
      cell('In the reference period', t(`release.flow.${table}`), place);
    const staff = one.item === 'all' ? t('chart.all-staff') : names.item('people', one.item);
    const where: Readonly<Record<Observation['table'], () => string | undefined>> = {
      statement: () => undefined,
      participation: () => stat(one.measure === 'agencies' ? 'agencies' : 'contributors'),
      coverage: () => stat(one.item),
      overall: () => cell('Lower quartile', t('release.overall'), place),
      dimensions: () => cell('Lower quartile', names.item('dimensions', one.item), place),
      items: () => cell('Indicator', `${one.item} ${names.item('items', one.item)}`, 0),
      people: () => cell('Level', staff, place),
      hires: () => flow('hires'),
      leavers: () => flow('leavers'),
      gates: () => cell('Rights minimum', names.item('gates', one.item), 0),
    };
    return where[one.table]();
  }

  it.each(SHOWN.map((group) => [group.grouping, group.group, group] as const))(
    'print every number of the release, as every other format does: %s %s',
    async (_grouping, _id, group) => {
      const html = await groupPage(group);
      expect(html.match(BARE)).toBeNull();
      const page = { tables: tablesOf(html), stats: statsOf(html) };
      const own = observations.filter(
        (one) => one.grouping === group.grouping && one.group === group.group && one.table !== 'statement',
      );
      const shown = own.filter(({ observed }) => observed.kind !== 'withheld');
      expect(shown.length).toBeGreaterThan(30);
      for (const one of shown) expect([one, printed(one, page)]).toEqual([one, said(one)]);
      // And nothing beside them: a withheld number is nowhere, not even at nought.
      for (const one of own.filter(({ observed }) => observed.kind === 'withheld')) {
        const stands = printed(one, page);
        expect([one, stands === undefined || /^(too small to show|not shown|–)$/.test(stands)]).toEqual([one, true]);
      }
    },
  );

  it.each(SHOWN.map((group) => [group.grouping, group.group, group] as const))(
    'tell those who do not see the drawings no number that the tables do not have: %s %s',
    async (_grouping, _id, group) => {
      const html = await groupPage(group);
      const known = new Set(
        [...tablesOf(html).flatMap(({ rows }) => [...rows.values()].flat()), ...statsOf(html).values()].flatMap(
          numbersOf,
        ),
      );
      const texts = altTextsOf(html);
      expect(texts.length).toBeGreaterThan(1);
      for (const text of texts) expect(numbersOf(text).filter((number) => !known.has(number))).toEqual([]);
    },
  );

  it('set groups side by side with the same numbers, by name, and those that are too small as too small', async () => {
    for (const grouping of ['country', 'agency-type'] as const) {
      const html = await pageOf(`?grouping=${grouping}`);
      expect(html.match(BARE)).toBeNull();
      const [medians] = tablesOf(html);
      const groups = EXAMPLE_RELEASE.groups.filter((group) => group.grouping === grouping);
      const order = groups.map(({ group }) => names.group(grouping, group));
      expect([...(medians?.rows.keys() ?? [])]).toEqual([...order].sort().concat('Everybody'));
      for (const group of groups) {
        const cells = medians?.rows.get(names.group(grouping, group.group)) ?? [];
        const wanted =
          group.state === 'withheld'
            ? cells.map(() => 'too small to show')
            : group.dimensions.map((one) => said(medianOf(group, one.dimension)));
        expect(cells.map((cell) => cell.replace(/ \(.*\)$/, ''))).toEqual(wanted);
      }
    }
  });

  const medianOf = (group: ShownGroup, dimension: string): Observation => {
    const found = observations.find(
      (one) =>
        one.grouping === group.grouping &&
        one.group === group.group &&
        one.item === dimension &&
        one.measure === 'median',
    );
    if (found === undefined) throw new Error(`${dimension} is not there.`);
    return found;
  };

  it('change what stands out, and no number, when something is emphasised', async () => {
    const group = EXAMPLE_RELEASE.groups.find(({ grouping }) => grouping === 'country')?.group ?? '';
    for (const [query, emphasis] of [
      ['?', 'highlight=D4'],
      ['?grouping=country', `&highlight=${group}`],
      ['?', 'highlight=%3Cscript%3E'],
    ] as const) {
      const [plain, emphasised] = [await pageOf(query), await pageOf(`${query}${emphasis}`)];
      expect(tablesOf(emphasised)).toEqual(tablesOf(plain));
      expect(altTextsOf(emphasised)).toEqual(altTextsOf(plain));
    }
    expect(await pageOf('?highlight=D4')).not.toEqual(await pageOf());
  });

  it('say of a group that is too small no more than that, and why', async () => {
    const withheld = EXAMPLE_RELEASE.groups.filter(({ state }) => state === 'withheld');
    expect(withheld.length).toBeGreaterThan(2);
    for (const { grouping, group } of withheld) {
      const html = await pageOf(`?grouping=${grouping}&group=${group}`);
      expect(html).toContain('This group is too small to show');
      expect(tablesOf(html)).toHaveLength(1);
      expect(statsOf(html).size).toBe(0);
    }
    expect(await pageOf('?grouping=size-band')).toContain('No group of this kind may be shown');
  });

  it('are the same for the region and for an agency of the round, but for the agency’s own place', async () => {
    expect(tablesOf(await pageOf('', asha))).toEqual(tablesOf(await pageOf()));
    expect(await pageOf('', asha)).toContain('Your agency among the others');
    expect(await pageOf()).not.toContain('Your agency among the others');
  });

  it('tell the lead of an agency where it stands, beside numbers that stay what they are', async () => {
    await bringContribution();
    const [html, plain] = [await pageOf('', asha), await pageOf()];
    expect(html).toMatch(/stands above the median in \d+, about it in \d+ and below it in \d+ of the 14 dimensions/);
    const [mine, theirs] = [tablesOf(html)[0], tablesOf(plain)[0]];
    expect(mine?.columns.slice(-3)).toEqual(['Your agency', 'Its range', 'Where it stands']);
    const governance = names.item('dimensions', 'D1');
    expect(mine?.rows.get(governance)?.slice(0, 4)).toEqual(theirs?.rows.get(governance));
    // Below the first of three bounds, of which the release says the points.
    expect(mine?.rows.get(governance)?.slice(4)).toEqual([
      '20.0',
      '17.0 – 23.0',
      'below the median, in the lowest quarter',
    ]);
    expect(tablesOf(html).slice(1)).toEqual(tablesOf(plain).slice(1));
  });

  /** What the agency of asha brought, as its review would have recorded it. */
  async function bringContribution(): Promise<void> {
    const ports = createPorts(web.database.operator);
    const { published } = await publishedExample();
    const assessment = await world.submitted('full');
    const [place]: readonly { country: string; region: RegionId }[] = await web.database.operator.query(
      'SELECT c.id AS country, c.region_id AS region FROM agency a JOIN country c ON c.id = a.country_id WHERE a.id = $1',
      [world.agency],
    );
    if (place === undefined) throw new Error('The agency is gone.');
    const held = {
      assessment,
      agency: world.agency,
      holding: world.agency,
      country: place.country,
      agencyType: 'customs',
    };
    const contribution = contributionAt(published.instrument, 0, held);
    const added = { contribution, round: stored.round, region: place.region, validatedAt: new Date() };
    await ports.unitOfWork.run({ actor: world.actors.asha.userId }, (tx) =>
      ports.contributions.recordAll(tx, [added], published.instrument),
    );
  }

  it('rank nobody', async () => {
    const html = `${await pageOf()}${await pageOf('?grouping=country')}`;
    const said = wordsOf(html).replaceAll('There is no ranking of agencies or countries.', '');
    expect(said.match(/.{30}\b(rank(ed|ing)|league|place \d)\b.{30}/gi)).toEqual(null);
  });

  it('are spoken as JSON, which says the same', async () => {
    const { body } = await cora.get(`/api${address()}`).expect(200);
    expect(body.release).toEqual(JSON.parse(JSON.stringify(EXAMPLE_RELEASE)));
    expect(body.facts.sha256).toBe(stored.sha256);
    const { body: list } = await asha.get(`/api/rounds/${stored.round}/releases`).expect(200);
    expect(list).toMatchObject({ releases: [{ id: stored.release, number: 1, state: 'ready' }], may: { make: false } });
  });

  it('are nothing to a stranger, and making one asks for the role and a fresh proof', async () => {
    const dara = await signedIn(web, 'dara');
    for (const path of [address(), `/rounds/${stored.round}/releases`, `/rounds/${stored.round}/prospect`]) {
      await dara.get(path).accept('html').expect(404);
      await dara.get(`/api${path}`).expect(404);
    }
    const form = { _csrf: await csrfTokenOf(asha) };
    await asha.post(`/rounds/${stored.round}/releases`).type('form').send(form).expect(404);
    const fresh = await cora
      .post(`/api/rounds/${stored.round}/releases`)
      .send({})
      .set('x-csrf-token', await csrfTokenOf(cora));
    expect([fresh.status, fresh.body.code]).toEqual([409, 'release.too-few']);
  });
});

const numbersOf = (text: string): readonly string[] => text.match(/\d+(?:,\d{3})*/g) ?? [];
