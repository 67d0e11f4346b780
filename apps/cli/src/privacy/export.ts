import { agencyId, ExportAgency } from '@isonomia/application';
import { FolderArchive } from '@isonomia/archive';
import { misused } from '../exit.js';
import { withInstallation } from '../installation.js';
import { OPERATOR } from '../operator.js';
import { say } from '../output.js';

export interface ExportOptions {
  readonly agency: string;
  readonly out: string;
}

export async function exportAgency({ agency, out }: ExportOptions): Promise<void> {
  await withInstallation(async ({ ports }) => {
    const { unitOfWork, agencies, holdings, files, audit, clock, settings } = ports;
    const take = new ExportAgency(unitOfWork, agencies, holdings, files, audit, clock, settings);
    const id = agencyId(agency);
    const folder = await FolderArchive.open(out);
    if (folder === undefined) throw misused(`${out} is not empty: name a folder that holds nothing yet.`);
    // Whoever runs commands here reads the database itself; as one of its leads, the whole of the agency.
    const actor = { ...OPERATOR, memberships: [{ role: 'lead', agencyId: id }] } as const;
    const { agency: found, entries } = await take.execute(actor, { agency: id });
    const count = await folder.write(entries);
    say(`${found.name}: ${count} files in ${out}.`);
  });
}
