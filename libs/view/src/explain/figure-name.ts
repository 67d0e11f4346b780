import { findQuestion } from '@isonomia/instrument';
import type { Figure } from '@isonomia/scoring';

import { rowName, shortName, type Reading } from '../outcome/reading.js';

/** "Women's share: Staff by rank (Officers)". */
export function figureName(
  reading: Reading,
  { kind, question, about }: Pick<Figure, 'kind' | 'question' | 'about'>,
): string {
  const { t, translator, outcome } = reading;
  const of = findQuestion(outcome.instrument, question) === undefined ? question : shortName(reading, question);
  if (about === undefined) return t('explain.figure', { figure: t(`figure.${kind}.name`), of });
  const asked = findQuestion(outcome.instrument, question);
  // A row may be called like a band, and then means itself.
  const part =
    translator.find(`${question}.rows.${about}`) ??
    translator.find(`band.${about}.title`) ??
    translator.find(`part.${about}`) ??
    translator.find(`explain.about.${about}`) ??
    (asked === undefined ? about : rowName(reading, asked, { id: about }));
  return t('explain.figure-part', { figure: t(`figure.${kind}.name`), of, part });
}
