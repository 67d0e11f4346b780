import path from 'node:path';
import { agencyId, EraseAgency, ErasePerson, NotFound, userId } from '@isonomia/application';
import { MailFolderReader } from '@isonomia/mail';
import { misused, refused } from '../exit.js';
import { type Installation, withInstallation } from '../installation.js';
import { OPERATOR } from '../operator.js';
import { say } from '../output.js';

export interface EraseOptions {
  readonly agency?: string;
  readonly person?: string;
  readonly typed?: string;
}

export async function erase({ agency, person, typed }: EraseOptions): Promise<void> {
  if ((agency === undefined) === (person === undefined)) throw misused('Name --agency or --person, and not both.');
  await withInstallation(async (installation) => {
    if (agency !== undefined) await eraseAgency(installation, agency, typed);
    if (person !== undefined) await erasePerson(installation, person, typed);
  });
}

const lettersOf = ({ config }: Installation) => new MailFolderReader(path.join(config.dataDir, 'mail'));

async function eraseAgency(installation: Installation, agency: string, typed: string | undefined): Promise<void> {
  const { unitOfWork, agencies, holdings, erasures, audit, clock } = installation.ports;
  const id = agencyId(agency);
  if (typed === undefined) {
    const { name, parts } = await unitOfWork.run({ actor: OPERATOR.userId }, async (tx) => {
      const found = await agencies.find(tx, id);
      if (found === undefined) throw new NotFound('agency');
      return { name: found.name, parts: await holdings.ofAgency(tx, id) };
    });
    const counts = parts.filter(({ rows }) => rows.length > 0).map((part) => `${part.name} ${part.rows.length}`);
    say(`${name}: ${counts.join(', ')}.`);
    throw refused('Nothing was erased: give --typed with the name of the agency.');
  }
  const use = new EraseAgency(unitOfWork, agencies, erasures, lettersOf(installation), audit, clock);
  const done = await use.execute(OPERATOR, { agency: id, typed });
  say(`Erased, with ${done.assessments} assessments, ${done.files} files and ${done.people} accounts.`);
}

async function erasePerson(installation: Installation, address: string, typed: string | undefined): Promise<void> {
  const { unitOfWork, erasures, audit, clock } = installation.ports;
  const person = await installation.accounts.idOf(address);
  if (person === undefined) throw refused(`Nobody signs in with ${address}.`);
  if (typed === undefined) throw refused('Nothing was erased: give --typed with the address once more.');
  const use = new ErasePerson(unitOfWork, erasures, lettersOf(installation), audit, clock);
  await use.execute(OPERATOR, { person: userId(person), typed });
  say('Erased. What the person did for agencies stays, under an id that leads to nobody.');
}
