/** The code with which a piece of work is refused, or `done`. */
export const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (problem: unknown) => (problem as { code?: unknown }).code ?? problem,
  );

/** Where and with which code each fault of an input is told; none when it is taken. */
export const faultsOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => [],
    (problem: unknown) =>
      (problem as { faults: readonly { path: string; code: string }[] }).faults.map(
        ({ path, code: one }) => `${path} ${one}`,
      ),
  );
