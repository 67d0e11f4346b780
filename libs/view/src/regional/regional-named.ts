import type { NamedAnnex } from '@isonomia/application';

import { numeric, row, wording, type TableView } from '../charts/chart.js';

import type { RegionalReading } from './regional-reading.js';

/** Agencies that are named by their own choice, by country and name: scores of the institution, and nobody's headcount. */
export function namedTables(reading: RegionalReading, { agencies }: NamedAnnex): readonly TableView[] {
  const { voice, names, published } = reading;
  const { t, find } = voice.translator;
  const { dimensions, gates } = published.published.instrument;
  const whole = (score: number | undefined): string => (score === undefined ? '–' : voice.format.count(score));
  const agency = { label: t('regional.named.agency'), numeric: false };
  return [
    {
      caption: t('regional.named.scores'),
      columns: [
        agency,
        { label: t('regional.overall'), numeric: true },
        ...dimensions.map(({ id }) => ({ label: String(id), numeric: true })),
      ],
      rows: agencies.map((one) =>
        row(`${one.name} (${one.country})`, [
          numeric(whole(one.overall.evidenced)),
          ...dimensions.map(({ id }) => numeric(whole(one.dimensions[id]?.evidenced))),
        ]),
      ),
      notes: [t('regional.named.note')],
    },
    {
      caption: t('regional.named.gates'),
      columns: [agency, ...gates.map(({ id }) => ({ label: names.item('gates', id), numeric: false }))],
      rows: agencies.map((one) =>
        row(
          `${one.name} (${one.country})`,
          gates.map(({ id }) => {
            const state = one.gates[id];
            return wording(state === undefined ? '–' : (find(`result.gate-state.${state}`) ?? state));
          }),
        ),
      ),
      notes: [],
    },
  ];
}
