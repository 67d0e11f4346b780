interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly who: string;
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
  const width = (key: keyof SignIn): number => Math.max(0, ...signIns.map((one) => one[key].length));
  const line = (one: SignIn): string =>
    `  ${one.email.padEnd(width('email'))}  ${one.password.padEnd(width('password'))}  ${one.who}`;
  const demo =
    signIns.length === 0
      ? []
      : ['', 'The demo region is fictional. Sign in with e-mail and password:', ...signIns.map(line)];
  return ['', `Isonomia runs at ${url}`, ...demo, '', 'Stop it with Ctrl-C.'].join('\n');
}
