import { readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const PREFIX = '/assets/';
const YEAR_SECONDS = 31_536_000;

/** The built files of browsers, by the name their source has. */
export class Assets {
  private constructor(
    readonly folder: string,
    private readonly manifest: Readonly<Record<string, string>>,
  ) {}

  static load(root: string): Assets {
    const folder = path.join(root, 'dist', 'assets');
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
    return new Assets(folder, manifest);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.manifest, name);
  }

  /** Address of a file, e.g. `main.css`. Throws when the build made no such file. */
  url(name: string): string {
    const file = this.manifest[name];
    if (file === undefined) throw new Error(`There is no asset "${name}"; scripts/build-assets.mjs makes them.`);
    return PREFIX + file;
  }
}

/** Serves the assets. Their names change with their content, so browsers keep them for good. */
export async function registerAssets(server: FastifyInstance, assets: Assets): Promise<void> {
  await server.register(fastifyStatic, {
    root: assets.folder,
    prefix: PREFIX,
    index: false,
    dotfiles: 'deny',
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      void reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`);
    },
  });
}
