import { randomBytes } from 'node:crypto';
import { agencyId, regionId, ROLES, SYSTEM, type Role } from '@isonomia/application';
import { type Command, Option } from 'commander';
import { misused, refused } from '../exit.js';
import { type Installation, withInstallation } from '../installation.js';
import { print, say } from '../output.js';

interface CreateOptions {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agency?: string;
  readonly region?: string;
  readonly language: string;
  readonly passwordStdin?: true;
}

const HELP = `
Examples:
  isonomia user create --email ada@example.org --name "Ada Admin" --role administrator
  isonomia user create --email asha@example.org --name "Asha" --role lead --agency 0199…
  printf %s "$PASSWORD" | isonomia user create --email … --name … --role administrator --password-stdin

Prints the password it made, or reads one from standard input with --password-stdin; a password as an option would stand
in the shell's history. A lead or contributor names an agency, a coordinator a region, an administrator neither.`;

export function userCommands(root: Command): void {
  const user = root.command('user').description('accounts');
  user
    .command('create')
    .description('create a person who can sign in, with one role')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--name <name>', 'name as shown to colleagues')
    .addOption(new Option('--role <role>', 'what the person may do').choices(ROLES).makeOptionMandatory())
    .option('--agency <id>', 'agency that the role holds in')
    .option('--region <id>', 'region that the role holds in')
    .option('--language <tag>', 'language of the person', 'en')
    .option('--password-stdin', 'read the password from standard input')
    .addHelpText('after', HELP)
    .action((options: CreateOptions) => withInstallation((installation) => create(installation, options)));
}

/** Where each role can hold; what the table of memberships accepts. */
const PLACES: Readonly<Record<Role, readonly ('agency' | 'region' | 'everywhere')[]>> = {
  administrator: ['everywhere'],
  coordinator: ['region'],
  facilitator: ['agency', 'region'],
  lead: ['agency'],
  contributor: ['agency'],
  reviewer: ['agency', 'region'],
  participant: ['agency'],
  recipient: ['agency', 'region'],
};

const FAULTS: Readonly<Record<string, string>> = {
  'user.email-invalid': 'the address cannot be one of a mailbox.',
  'user.email-taken': 'somebody signs in with this address already.',
  'user.name-missing': 'the name is empty.',
  'user.password-too-short': 'a password takes at least 12 characters.',
  'user.password-too-long': 'a password takes at most 256 characters.',
  'user.password-contains-name': 'the password must not contain the name before the @.',
};

async function create({ accounts, ports }: Installation, options: CreateOptions): Promise<void> {
  const place = placeOf(options);
  await demandAgency(ports, place.agencyId);
  const given = options.passwordStdin === true ? await readPassword() : undefined;
  const password = given ?? randomBytes(15).toString('base64url');
  const { email, name, language, role } = options;
  const created = await accounts.createUser({ email, name, language, password, memberships: [{ role, ...place }] });
  if (!created.ok) throw refused(`${created.code}: ${FAULTS[created.code] ?? 'the account library refuses it.'}`);
  say(`Created ${email} as ${role}, id ${created.userId}.`);
  if (given === undefined) await print(`${password}\n`);
}

function placeOf({ role, agency, region }: CreateOptions): { readonly agencyId?: string; readonly regionId?: string } {
  if (agency !== undefined && region !== undefined)
    throw misused('A role holds in an agency or in a region, not in both.');
  const place = agency !== undefined ? 'agency' : region !== undefined ? 'region' : 'everywhere';
  if (!PLACES[role].includes(place)) {
    const options = PLACES[role].map((one) =>
      one === 'everywhere' ? 'neither --agency nor --region' : `--${one} <id>`,
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
