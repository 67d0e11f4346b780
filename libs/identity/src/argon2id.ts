import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP's first choice for argon2id (2024): 19 MiB, two passes, one lane. Memory in KiB. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const NONCE_BYTES = 16;

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** Hashes a password into the PHC string format `$argon2id$v=19$m=…,t=…,p=…$nonce$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES);
  const tag = await derive(password, nonce, PARAMETERS);
  const cost = `m=${String(PARAMETERS.memory)},t=${String(PARAMETERS.passes)},p=${String(PARAMETERS.parallelism)}`;
  return `$argon2id$v=19$${cost}$${encode(nonce)}$${encode(tag)}`;
}

/** False for a wrong password and for a stored string that is no argon2id hash; never throws on either. */
export async function verifyPassword(input: { hash: string; password: string }): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([\w+/]{1,64})\$([\w+/]{1,88})$/.exec(
    input.hash,
  );
  if (match === null) return false;
  const [, memory, passes, parallelism, nonce = '', tag = ''] = match;
  const expected = Buffer.from(tag, 'base64');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const actual = await derive(input.password, Buffer.from(nonce, 'base64'), cost, expected.length);
  return timingSafeEqual(actual, expected);
}

function derive(
  password: string,
  nonce: Buffer,
  cost: Cost,
  tagLength: number = PARAMETERS.tagLength,
): Promise<Buffer> {
  const { memory, passes, parallelism } = cost;
  return new Promise((resolve, reject) => {
    // NFKC, so that the same password typed on two keyboards is the same password.
    const message = Buffer.from(password.normalize('NFKC'), 'utf8');
    argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

const encode = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
