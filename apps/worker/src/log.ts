/** JSON lines, as the web process writes them. Never what a document says. */
export function note(level: 'info' | 'error', message: string, detail: Readonly<Record<string, unknown>> = {}): void {
  const line = { level, time: Date.now(), process: 'worker', ...detail, msg: message };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

export const describeError = (error: unknown): object =>
  error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : { message: typeof error };
