/** What the command tells the shell. */
export const EXIT = {
  done: 0,
  /** What was given is refused; standard error says where and why. */
  refused: 1,
  /** An option, a file name or a setting is wrong: nothing was begun. */
  usage: 2,
  /** Something outside of the input failed: the database, the browser, the disk, or a fault of ours. */
  failed: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with lines for standard error. */
export class CommandEnded extends Error {
  constructor(
    readonly exitCode: ExitCode,
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
    this.name = 'CommandEnded';
  }
}

export const refused = (...lines: readonly string[]): CommandEnded => new CommandEnded(EXIT.refused, lines);
export const misused = (...lines: readonly string[]): CommandEnded => new CommandEnded(EXIT.usage, lines);
