import { createHash } from 'node:crypto';
import {
  FileStore,
  FileTooLarge,
  QuotaExceeded,
  agencyId,
  fileId,
  type AgencyId,
  type ByteStream,
  type FileId,
  type NewFile,
  type AgencyScope,
  type StoredFile,
  type Trace,
  Transaction,
} from '@isonomia/application';
import type { DataSource } from 'typeorm';
import { autocommit } from './autocommit.js';
import { first } from './values.js';

interface FileRecord {
  readonly id: string;
  readonly agency_id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: string;
  readonly sha256: string;
  readonly removed: readonly Trace[] | null;
}
interface ChunkRecord {
  readonly bytes: Buffer | null;
}
interface Written {
  readonly size: number;
  readonly sha256: string;
}

const CHUNK = 256 * 1024;
/** Files kept only so that a removal can be undone give way to those that are wanted; not while another assessment has them. */
const DISCARD_REMOVED = `
  WITH parted AS (
    UPDATE evidence e SET file_id = NULL WHERE e.agency_id = $1 AND e.removed_at IS NOT NULL AND e.file_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM evidence o WHERE o.file_id = e.file_id AND o.removed_at IS NULL)
    RETURNING old.file_id)
  DELETE FROM file USING parted WHERE file.id = parted.file_id`;
const COLUMNS = 'id, agency_id, name, media_type, size, sha256, removed';

/** Files as rows of 256 kB: backed up, restored and rolled back with everything else, and never whole in memory. */
export class ChunkedFileStore extends FileStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async write(
    tx: Transaction,
    file: NewFile,
    bytes: ByteStream,
    limits: { readonly file: number; readonly agency: number },
  ): Promise<StoredFile> {
    const { size, sha256 } = await this.writeChunks(tx, file, bytes, limits.file);
    const { removed, ...named } = file;
    const taken = removed?.();
    await this.demandRoom(tx, file.agencyId, size, limits.agency);
    await tx.query(`INSERT INTO file (${COLUMNS}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now())`, [
      file.id,
      file.agencyId,
      file.name,
      file.mediaType,
      size,
      sha256,
      taken ?? null,
    ]);
    return { ...named, size, sha256, ...(taken !== undefined && { removed: taken }) };
  }

  private async writeChunks(tx: Transaction, file: NewFile, bytes: ByteStream, limit: number): Promise<Written> {
    const hash = createHash('sha256');
    let size = 0;
    let position = 0;
    for await (const chunk of inChunks(bytes)) {
      size += chunk.length;
      if (size > limit) throw new FileTooLarge(limit);
      hash.update(chunk);
      await tx.query('INSERT INTO file_chunk (file_id, agency_id, position, bytes) VALUES ($1, $2, $3, $4)', [
        file.id,
        file.agencyId,
        position,
        chunk,
      ]);
      position += 1;
    }
    return { size, sha256: hash.digest('hex') };
  }

  /** Locked, or two uploads side by side would each find room for itself. */
  private async demandRoom(tx: Transaction, agency: AgencyId, size: number, quota: number): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(uuid_hash_extended($1::uuid, 1))', [agency]);
    if ((await this.used(tx, agency)) + size <= quota) return;
    await tx.query(DISCARD_REMOVED, [agency]);
    if ((await this.used(tx, agency)) + size > quota) throw new QuotaExceeded(quota);
  }

  private async used(tx: Transaction, agency: AgencyId): Promise<number> {
    const sql = 'SELECT coalesce(sum(size), 0)::text AS used FROM file WHERE agency_id = $1';
    return Number(first(await tx.query<{ readonly used: string }>(sql, [agency]))?.used ?? 0);
  }

  async find(tx: Transaction, id: FileId): Promise<StoredFile | undefined> {
    const row = first(await tx.query<FileRecord>(`SELECT ${COLUMNS} FROM file WHERE id = $1`, [id]));
    return row === undefined ? undefined : toFile(row);
  }

  async *read(reader: Transaction | AgencyScope, id: FileId): AsyncGenerator<Uint8Array> {
    for (let position = 0; ; position += 1) {
      const bytes = await this.chunk(reader, id, position);
      if (bytes === undefined) return;
      yield bytes;
    }
  }

  private async chunk(reader: Transaction | AgencyScope, id: FileId, at: number): Promise<Buffer | undefined> {
    if (reader instanceof Transaction) {
      const sql = 'SELECT bytes FROM file_chunk WHERE file_id = $1 AND position = $2';
      return first(await reader.query<ChunkRecord>(sql, [id, at]))?.bytes ?? undefined;
    }
    const { rows } = await autocommit(this.dataSource).query<ChunkRecord>({
      name: 'read-file-chunk',
      text: 'SELECT read_file_chunk($1, $2, $3, $4) AS bytes',
      values: [reader.actor, reader.agency, id, at],
    });
    return first(rows)?.bytes ?? undefined;
  }

  async remove(tx: Transaction, id: FileId): Promise<void> {
    await tx.query('DELETE FROM file WHERE id = $1', [id]);
  }
}

/** Full chunks whatever the pieces, the last one shorter. */
async function* inChunks(bytes: ByteStream): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    let rest = piece;
    while (length + rest.length >= CHUNK) {
      const fits = rest.subarray(0, CHUNK - length);
      yield Buffer.concat([...parts, fits]);
      rest = rest.subarray(fits.length);
      parts = [];
      length = 0;
    }
    if (rest.length > 0) {
      parts.push(rest);
      length += rest.length;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}

const toFile = (row: FileRecord): StoredFile => ({
  id: fileId(row.id),
  agencyId: agencyId(row.agency_id),
  name: row.name,
  mediaType: row.media_type,
  size: Number(row.size),
  sha256: row.sha256,
  ...(row.removed !== null && { removed: row.removed }),
});
