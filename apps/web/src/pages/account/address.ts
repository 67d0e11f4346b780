import type { Config } from '@isonomia/config';

interface Arrived {
  readonly protocol: string;
  readonly hostname: string;
}

const LOOPBACK = /^(?:localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** The machine itself, by name or by number. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Over https, or from the machine itself: anybody else's password would cross the network in plain text. */
export const isProtected = ({ protocol, hostname }: Arrived): boolean => protocol === 'https' || isLoopback(hostname);

export const localAddress = ({ port }: Config): string => `http://localhost:${port}`;

/** Where to go after signing in: a page of this site and nothing else, since the address comes with the request. */
export function safeNext(asked: unknown): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])[\x21-\x7e]{0,1000}$/.test(asked) || asked.includes('\\')) return '/';
  return asked.startsWith('/sign-') ? '/' : asked;
}
