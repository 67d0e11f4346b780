/** Port: may requests come? */
export abstract class Readiness {
  /** What is missing; undefined when nothing is. */
  abstract missing(): Promise<'database' | 'migrations' | undefined>;
}
