import type { ProviderConfig } from './config.js';
import type { Settings } from './settings.js';

const NAMES = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'] as const;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** All four or none: half a provider lets nobody in, and nobody would know why. */
export function readProvider(settings: Settings): ProviderConfig | undefined {
  const [issuer, clientId, clientSecret, name] = NAMES.map((one) => settings.text(one));
  const missing = NAMES.filter((one) => settings.text(one) === undefined);
  if (missing.length === NAMES.length) return undefined;
  for (const one of missing) settings.fault(one, `is missing: ${NAMES.join(', ')} belong together.`);
  const url = settings.url('OIDC_ISSUER', ['https:', 'http:']);
  if (url?.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    settings.fault('OIDC_ISSUER', 'must begin with https://, unless it is on this machine.');
  }
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || name === undefined)
    return undefined;
  return { issuer, clientId, clientSecret, name };
}
