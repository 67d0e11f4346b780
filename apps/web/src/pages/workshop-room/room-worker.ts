import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyReply } from 'fastify';
import type { Assets } from '../../http/assets.js';
import { ROUTES } from '../../paths.js';

/** What the worker may do is said where it comes from, not on the pages that it serves: ask this server, and nobody else. */
const POLICY = "default-src 'none'; connect-src 'self'";

/** At an address of its own that never changes: browsers ask there whether there is a newer one. */
export async function sendWorker(reply: FastifyReply, assets: Assets): Promise<void> {
  const script = await readFile(path.join(assets.folder, path.basename(assets.url('room-worker.js'))));
  await reply
    .header('service-worker-allowed', ROUTES.room)
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-cache')
    .type('text/javascript; charset=utf-8')
    .send(script);
}
