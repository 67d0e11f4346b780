import { describe, expect, it } from '@jest/globals';
import { banner, signInsOf } from './banner.js';

const SIGN_INS = signInsOf({
  signIns: [
    { email: 'lead@demo.example', password: 'pass-word', who: 'lead' },
    { email: 'administrator@demo.example', password: 'pass-word', who: 'administrator', code: true },
  ],
});
const LAN = {
  hosts: ['192.168.7.20', 'localhost', '127.0.0.1'],
  addresses: ['https://192.168.7.20:3111', 'https://desk.local:3111'],
  fingerprint: 'AB:CD',
};

describe('what npm start says when it runs', () => {
  it('is the address and the sign-ins of the demo', () => {
    const said = banner({ publicUrl: 'http://localhost:3111', port: 3111 }, SIGN_INS);
    expect(said).toContain('Isonomia runs at http://localhost:3111');
    expect(said).toContain('administrator@demo.example  pass-word  administrator *');
    expect(said).toContain('in the demo, the page itself shows it');
    expect(said).not.toContain('OPEN TO THE NETWORK');
  });

  it('is loud about a network that it opened, and tells where codes of the demo are shown', () => {
    const said = banner({ publicUrl: 'https://192.168.7.20:3111', port: 3111, lan: LAN }, SIGN_INS);
    expect(said).toContain('OPEN TO THE NETWORK');
    for (const line of [...LAN.addresses, 'AB:CD', 'https://192.168.7.20:3111/lan']) expect(said).toContain(line);
    expect(said).toContain('on this machine alone, at https://localhost:3111.');
    expect(said).toContain('Keep this window off the projector');
  });

  it('says nothing of passwords where there is no demo', () => {
    const said = banner({ publicUrl: 'https://192.168.7.20:3111', port: 3111, lan: LAN }, []);
    expect(said).not.toContain('passwords');
  });
});
