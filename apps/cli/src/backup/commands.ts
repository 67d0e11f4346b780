import path from 'node:path';
import { VerifyAudit } from '@isonomia/application';
import { installationOf } from '@isonomia/config';
import { openAuditSealing } from '@isonomia/persistence';
import { systemClock } from '../audit/clock.js';
import { foundLine } from '../audit/lines.js';
import { refused } from '../exit.js';
import { withDatabase } from '../installation.js';
import { say } from '../output.js';
import { byteBars } from './byte-bars.js';
import type { Manifest } from './manifest.js';
import { checkBackup, restoreBackup } from './restore-backup.js';
import { takeBackup } from './take-backup.js';

export async function runBackup(name: string): Promise<void> {
  const folder = path.resolve(name);
  const bars = byteBars();
  const began = performance.now();
  const manifest = await withDatabase(({ address, config }) =>
    takeBackup(address, {
      folder,
      product: installationOf(config).engine,
      begin: (bytes) => bars.next('Writing', bytes),
    }),
  ).finally(bars.stop);
  say(`${folder}: ${contents(manifest, began)}, as of ${manifest.startedAt}.`);
  say('Keep AUTH_SECRET and AUDIT_SECRET, or secrets.json of DATA_DIR, somewhere else: they are not in it.');
}

const STEPS = { check: 'Checking', load: 'Loading', compare: 'Comparing' } as const;

export async function runRestore(name: string, { check }: { readonly check: boolean }): Promise<void> {
  const bars = byteBars();
  const began = performance.now();
  const work = {
    folder: path.resolve(name),
    begin: (step: keyof typeof STEPS, bytes: number) => bars.next(STEPS[step], bytes),
  };
  if (check) {
    const manifest = await checkBackup(work).finally(bars.stop);
    say(`${work.folder}: ${contents(manifest, began)}, as of ${manifest.startedAt}. Every checksum holds.`);
    return;
  }
  await withDatabase(async ({ address, secrets }) => {
    const manifest = await restoreBackup(address, work).finally(bars.stop);
    say(`Restored: ${contents(manifest, began)}, as of ${manifest.startedAt}. Every checksum holds.`);
    await verify(address, secrets.auditSecret);
  });
}

/** The rows are those of the backup. Whether they were those of the audit before, its seals tell, and the right secret. */
async function verify(address: Parameters<typeof openAuditSealing>[0], secret: string): Promise<void> {
  const audit = openAuditSealing(address, { name: 'isonomia restore', secret });
  let faults = 0;
  try {
    for await (const { chain, findings } of new VerifyAudit(audit.seals, audit.key, systemClock).execute({})) {
      // Between the backup and now nothing was sealed: that some rows waited is no fault.
      const found = findings.filter(({ kind }) => kind !== 'sealing-late');
      faults += found.length;
      for (const finding of found) say(`${chain}: ${foundLine(finding)}`);
    }
  } finally {
    await audit.close();
  }
  if (faults > 0) {
    throw refused(
      'Everything is restored, but the audit does not hold. Most likely AUDIT_SECRET is not that of the installation which was backed up: bring back its secrets, and run "isonomia audit verify".',
    );
  }
  say('The audit holds.');
}

const MEGA = 1_000_000;

function contents({ tables }: Manifest, began: number): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = tables.reduce((sum, table) => sum + table.bytes, 0) / MEGA;
  const seconds = (performance.now() - began) / 1000;
  return `${tables.length} tables, ${rows} rows, ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s`;
}
