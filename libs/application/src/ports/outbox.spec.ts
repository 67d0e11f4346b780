import { describe, expect, it } from '@jest/globals';
import { isMailAddress } from './outbox.js';

describe('the address of a mail', () => {
  it.each(['asha@example.org', 'a.b+c@sub.example.org', 'ö@example.org'])('may be %s', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  it.each([
    'asha@example.org\r\nBcc: all@example.org',
    'asha@example.org\nSubject: hello',
    'asha@example.org, eve@example.org',
    'asha@example.org;eve@example.org',
    'Asha <asha@example.org>',
    '"asha"@example.org',
    'asha@example.org\u0000',
    'asha example@example.org',
    'asha',
    `${'a'.repeat(65)}@example.org`,
    '',
  ])('is one mailbox and never %j', (address) => {
    expect(isMailAddress(address)).toBe(false);
  });
});
