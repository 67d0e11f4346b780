import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, isOutsider } from '../access/access.js';
import { grantOf } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import { isUuid, userId, type AgencyId, type UserId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog, type AuditedAction, type AuditEntry } from '../ports/audit-log.js';
import { AuditReader, type AuditLine } from '../ports/audit-reader.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Forbidden, NotFound } from '../problems/problems.js';

/** An agency's own, what concerns none, or all there is. */
export type AuditScope = { readonly agency: AgencyId } | 'system' | 'everything';

export interface AuditFilter {
  readonly from?: string;
  readonly to?: string;
  readonly person?: UserId;
  readonly action?: AuditedAction;
}
export interface AuditCommand {
  readonly scope: AuditScope;
  readonly filter: AuditFilter;
  /** The rows before this one. */
  readonly before?: string;
}

export interface AuditPage {
  readonly agency?: Agency;
  readonly timeZone: string;
  readonly lines: readonly AuditLine[];
  /** Of everybody who stands in a line or may be chosen; an account that is gone has no name. */
  readonly names: ReadonlyMap<UserId, string>;
  readonly actors: readonly UserId[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

const PAGE = 50;
/** Where no agency says how it tells the time. */
const NO_ZONE = 'UTC';

export interface OpenedAudit {
  readonly agency?: Agency;
  readonly timeZone: string;
}

/**
 * Whether this person may read this much of the audit. Leaves a row when it is not the audit of their own agency, and in
 * any case where `always` says so.
 */
export async function openAudit(
  { agencies, audit }: { readonly agencies: AgencyStore; readonly audit: AuditLog },
  tx: Transaction,
  {
    actor,
    scope,
    action,
    always,
  }: {
    readonly actor: Actor;
    readonly scope: AuditScope;
    readonly action: AuditedAction;
    readonly always?: AuditEntry['detail'];
  },
): Promise<OpenedAudit> {
  const entry = { action, actor: actor.userId, ...(always !== undefined && { detail: always }) };
  if (typeof scope === 'string') {
    demandAdministrator(actor);
    await audit.append(tx, { ...entry, subject: { kind: 'audit', id: scope } });
    return { timeZone: NO_ZONE };
  }
  const agency = await agencies.find(tx, scope.agency);
  if (agency === undefined) throw new NotFound('agency');
  authorizeAtAgency(actor, 'audit.read', { agencyId: agency.id, regionId: agency.regionId });
  if (always !== undefined || isOutsider(actor, agency.id))
    await audit.append(tx, { ...entry, agency: agency.id, subject: { kind: 'audit', id: agency.id } });
  return { agency, timeZone: agency.timeZone };
}

/** What concerns no agency is no agency's: only who runs the installation reads it. */
export function demandAdministrator(actor: Actor): void {
  const grant = actor.memberships.find(({ role }) => role === 'administrator');
  if (grant === undefined || grantOf('audit.read', grant.role) === undefined) throw new Forbidden('audit.read');
}

export const ofScope = (scope: AuditScope): { readonly of?: AgencyId | 'system' } =>
  scope === 'everything' ? {} : { of: scope === 'system' ? scope : scope.agency };

/** Who acted, and to whom. */
export const peopleIn = (lines: readonly AuditLine[]): readonly UserId[] => [
  ...new Set(
    lines.flatMap(({ actor, subject, detail }) => [
      actor,
      ...[subject.id, detail['user'], detail['to']].flatMap((id) =>
        typeof id === 'string' && isUuid(id) ? [userId(id)] : [],
      ),
    ]),
  ),
];

/** Who did what, newest first. Reading it from outside the agency is itself recorded. */
@Injectable()
export class ReadAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    readonly agencies: AgencyStore,
    private readonly reader: AuditReader,
    private readonly directory: UserDirectory,
    readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, { scope, filter, before }: AuditCommand): Promise<AuditPage> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await openAudit(this, tx, { actor, scope, action: 'audit.read' });
      const of = ofScope(scope);
      const query = {
        ...of,
        ...filter,
        timeZone: opened.timeZone,
        size: PAGE + 1,
        ...(before !== undefined && { before }),
      };
      return { opened, lines: await this.reader.lines(tx, query), actors: await this.reader.actors(tx, of.of) };
    });
    const lines = found.lines.slice(0, PAGE);
    const last = lines.at(-1);
    return {
      ...found.opened,
      lines,
      actors: found.actors,
      names: await this.directory.namesOf([...peopleIn(lines), ...found.actors]),
      ...(found.lines.length > PAGE && last !== undefined && { next: last.id }),
    };
  }
}
