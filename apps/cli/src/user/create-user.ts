import { randomBytes } from 'node:crypto';
import { agencyId, mustHaveSecondFactor, PLACES_OF_ROLE, regionId, ROLES, SYSTEM } from '@isonomia/application';
import { misused, refused } from '../exit.js';
import { type Installation, withInstallation } from '../installation.js';
import { print, say } from '../output.js';

export interface CreateOptions {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly agency?: string;
  readonly region?: string;
  readonly language: string;
  readonly passwordStdin?: true;
}

const FAULTS: Readonly<Record<string, string>> = {
  'user.email-invalid': 'the address cannot be one of a mailbox.',
  'user.email-taken': 'somebody signs in with this address already.',
  'user.name-missing': 'the name is empty.',
  'user.password-too-short': 'a password takes at least 12 characters.',
  'user.password-too-long': 'a password takes at most 256 characters.',
  'user.password-common': 'the password is one of those that attackers try first, or little more than one.',
  'user.password-contains-name': 'the password must not contain a part of the name, nor what stands before the @.',
  'user.password-contains-product': 'the password must not contain the name of this product.',
};

/** Everything that can be said without the database comes first. */
export async function createUser(options: CreateOptions): Promise<void> {
  const place = placeOf(options);
  const given = options.passwordStdin === true ? await readPassword() : undefined;
  await withInstallation((installation) => create(installation, options, { place, given }));
}

interface Given {
  readonly place: Place;
  readonly given: string | undefined;
}

async function create(
  { accounts, ports }: Installation,
  options: CreateOptions,
  { place, given }: Given,
): Promise<void> {
  await demandAgency(ports, place.agencyId);
  const password = given ?? randomBytes(15).toString('base64url');
  const { email, name, language, role } = options;
  const created = await accounts.createUser({ email, name, language, password, memberships: [{ role, ...place }] });
  if (!created.ok) throw refused(`${created.code}: ${FAULTS[created.code] ?? 'the account library refuses it.'}`);
  await ports.audit.note({
    action: 'person.created',
    actor: SYSTEM,
    ...(place.agencyId !== undefined && { agency: agencyId(place.agencyId) }),
    subject: { kind: 'person', id: created.userId },
    detail: { role },
  });
  say(`Created ${email} as ${role}, id ${created.userId}.`);
  if (mustHaveSecondFactor(ROLES.filter((one) => one === role).map((one) => ({ role: one })))) {
    say('At the first sign-in, they set up an authenticator app: the role needs it. Have a phone at hand.');
  }
  if (given === undefined) await print(`${password}\n`);
}

interface Place {
  readonly agencyId?: string;
  readonly regionId?: string;
}

function placeOf({ role: named, agency, region }: CreateOptions): Place {
  const role = ROLES.find((one) => one === named);
  if (role === undefined) throw misused(`--role takes one of ${ROLES.join(', ')}.`);
  if (agency !== undefined && region !== undefined)
    throw misused('A role holds in an agency or in a region, not in both.');
  const place = agency !== undefined ? 'agency' : region !== undefined ? 'region' : 'installation';
  if (!PLACES_OF_ROLE[role].includes(place)) {
    const options = PLACES_OF_ROLE[role].map((one) =>
      one === 'installation' ? 'neither --agency nor --region' : `--${one} <id>`,
    );
    throw misused(`The role ${role} takes ${options.join(' or ')}.`);
  }
  if (agency !== undefined) return { agencyId: agencyId(agency) };
  return region === undefined ? {} : { regionId: regionId(region) };
}

/** Whoever the role names must be there, or the person would be left without any. */
async function demandAgency({ unitOfWork, agencies }: Installation['ports'], id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const found = await unitOfWork.run({ actor: SYSTEM }, (tx) => agencies.find(tx, agencyId(id)));
  if (found === undefined) throw refused(`user.agency-unknown: there is no agency ${id}.`);
}

async function readPassword(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
