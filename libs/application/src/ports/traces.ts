/** What a file told beside its content: where a picture was taken, who wrote it, and anything else of that kind. */
export const TRACES = ['place', 'author', 'details'] as const;
export type Trace = (typeof TRACES)[number];
