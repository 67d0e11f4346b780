import 'reflect-metadata';
import { run } from './program.js';

// `isonomia score … | head` closes the pipe early: nobody is left to read the rest.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2));
