import { parentPort, workerData } from 'node:worker_threads';
import type { CompositionRequest } from '@isonomia/application';
import { loadSolver } from '@isonomia/solver';
import { SolvingComposer } from './solving-composer.js';

/** A thread of its own for one release: the process beside it goes on taking jobs. */
const composer = new SolvingComposer(await loadSolver());
parentPort?.postMessage(await composer.compose(workerData as CompositionRequest));
