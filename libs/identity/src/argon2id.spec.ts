import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from './argon2id.js';

describe('argon2id passwords', () => {
  it('accepts the password it hashed and no other', async () => {
    const hash = await hashPassword('a long sentence about ports');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(verifyPassword({ hash, password: 'a long sentence about ports' })).resolves.toBe(true);
    await expect(verifyPassword({ hash, password: 'a long sentence about port' })).resolves.toBe(false);
  });

  it('gives two people with one password two hashes', async () => {
    expect(await hashPassword('the same for both')).not.toBe(await hashPassword('the same for both'));
  });

  it('takes a composed and a decomposed letter as the same password', async () => {
    const hash = await hashPassword('caf\u00e9 at the border post');
    await expect(verifyPassword({ hash, password: 'cafe\u0301 at the border post' })).resolves.toBe(true);
  });

  it.each(['', 'plain', '$argon2i$v=19$m=1,t=1,p=1$AA$AA', '$argon2id$v=19$m=99999999,t=1,p=1$AA$AA'])(
    'refuses a stored string that is no hash of ours: %s',
    async (hash) => {
      await expect(verifyPassword({ hash, password: 'whatever it may be' })).resolves.toBe(false);
    },
  );
});
