export { closeOnSignal, DATABASE_READY, EXIT_MISCONFIGURED, goAhead, PROCESS_READY, sayReady } from './supervised.js';
