import { type PasskeySite } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import type { FastifyRequest } from 'fastify';

/** The address that people see; while trying the product out, the one on this machine that the browser came by. */
export function passkeySite(request: FastifyRequest, { mode, publicUrl }: Config): PasskeySite {
  if (mode !== 'production' && request.hostname === 'localhost') {
    return { origin: `${request.protocol}://${request.host}`, host: 'localhost' };
  }
  return { origin: publicUrl, host: new URL(publicUrl).hostname };
}

/** What the script put into the form. */
export function readAnswer(text: string): unknown {
  try {
    return text.length > LONGEST ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LONGEST = 20_000;
