import type { PublishedInstrument } from '@isonomia/application';
import { canonicalJson, evidenceId, type Answer } from '@isonomia/instrument';
import { createHash } from 'node:crypto';
import { SAMPLE_ANSWERS, sampleInstrument } from './sample-instrument.js';

/** The sample instrument as if it had been published. */
export function publishedSample(): PublishedInstrument {
  const instrument = sampleInstrument();
  return {
    instrument,
    rules: [
      {
        id: 'R1',
        triggers: [{ kind: 'item', item: 'GOV1', under: 80 }],
        rankedBy: 'GOV1',
        horizon: '0-6',
        effort: 1,
        owner: 'head',
        references: [],
      },
    ],
    references: [],
    glossary: [],
    texts: { en: { title: 'Sample', 'R1.action': 'Adopt a policy.' } },
    sha256: createHash('sha256').update(canonicalJson(instrument)).digest('hex'),
    offered: true,
  };
}

/** Every question answered, without evidence, for the variant `full` and the type `police`. */
export const completeAnswers = (): Readonly<Record<string, Answer>> => ({
  ...SAMPLE_ANSWERS,
  GOV1: { value: { level: 3 }, source: 'Order 7, 2026' },
  SOC3: { value: { checked: ['age'] } },
});

export const noEvidence = evidenceId('00000000-0000-4000-8000-000000000000');
