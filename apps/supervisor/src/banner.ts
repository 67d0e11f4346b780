import type { Config } from '@isonomia/config';

interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly who: string;
  /** Asked for a code as well. */
  readonly code?: boolean;
}

type Banner = Pick<Config, 'publicUrl' | 'port' | 'lan'>;

/** The demo's sign-ins, as the command `demo` left them in the database. */
export function signInsOf(mark: unknown): readonly SignIn[] {
  if (typeof mark !== 'object' || mark === null || !('signIns' in mark) || !Array.isArray(mark.signIns)) return [];
  return (mark.signIns as readonly unknown[]).filter(isSignIn);
}

const isSignIn = (value: unknown): value is SignIn =>
  typeof value === 'object' &&
  value !== null &&
  ['email', 'password', 'who'].every(
    (key) => key in value && typeof (value as Record<string, unknown>)[key] === 'string',
  );

export function banner({ publicUrl, port, lan }: Banner, signIns: readonly SignIn[]): string {
  const width = (key: 'email' | 'password'): number => Math.max(0, ...signIns.map((one) => one[key].length));
  const line = (one: SignIn): string =>
    `  ${one.email.padEnd(width('email'))}  ${one.password.padEnd(width('password'))}  ${one.who}${one.code === true ? ' *' : ''}`;
  const demo =
    signIns.length === 0
      ? []
      : [
          '',
          'The demo region is fictional. Sign in with e-mail and password:',
          ...signIns.map(line),
          ...codeNote(signIns, lan === undefined ? undefined : `https://localhost:${port}`),
        ];
  const open = lan === undefined ? [] : lanNote(lan, signIns.length > 0);
  return ['', `Isonomia runs at ${publicUrl}`, ...open, ...demo, '', 'Stop it with Ctrl-C.'].join('\n');
}

/** What a phone would show, the page of the second step shows for accounts of the demo. */
const codeNote = (signIns: readonly SignIn[], onlyAt: string | undefined): readonly string[] =>
  signIns.some(({ code }) => code === true)
    ? [
        onlyAt === undefined
          ? '  * is asked for a code of six digits as well: in the demo, the page itself shows it.'
          : `  * is asked for a code of six digits as well: the page shows it on this machine alone, at ${onlyAt}.`,
      ]
    : [];

/** Whoever starts it shall know what it opens, and to whom. */
const lanNote = (lan: NonNullable<Config['lan']>, isDemo: boolean): readonly string[] => [
  '',
  'OPEN TO THE NETWORK: whoever is on the network of this machine reaches it at',
  ...lan.addresses.map((address) => `  ${address}`),
  'Meant for the hours of a workshop, on a network whose people you know. Stop it when they leave.',
  'Its certificate is one that it made for itself: each phone asks once. SHA-256 fingerprint:',
  `  ${lan.fingerprint}`,
  `For the projector, with a QR code and what to do on a phone: ${lan.addresses[0] ?? ''}/lan`,
  ...(isDemo ? ['Keep this window off the projector: the passwords below open the demo to whoever reads them.'] : []),
];
