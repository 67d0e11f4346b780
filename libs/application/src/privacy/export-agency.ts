import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId, UserId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import type { ArchiveEntry } from '../ports/archiver.js';
import { AuditLog } from '../ports/audit-log.js';
import { FileStore, type ByteStream, type StoredFile } from '../ports/file-store.js';
import { HoldingsReader, type Holding } from '../ports/holdings-reader.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

const AUDIT_ROWS = 2_000;
const FORMAT = 1;

export interface AgencyExport {
  readonly agency: Agency;
  /** Read while it is asked for; each file is as of the moment at which it is read. */
  readonly entries: AsyncIterable<ArchiveEntry>;
}

/**
 * Everything that is held about an agency, as JSON and files. For its leads alone: an administrator reads neither drafts
 * nor evidence, and this must be no way round; the command line does it where an agency has no lead.
 */
@Injectable()
export class ExportAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly holdings: HoldingsReader,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<AgencyExport> {
    demandFreshProof(actor, this.clock.now());
    const agency = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.agencies.find(tx, command.agency);
      if (found === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.export', { agencyId: found.id, regionId: found.regionId });
      const subject = { kind: 'agency', id: found.id };
      await this.audit.append(tx, { action: 'agency.exported', actor: actor.userId, agency: found.id, subject });
      return found;
    });
    return { agency, entries: this.entries(actor.userId, agency) };
  }

  /** A short transaction for each part: whoever downloads slowly keeps no connection. */
  private async *entries(actor: UserId, agency: Agency): AsyncGenerator<ArchiveEntry> {
    const { id } = agency;
    const read = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => this.unitOfWork.run({ actor }, work);
    const counts: Record<string, number> = {};
    const asFiles = (holdings: readonly Holding[], folder = ''): readonly ArchiveEntry[] =>
      holdings.map(({ name, rows }) => {
        const path = `${folder}${name}.json`;
        counts[path] = rows.length;
        return { path, bytes: rowsAsJson(rows) };
      });
    yield* asFiles(await read((tx) => this.holdings.ofAgency(tx, id)));
    for (const assessment of await read((tx) => this.holdings.assessments(tx, id))) {
      yield* asFiles(await read((tx) => this.holdings.ofAssessment(tx, id, assessment)), `assessments/${assessment}/`);
    }
    yield { path: 'audit.jsonl', bytes: this.auditLines(read, id) };
    for (const file of await read((tx) => this.holdings.files(tx, id))) {
      yield { path: `files/${file.id}-${plainName(file)}`, bytes: this.bytesOf(actor, file) };
    }
    const about = { format: FORMAT, product: `Isonomia ${this.installation.engine}`, exportedAt: this.clock.now() };
    yield { path: 'manifest.json', bytes: once({ ...about, agency: id, name: agency.name, rows: counts }) };
  }

  private async *auditLines(
    read: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>,
    agency: AgencyId,
  ): ByteStream {
    for (let after: string | undefined; ;) {
      const page = { size: AUDIT_ROWS, ...(after !== undefined && { after }) };
      const rows = await read((tx) => this.holdings.audit(tx, agency, page));
      yield utf8(rows.map(({ row }) => `${JSON.stringify(row)}\n`).join(''));
      after = rows.at(-1)?.id;
      if (after === undefined || rows.length < AUDIT_ROWS) return;
    }
  }

  private bytesOf(actor: UserId, { id, agencyId }: StoredFile): ByteStream {
    return this.files.read({ actor, agency: agencyId }, id);
  }
}

async function* rowsAsJson(rows: readonly object[]): ByteStream {
  yield utf8('[');
  for (const [position, row] of rows.entries()) {
    yield await Promise.resolve(utf8(`${position === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`));
  }
  yield utf8('\n]\n');
}

async function* once(value: object): ByteStream {
  yield await Promise.resolve(utf8(`${JSON.stringify(value, undefined, 2)}\n`));
}

/** Names what the file is without being a path on any system; its true name stands in `file.json`. */
const plainName = ({ name }: StoredFile): string =>
  name
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/\.{2,}/g, '.')
    .slice(-80);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
