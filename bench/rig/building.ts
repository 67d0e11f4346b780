import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  BuildRelease,
  type CompositionRequest,
  ReleaseComposer,
  releaseId,
  type ReleaseId,
  ReleaseInputs,
  type RoundId,
  SYSTEM,
  userId,
} from '@isonomia/application';
import { composeRelease, type Release } from '@isonomia/comparison';
import type { LinearSolver } from '@isonomia/disclosure';
import { PgBossJobQueue } from '@isonomia/jobs';
import { clientConfig } from '@isonomia/persistence';
import type { GeneratedRegion } from './generated-region.js';
import type { BenchInstallation } from './installation.js';

const POLL_MS = 50;

export interface Place {
  readonly installation: BenchInstallation;
  readonly region: GeneratedRegion;
  readonly solver: LinearSolver;
}

export interface Built {
  readonly release: ReleaseId;
  readonly ms: number;
  /** Of it, what the release was worked out in. */
  readonly composing: number;
  /** Seconds of this process, PostgreSQL's not among them. */
  readonly processor: number;
  readonly megabytes: number;
}

class ClockedComposer extends ReleaseComposer {
  ms = 0;
  constructor(private readonly solver: LinearSolver) {
    super();
  }
  compose({ round, ...given }: CompositionRequest): Promise<Release> {
    const begun = performance.now();
    const { variant, reference } = round;
    const composed = composeRelease({ ...given, variant, reference, solver: this.solver });
    this.ms = performance.now() - begun;
    return Promise.resolve(composed);
  }
}

/** In this process, as the worker does it. */
export async function build(place: Place, round: RoundId): Promise<Built> {
  const { unitOfWork, snapshots, releases, releaseReader, contributions, instruments, hasher, audit, clock } =
    place.installation.ports;
  const release = await order(place, round);
  const inputs = new ReleaseInputs(snapshots, releases, releaseReader, contributions, instruments);
  const composer = new ClockedComposer(place.solver);
  const [begun, spent] = [performance.now(), process.cpuUsage()];
  await new BuildRelease(unitOfWork, releases, inputs, composer, hasher, audit, clock).execute({ release });
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(spent);
  await demandReady(place, release);
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  return { release, ms, composing: composer.ms, processor: (user + system) / 1e6, megabytes };
}

/** By the built worker, which runs already, through the queue of jobs; milliseconds from order to ready. */
export async function buildByWorker(place: Place, round: RoundId): Promise<number> {
  const queue = await PgBossJobQueue.open(clientConfig(place.installation.database.address), () => undefined);
  try {
    const begun = performance.now();
    const release = await order(place, round, queue);
    while ((await stateOf(place, release)) === 'building') await pause(POLL_MS);
    await demandReady(place, release);
    return performance.now() - begun;
  } finally {
    await queue.close();
  }
}

async function order({ installation, region }: Place, round: RoundId, queue?: PgBossJobQueue): Promise<ReleaseId> {
  const { unitOfWork, releases, clock } = installation.ports;
  const id = releaseId(randomUUID());
  const ordered = { id, round, region: region.regionId, createdBy: userId('bench'), createdAt: clock.now() };
  await unitOfWork.run({ actor: SYSTEM }, async (tx) => {
    await releases.insert(tx, ordered);
    await queue?.enqueue(tx, { kind: 'make-release', release: id });
  });
  return id;
}

const stateOf = async ({ region }: Place, release: ReleaseId): Promise<string | undefined> =>
  (await region.rows<{ state: string }>('SELECT state FROM release WHERE id = $1', [release]))[0]?.state;

async function demandReady(place: Place, release: ReleaseId): Promise<void> {
  const state = await stateOf(place, release);
  if (state !== 'ready') throw new Error(`The release is ${state ?? 'gone'}.`);
}
