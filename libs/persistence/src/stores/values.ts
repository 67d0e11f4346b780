/** What a JSON column or a driver gives for a point in time. */
export type At = Date | string;

export const toDate = (at: At): Date => (at instanceof Date ? at : new Date(at));

/** The domain knows no null: a column without a value is a key that is not there. */
export function present<Key extends string, Value>(
  key: Key,
  value: Value | null | undefined,
): { readonly [name in Key]?: Value } {
  return (value === null || value === undefined ? {} : { [key]: value }) as { readonly [name in Key]?: Value };
}

export const first = <Row>(rows: readonly Row[]): Row | undefined => rows[0];

/** Rows for `jsonb_to_recordset`: one parameter, however many there are. */
export const recordset = (rows: readonly unknown[]): string => JSON.stringify(rows);
