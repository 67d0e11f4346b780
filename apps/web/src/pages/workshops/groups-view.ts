import { GROUP_KINDS, type RosterLine, type WorkshopGroup, type WorkshopView } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { field, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { workshopCrumbs } from './workshop-words.js';

export interface GroupsState {
  readonly said?: string;
  readonly faults?: readonly Fault[];
  readonly typed?: { readonly count: string };
}

/** People of a mixed group, so that each agency is at most once in most of them. */
const IN_A_GROUP = 6;

export function groupsView(words: Words, view: WorkshopView, { said, faults = [], typed }: GroupsState): object {
  const { t } = words;
  const { workshop, groups, roster } = view;
  const mayChange = workshop.state !== 'closed' && roster.length > 0;
  const label = (name: string): string => t(`page.workshop-setup.groups.${name}`);
  const errors = errorsOf(words, faults, { field: (path) => (path === 'count' ? path : undefined), label });
  const mixed = groups.filter(({ kind }) => kind === 'mixed');
  const ofAgencies = roster.filter(({ agencyId }) => agencyId !== undefined).length;
  const proposed = Math.max(mixed.length, Math.round(ofAgencies / IN_A_GROUP), 1);
  return {
    crumbs: workshopCrumbs(words, workshop),
    title: t('page.workshop-setup.groups.title'),
    said,
    errors: summaryOf(errors),
    nobody: roster.length === 0,
    spread: mayChange
      ? {
          action: href(ROUTES.spreadGroups, { workshop: workshop.id }),
          count: field('count', label('count'), {
            value: typed?.count ?? String(proposed),
            inputmode: 'numeric',
            width: 'width-short',
            errors,
          }),
          again:
            workshop.state === 'planned' && mixed.length > 0
              ? { ...field('again', label('again'), { hint: label('again-hint') }), checked: false }
              : undefined,
        }
      : undefined,
    kinds: GROUP_KINDS.flatMap((kind) => kindOf(words, view, kind)),
    place: mayChange && mixed.length > 0 ? placeOf(words, view, mixed) : undefined,
  };
}

function kindOf({ t }: Words, { workshop, groups, roster }: WorkshopView, kind: WorkshopGroup['kind']) {
  const shown = groups.filter((group) => group.kind === kind);
  if (shown.length === 0) return [];
  const mayChange = workshop.state !== 'closed';
  return [
    {
      title: t(`page.workshop-setup.groups.kind.${kind}`),
      groups: shown.map((group) => {
        const people = roster.filter(
          (line) => (kind === 'mixed' ? line.mixedGroupId : line.agencyGroupId) === group.id,
        );
        const address = { workshop: workshop.id, group: group.id };
        const isEmpty = kind === 'mixed' || people.length === 0;
        return {
          id: group.id,
          name: group.name,
          total: t('page.workshop-setup.people', { count: people.length }),
          people: people.map(({ name, from }) => ({ name, from: kind === 'agency' ? undefined : from })),
          rename: mayChange
            ? {
                action: href(ROUTES.renameGroup, address),
                name: field('name', t('page.workshop-setup.groups.name'), {
                  id: `name-${group.id}`,
                  value: group.name,
                  maxlength: 100,
                }),
              }
            : undefined,
          remove: workshop.state === 'planned' && isEmpty ? href(ROUTES.removeGroup, address) : undefined,
        };
      }),
    },
  ];
}

function placeOf({ t }: Words, { workshop, roster }: WorkshopView, mixed: readonly WorkshopGroup[]): object {
  const options = (line: RosterLine) =>
    [{ id: '', name: t('page.workshop-setup.person.none') }, ...mixed].map(({ id, name }) => ({
      value: id,
      label: name,
      selected: id === (line.mixedGroupId ?? ''),
    }));
  return {
    action: href(ROUTES.placeInGroups, { workshop: workshop.id }),
    people: roster.map((line) => ({ id: line.id, name: line.name, from: line.from, options: options(line) })),
  };
}
