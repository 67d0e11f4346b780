import { networkInterfaces } from 'node:os';
import type { Config } from '@isonomia/config';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** On all networks that there are. */
export const EVERYWHERE = '0.0.0.0';
/** RFC 1918: what routers of rooms and phones that share their connection give out. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
/** Networks inside the machine, and tunnels to elsewhere: no phone in the room is there. */
const INSIDE = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|tun|tap|wg|zt|tailscale)/;

/** The addresses by which a room reaches this machine, in the order that the system names them. */
export const roomAddresses = (interfaces: Interfaces): readonly string[] =>
  Object.entries(interfaces)
    .filter(([name]) => !INSIDE.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && PRIVATE.test(address))
    .map(({ address }) => address);

/** As phones find it that speak multicast DNS; undefined for a name that no certificate could hold. */
export function roomName(hostname: string): string | undefined {
  const [label = ''] = hostname.toLowerCase().split('.', 1);
  return label !== 'localhost' && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? `${label}.local` : undefined;
}

/** Whether the machine is still where it was when it was opened. */
export const isStillThere = ({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): boolean =>
  host !== EVERYWHERE || roomAddresses(networkInterfaces()).includes(new URL(publicUrl).hostname);
