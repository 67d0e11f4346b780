import type { networkInterfaces } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { isStillThere, roomAddresses, roomName } from './room-addresses.js';

type Addresses = NonNullable<ReturnType<typeof networkInterfaces>[string]>;

const v4 = (address: string, internal = false): Addresses => [
  { family: 'IPv4', address, internal, netmask: '255.255.255.0', mac: '', cidr: null },
];

describe('the addresses by which a room reaches this machine', () => {
  it('are those of private networks, in the order of the system', () => {
    const found = roomAddresses({
      lo: v4('127.0.0.1', true),
      wlan0: v4('192.168.43.17'),
      eth0: v4('10.20.30.40'),
      usb0: v4('172.20.10.2'),
    });
    expect(found).toEqual(['192.168.43.17', '10.20.30.40', '172.20.10.2']);
  });

  it('are none of the wide world, of IPv6, or given by nobody', () => {
    const v6: Addresses = [
      { family: 'IPv6', address: 'fd00::5', internal: false, netmask: '', mac: '', cidr: null, scopeid: 0 },
    ];
    const found = roomAddresses({
      eth0: v4('198.51.100.7'),
      eth1: v4('172.15.0.1'),
      eth2: v4('172.32.0.1'),
      eth3: v4('169.254.3.4'),
      eth4: v6,
    });
    expect(found).toEqual([]);
  });

  it('are none of networks inside the machine or behind a tunnel', () => {
    const inside = ['docker0', 'br-3f1c', 'veth9a', 'virbr0', 'tun0', 'wg0'];
    expect(roomAddresses(Object.fromEntries(inside.map((name, n) => [name, v4(`10.0.${n}.1`)])))).toEqual([]);
    // A bridge to the room is not one of them.
    expect(roomAddresses({ br0: v4('10.0.0.1') })).toEqual(['10.0.0.1']);
  });
});

describe('the name by which phones look for this machine', () => {
  it.each([
    ['Rehearsal', 'rehearsal.local'],
    ['desk-7.customs.example', 'desk-7.local'],
    ['localhost', undefined],
    ['a_b', undefined],
    ['', undefined],
  ])('%s → %s', (hostname, name) => {
    expect(roomName(hostname)).toBe(name);
  });
});

describe('a machine that was opened to a room', () => {
  it('is missed when it has moved to another network', () => {
    const everywhere = { host: '0.0.0.0', publicUrl: 'https://192.0.2.77:3111' };
    expect(isStillThere(everywhere)).toBe(false);
    expect(isStillThere({ ...everywhere, host: '192.0.2.77' })).toBe(true);
  });
});
