import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { practicesFor } from '@isonomia/application';
import { ContentLibrary, PracticeFiles } from '@isonomia/content';
import type { AnswerFile } from '@isonomia/instrument';
import { composeOutcome, type Outcome } from '@isonomia/outcome';

const ROOT = join(import.meta.dirname, '..', '..');
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** One of each for all outcomes of a file of tests: reading the hundred files of content takes longer than all the rest. */
const library = new ContentLibrary({ content: join(ROOT, 'libs', 'content') });
const practices = new PracticeFiles({ content: join(ROOT, 'libs', 'content') });

export type ExampleVariant = 'full' | 'core' | 'workforce';

/** The answer files of the fictional agency that README shows. */
export function exampleAnswers(variant: ExampleVariant): AnswerFile {
  return JSON.parse(readFileSync(join(ROOT, 'examples', `geoa-le-${variant}.json`), 'utf8')) as AnswerFile;
}

type Facts = Omit<
  Parameters<typeof composeOutcome>[0],
  'instrument' | 'rules' | 'references' | 'texts' | 'engine' | 'sha256'
>;

const CUSTOMS: Facts['agency'] = {
  name: 'Customs Service of Tarsenia',
  type: 'customs',
  country: 'Tarsenia',
  region: 'Middle Region',
  legalFrame: 'Customs Service Act, 2009',
  ranks: [],
  units: [],
  currency: 'EUR',
  timeZone: 'Europe/Vienna',
  marking: 'Official',
  fictional: true,
};

/** A submitted outcome of the published instrument, composed as the application does it; `facts` replace any part. */
export async function exampleOutcome(variant: ExampleVariant, facts: Partial<Facts> = {}): Promise<Outcome> {
  const answers = exampleAnswers(variant);
  const content = await library.find(answers.instrument, answers.version);
  if (content === undefined) throw new Error(`no instrument ${answers.instrument}@${answers.version}`);
  const evidence = [
    ...new Set(
      Object.values(answers.answers).flatMap((answer) => ('evidence' in answer ? (answer.evidence ?? []) : [])),
    ),
  ];
  return composeOutcome({
    instrument: content.instrument,
    rules: content.rules,
    references: content.references,
    texts: content.texts,
    practices: practicesFor(await practices.all(), content),
    agency: CUSTOMS,
    answers,
    review: { accepted: [], rejected: [] },
    stockDate: answers.reference.to,
    status: 'submitted',
    revision: 1,
    evidence: evidence.map((id) => ({
      id,
      kind: 'citation' as const,
      title: titleOf(id),
      holder: 'Registry',
      restricted: false,
    })),
    comments: [
      {
        question: 'GOV1',
        by: 'Asha Renn',
        at: '2026-02-11T09:30:00Z',
        text: 'Signed copy is with the legal department.',
      },
      {
        question: 'REC2',
        by: 'Bruno Ilva',
        at: '2026-02-14T15:05:00Z',
        text: 'Two regional forms still ask; corrected by April.',
      },
    ],
    respondents: [
      { role: 'lead', answers: 41 },
      { role: 'contributor', answers: 51 },
    ],
    approval: { name: 'Mira Oslen', function: 'Director General', date: '2026-03-02' },
    submittedAt: '2026-03-02T14:20:00Z',
    engine: '0.1.0+node24',
    sha256,
    ...facts,
  });
}

const titleOf = (id: string): string => id.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());

/**
 * The same answers with a prime of its own in every cell of every table, and a canary in every free text: what turns up
 * where it should not be is found by its number.
 */
export function canaryAnswers(file: AnswerFile): { readonly answers: AnswerFile; readonly primes: readonly number[] } {
  const primes: number[] = [];
  const next = primesFrom(10_007);
  const prime = (): number => {
    const value = next();
    primes.push(value);
    return value;
  };
  const answers = structuredClone(file) as { answers: Record<string, never> } & AnswerFile;
  for (const answer of Object.values(answers.answers) as LooseAnswer[]) {
    if (answer.source !== undefined) answer.source = 'CANARY-source';
    if (answer.notApplicable !== undefined) answer.notApplicable = 'CANARY-reason for it';
    if (answer.value !== undefined) fill(answer.value, prime);
  }
  Object.assign(answers.answers, { WFC8T: { value: { text: 'CANARY-text' } } });
  return { answers, primes };
}

interface LooseAnswer {
  source?: string;
  notApplicable?: string;
  value?: object;
}

const COUNTED = ['count', 'of', 'mean', 'women', 'men'];

/** In the order of `COUNTED`, stages from the last: a part is never larger than what it is a part of. */
function fill(node: object, prime: () => number): void {
  const fields = node as Record<string, unknown>;
  for (const name of COUNTED) if (typeof fields[name] === 'number') fields[name] = prime();
  for (const [name, value] of Object.entries(fields)) {
    const parts = name === 'stages' ? (value as object[]).toReversed() : [value];
    for (const part of parts) if (typeof part === 'object' && part !== null) fill(part, prime);
  }
}

function primesFrom(start: number): () => number {
  let candidate = start - 1;
  const isPrime = (value: number): boolean => {
    for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
    return true;
  };
  return () => {
    do candidate += 1;
    while (!isPrime(candidate));
    return candidate;
  };
}
