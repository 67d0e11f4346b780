interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly who: string;
  /** Asked for a code as well. */
  readonly code?: boolean;
}

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

export function banner(url: string, signIns: readonly SignIn[]): string {
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
          ...codeNote(signIns),
        ];
  return ['', `Isonomia runs at ${url}`, ...demo, '', 'Stop it with Ctrl-C.'].join('\n');
}

/** What a phone would show, the page of the second step shows for accounts of the demo. */
const codeNote = (signIns: readonly SignIn[]): readonly string[] =>
  signIns.some(({ code }) => code === true)
    ? ['  * is asked for a code of six digits as well: in the demo, the page itself shows it.']
    : [];
