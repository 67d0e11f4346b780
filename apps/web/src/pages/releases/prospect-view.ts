import type { ProspectView } from '@isonomia/application';
import type { Grouping, ProspectGroup, ProspectTable } from '@isonomia/comparison';
import { releaseNames, type ReleaseNames } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { GROUPINGS } from './release-view.js';

/** What may be published as of now, what may not and why, and what one more would open. */
export function prospectView(words: Words, view: ProspectView): object {
  const { t } = words;
  const { round, groups, countries } = view;
  const names = releaseNames(words, countries);
  const everybody = groups.find(({ grouping }) => grouping === 'all');
  return {
    crumbs: [
      { href: href(ROUTES.round, { round: round.id }), label: round.name },
      { href: href(ROUTES.releases, { round: round.id }), label: t('page.releases.title') },
    ],
    lead: t('page.prospect.lead', { round: round.name, region: round.regionName }),
    nobody: everybody === undefined || everybody.holdings === 0,
    groupings: GROUPINGS.map((grouping) =>
      groupingView(words, names, {
        grouping,
        groups: groups.filter((one) => one.grouping === grouping),
      }),
    ),
  };
}

interface OfGrouping {
  readonly grouping: Grouping;
  readonly groups: readonly ProspectGroup[];
}

function groupingView(words: Words, names: ReleaseNames, { grouping, groups }: OfGrouping): object {
  const { t } = words;
  const collator = new Intl.Collator(words.format.locale);
  const named = groups.map((group) => ({ group, name: names.group(grouping, group.group) }));
  const ordered = grouping === 'size-band' ? named : named.toSorted((a, b) => collator.compare(a.name, b.name));
  const open = groups.filter(({ withheld }) => withheld === undefined).length;
  return {
    id: grouping,
    title: names.grouping(grouping),
    summary:
      open === 0
        ? t('page.prospect.grouping-none')
        : t('page.prospect.grouping-open', { count: open, of: groups.length }),
    groups: ordered.map(({ group, name }) => groupView(words, names, { group, name })),
  };
}

function groupView(
  words: Words,
  names: ReleaseNames,
  { group, name }: { readonly group: ProspectGroup; readonly name: string },
): object {
  const { t, format } = words;
  const { holdings, withheld, tables } = group;
  const isOpen = withheld === undefined;
  return {
    name,
    holdings: format.count(holdings),
    tag: isOpen ? 'tag--positive' : 'tag--plain',
    state: t(isOpen ? 'page.prospect.open' : 'page.prospect.closed'),
    reason: withheld === undefined ? '' : t(`export.reason.${withheld}`),
    next: nextText(words, names, group),
    tables: tables.map((table) => tableView(words, table)),
  };
}

function nextText({ t, format }: Words, names: ReleaseNames, group: ProspectGroup): string {
  const { grouping, withheld, more, opens, closes } = group;
  const named = (ids: readonly string[]): string => format.list(ids.map((id) => names.group(grouping, id)));
  const needs = more === undefined ? t('page.prospect.more-none') : t('page.prospect.more', { count: more });
  const parts = [
    ...(withheld === undefined ? [] : [needs]),
    ...(opens.length === 0 ? [] : [t('page.prospect.opens', { groups: named(opens) })]),
    ...(closes.length === 0 ? [] : [t('page.prospect.closes', { groups: named(closes) })]),
  ];
  return parts.length === 0 ? t('page.prospect.settled') : parts.join('; ');
}

const TABLE_TAG: Readonly<Record<ProspectTable['state'], string>> = {
  open: 'tag--positive',
  checked: '',
  closed: 'tag--plain',
};

const tableView = ({ t }: Words, { table, state, more }: ProspectTable): object => ({
  name: t(`export.table.${table}`),
  tag: TABLE_TAG[state],
  state: t(`page.prospect.table-state.${state}`),
  more: more === 0 ? t('page.prospect.settled') : t('page.prospect.table-more', { count: more }),
});
