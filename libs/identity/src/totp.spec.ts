import { describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { newRecoveryCodes, readRecoveryCode } from './recovery-codes.js';
import { newTotpSecret, totpAddress, totpAt } from './totp.js';

describe('one-time codes', () => {
  it('are those of RFC 6238', () => {
    const secret = newTotpSecret(Buffer.from('12345678901234567890'));
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect([59, 1111111109, 1234567890, 20000000000].map((at) => totpAt(secret, at * 1000))).toEqual([
      '287082',
      '081804',
      '005924',
      '353130',
    ]);
  });

  it('are those that an authenticator app shows for the address in the picture', () => {
    const secret = newTotpSecret();
    const address = new URL(totpAddress(secret, 'asha+x@example.org'));
    expect(decodeURIComponent(address.pathname)).toContain('Isonomia:asha+x@example.org');
    const app = new TOTP({ secret: Secret.fromBase32(address.searchParams.get('secret') ?? '') });
    const at = Date.UTC(2026, 10, 22, 12);
    expect(totpAt(secret, at)).toBe(app.generate({ timestamp: at }));
  });
});

describe('recovery codes', () => {
  it('are ten, all different, and read with or without their dashes', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/.test(code))).toBe(true);
    expect(readRecoveryCode(` ${String(codes[0]).toUpperCase()} `)).toBe(codes[0]?.replaceAll('-', ''));
  });
});
