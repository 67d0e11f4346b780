import {
  agencyId,
  ListAgencies,
  ListRegions,
  mayAtAgency,
  regionId,
  ROLES,
  rolesToGive,
  ViewAgency,
  type Action,
  type Actor,
  type AgencyId,
  type RegionId,
  type Role,
} from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import { choiceField, type Choice, type ChoiceField, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { roleName } from './role-words.js';

const MOST_AGENCIES = 200;
const EVERYWHERE = 'everywhere';

export interface PlaceChosen {
  readonly agency?: AgencyId;
  readonly region?: RegionId;
}

/** What somebody may give, and where: the choices of a form. */
export interface RoleChoices {
  readonly roles: readonly Role[];
  readonly places: readonly { readonly value: string; readonly label: string; readonly region: boolean }[];
  /** There are more agencies than a form can list. */
  readonly more: boolean;
}

/** The two fields that say which role is given where. */
@Injectable()
export class RoleForms {
  constructor(
    private readonly regions: ListRegions,
    private readonly agencies: ListAgencies,
    private readonly agency: ViewAgency,
  ) {}

  /** `only`: the agency from whose page somebody came. */
  async choices(actor: Actor, action: Action, only?: string): Promise<RoleChoices> {
    if (only !== undefined) return this.ofAgency(actor, only);
    const { regions } = await this.regions.execute(actor);
    const { agencies, next } = await this.agencies.execute(actor, { size: MOST_AGENCIES });
    const kept = agencies.filter(
      (one) => !one.retired && mayAtAgency(actor, action, { agencyId: one.id, regionId: one.regionId }),
    );
    const given = new Set([
      ...rolesToGive(actor, {}),
      ...regions.flatMap(({ id }) => rolesToGive(actor, { regionId: id })),
      ...kept.flatMap((one) => rolesToGive(actor, { agencyId: one.id, regionId: one.regionId })),
    ]);
    const everywhere = mayAtAgency(actor, action, {}) ? [{ value: EVERYWHERE, label: EVERYWHERE, region: false }] : [];
    return {
      roles: ROLES.filter((role) => given.has(role)),
      places: [
        ...kept.map(({ id, name }) => ({ value: `agency:${id}`, label: name, region: false })),
        ...regions.map(({ id, name }) => ({ value: `region:${id}`, label: name, region: true })),
        ...everywhere,
      ],
      more: next !== undefined,
    };
  }

  private async ofAgency(actor: Actor, only: string): Promise<RoleChoices> {
    const { agency } = await this.agency.execute(actor, { agency: agencyId(only) });
    return {
      roles: rolesToGive(actor, { agencyId: agency.id, regionId: agency.regionId }),
      places: [{ value: `agency:${agency.id}`, label: agency.name, region: false }],
      more: false,
    };
  }
}

/** Reads what a form sent of a place; undefined when nothing was chosen. */
export function placeChosen(value: string): PlaceChosen | undefined {
  if (value === EVERYWHERE) return {};
  const [kind, id = ''] = value.split(':', 2);
  if (kind === 'agency') return { agency: agencyId(id) };
  return kind === 'region' ? { region: regionId(id) } : undefined;
}

export interface RoleFields {
  readonly role: ChoiceField;
  readonly place: ChoiceField;
  /** One place alone needs no choice. */
  readonly only: { readonly value: string; readonly label: string } | undefined;
  readonly more: boolean;
}

export function roleFields(
  words: Words,
  { roles, places, more }: RoleChoices,
  chosen: { readonly role: string; readonly place: string; readonly errors: FormErrors },
): RoleFields {
  const { t } = words;
  const { errors } = chosen;
  const label = (name: string): string => t(`page.administration.role-form.${name}`);
  const options: readonly Choice[] = roles.map((role) => ({
    value: role,
    label: roleName(words, role),
    about: t(`page.administration.role.${role}.about`),
  }));
  const labelled = places.map(({ value, label: name, region }) => ({
    value,
    label:
      value === EVERYWHERE ? label('everywhere') : region ? t('page.administration.role-form.region', { name }) : name,
  }));
  const [only] = labelled;
  return {
    role: choiceField('role', label('role'), options, { value: chosen.role, errors }),
    place: choiceField('place', label('place'), [{ value: '', label: label('choose') }, ...labelled], {
      value: chosen.place,
      hint: label('place-hint'),
      errors,
    }),
    only: labelled.length === 1 ? only : undefined,
    more,
  };
}
