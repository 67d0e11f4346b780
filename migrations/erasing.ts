/**
 * A table that a later migration adds goes when its agency is erased: one line for it in the function that erases. What
 * refers to an assessment goes before the assessments, what an assessment refers to after them.
 */
export interface ErasedTables {
  readonly beforeAssessments?: readonly string[];
  readonly afterAssessments?: readonly string[];
}

const ASSESSMENTS = 'DELETE FROM public.assessment a WHERE a.agency_id = p_agency;';
const FIRST = 'DELETE FROM public.document d WHERE d.agency_id = p_agency;';
const lines = (tables: readonly string[]): string =>
  tables.map((table) => `DELETE FROM public.${table} t WHERE t.agency_id = p_agency;\n  `).join('');

/** SQL that writes the function anew: `from` becomes `to` in its text. A text that is not there is a fault. */
const rewritten = (changes: readonly (readonly [from: string, to: string])[]): string => `
DO $erasing$
DECLARE
  source text := pg_get_functiondef('public.erase_agency(uuid, timestamptz)'::regprocedure);
BEGIN
${changes
  .map(
    ([
      from,
      to,
    ]) => `  IF strpos(source, $part$${from}$part$) = 0 THEN RAISE EXCEPTION 'erase_agency has changed'; END IF;
  source := replace(source, $part$${from}$part$, $part$${to}$part$);`,
  )
  .join('\n')}
  EXECUTE source;
END $erasing$;`;

export const eraseWithAgency = ({ beforeAssessments = [], afterAssessments = [] }: ErasedTables): string =>
  rewritten([
    [FIRST, `${lines(beforeAssessments)}${FIRST}`],
    [`${ASSESSMENTS}\n  `, `${ASSESSMENTS}\n  ${lines(afterAssessments)}`],
  ]);

/** The way back. */
export const forgetWithAgency = ({ beforeAssessments = [], afterAssessments = [] }: ErasedTables): string =>
  rewritten(
    [...beforeAssessments, ...afterAssessments].map((table): readonly [string, string] => [lines([table]), '']),
  );
