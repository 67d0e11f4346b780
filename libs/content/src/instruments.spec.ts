import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ContentLibrary, type ContentVersion, printFault, readProblemTexts } from '@isonomia/content';
import {
  type Answer,
  type AnswerFile,
  type Instrument,
  askedItems,
  askedQuestions,
  crossChecks,
  isContextQuestion,
  parseAnswerFile,
  unansweredQuestions,
} from '@isonomia/instrument';
import { composeResult } from '@isonomia/outcome';
import { TRACE_SENTENCES } from '@isonomia/scoring';

const furtherKeys = TRACE_SENTENCES;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const loaded = async (library: ContentLibrary, id: string): Promise<ContentVersion> => {
  const found = await library.find(id);
  if (found === undefined) throw new Error(`${id} is not there`);
  return found;
};

const NO_REVIEW = { accepted: [], rejected: [] };

/** Placeholders of sentences, as printed for these answers, that the trace has no value for. */
const unfilled = ({ instrument, rules, texts }: ContentVersion, answers: AnswerFile): readonly string[] => {
  const result = composeResult({ instrument, rules, answers, review: NO_REVIEW, engine: 'test', sha256 });
  const scored = [
    ...Object.values(result.items),
    ...Object.values(result.dimensions),
    result.overall,
    ...result.figures,
  ];
  return scored.flatMap(({ trace }) => {
    const given = { ...trace.inputs, ...trace.constants, ...trace.values };
    const names = [...(texts['en']?.[trace.sentence] ?? '{sentence}').matchAll(/\{(\w+)\}/g)].map(
      (match) => match[1] ?? '',
    );
    return names.filter((name) => given[name] === undefined).map((name) => `${trace.sentence} {${name}}`);
  });
};

describe('geoa-le', () => {
  const library = new ContentLibrary({ content: 'libs/content' });
  let geoa: ContentVersion;
  let instrument: Instrument;
  beforeAll(async () => {
    geoa = await loaded(library, 'geoa-le');
    instrument = geoa.instrument;
  });
  const draft = (variant: string, agencyType: string): AnswerFile => ({
    instrument: instrument.id,
    version: instrument.version,
    variant,
    agencyType,
    reference: { from: '2025-01-01', to: '2025-12-31' },
    answers: {},
  });

  it('has nothing the linter objects to, sentences of the scoring included', async () => {
    expect((await library.lint({ furtherKeys })).map(printFault)).toEqual([]);
  });

  it('names the figures that the scoring prints, and no others', () => {
    const named = Object.keys(geoa.texts['en'] ?? {}).filter((key) => /^figure\..*\.name$/.test(key));
    const kinds = named.map((key) => key.replace(/^figure\.(.*)\.name$/, '$1'));
    const statuses = ['too-small', 'zero-denominator', 'no-events', 'not-available'];
    // `trace.figure.pipeline.lowest` explains one value of the figure `pipeline`.
    const printed = TRACE_SENTENCES.map((sentence) => /^trace\.figure\.([a-z-]+)/.exec(sentence)?.[1])
      .filter((kind) => kind !== undefined)
      .filter((kind) => !statuses.includes(kind));
    expect(new Set(kinds)).toEqual(new Set(printed));
  });

  it('has 14 dimensions and 85 indicators, each a question or a computed item', () => {
    const indicators = new Set([...instrument.questions, ...instrument.items].map(({ id }) => id as string));
    // Further context has an id that ends in a letter (WLB2W) or begins with CTX.
    const named = [...indicators].filter((id) => /^[A-Z]{3}\d$/.test(id) && !id.startsWith('CTX'));
    expect(instrument.dimensions).toHaveLength(14);
    expect(named).toHaveLength(85);
  });

  it('asks 20 items in the core variant', () => {
    const ids = askedItems(instrument, draft('core', 'customs')).map(({ id }) => id);
    expect(ids).toEqual(
      'GOV1 GOV2 GOV3 WFC1 WFC3 WFC5 REC1 REC2 PRO1 PRO3 WLB1 WLB5 PAY1 HAR1 HAR2 EQP1 EQP2 SVC1 SVC2 DAT1'.split(' '),
    );
  });

  it('asks no policies in the workforce variant', () => {
    const types = instrument.agencyTypes.flatMap((type) =>
      askedQuestions(instrument, draft('workforce', type))
        .filter(({ id }) => !isContextQuestion(instrument, id))
        .map((question) => question.type),
    );
    expect(new Set(types)).toEqual(new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']));
  });

  it('asks nobody what cannot apply', () => {
    const asks = (type: string): readonly string[] =>
      askedQuestions(instrument, draft('full', type)).map(({ id }) => id);
    expect(asks('prosecution')).not.toContain('WFC3');
    expect(asks('prison')).not.toContain('SVC6');
    expect(asks('customs')).not.toContain('SVC5');
    expect(asks('police')).toContain('SVC5');
  });

  it('has gates where rights minimums are: REC2 at 100, SVC1 and SVC7 at 50', () => {
    expect(instrument.gates.map(({ item, threshold }) => [item, threshold])).toEqual([
      ['REC2', 100],
      ['SVC1', 50],
      ['SVC7', 50],
    ]);
  });

  it.each(['full', 'core', 'workforce'])(
    'takes the complete example of the %s variant without a fault',
    async (variant) => {
      const raw: unknown = JSON.parse(await readFile(`examples/geoa-le-${variant}.json`, 'utf8'));
      const parsed = parseAnswerFile(instrument, raw);
      expect(parsed.ok ? [] : parsed.faults).toEqual([]);
      if (!parsed.ok) return;
      expect(unansweredQuestions(instrument, parsed.file).map(({ id }) => id)).toEqual([]);
      expect(crossChecks(instrument, parsed.file)).toEqual([]);
      expect(unfilled(geoa, parsed.file)).toEqual([]);
    },
  );
});

describe('gem-soc, the second instrument, which no line of code knows', () => {
  const library = new ContentLibrary({ content: 'libs/content', instruments: 'test/fixtures/instruments' });
  let gem: ContentVersion;
  beforeAll(async () => {
    gem = await loaded(library, 'gem-soc');
  });

  const marker = (answers: Readonly<Record<string, Answer>>): object | undefined => {
    const raw = {
      instrument: 'gem-soc',
      version: '1.0.0',
      variant: 'full',
      agencyType: 'government',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      answers,
    };
    const parsed = parseAnswerFile(gem.instrument, raw);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const { instrument, rules } = gem;
    const result = composeResult({
      instrument,
      rules,
      answers: parsed.file,
      review: NO_REVIEW,
      engine: 'test',
      sha256,
    });
    return result.classifications['marker'];
  };
  const criteria = (count: number, evidence: readonly string[] = ['doc']): Record<string, Answer> =>
    Object.fromEntries(
      Array.from({ length: 7 }, (_, position): [string, Answer] => [
        `G${String(position + 1)}`,
        {
          value: { answer: position < count ? 'yes' : 'no' },
          ...(evidence.length > 0 ? { evidence: evidence as never } : {}),
        },
      ]),
    );

  it('has nothing the linter objects to', async () => {
    expect((await library.lint({ furtherKeys })).map(printFault)).toEqual([]);
  });

  it('has the 17 questions of a project assessment, all scored', () => {
    expect(gem.instrument.questions).toHaveLength(17);
    expect(gem.instrument.items).toHaveLength(17);
  });

  it.each([
    [7, 'GEM2', []],
    [6, 'GEM1', []],
    [5, 'GEM1', []],
    [4, 'GEM0', []],
    [1, 'GEM0', ['do-no-harm-not-shown']],
  ])('derives from the first %i criteria that the marker is %s', (count, expected, warnings) => {
    expect(marker(criteria(count))).toEqual({ claimed: expected, evidenced: expected, warnings });
  });

  it('derives a lower marker from what is proven than from what is claimed', () => {
    expect(marker(criteria(7, []))).toEqual({ claimed: 'GEM2', evidenced: 'GEM0', warnings: ['do-no-harm-not-shown'] });
  });
});

describe('sentences for faults', () => {
  it('exist for every code that the parsers can file', async () => {
    const sentences = (await readProblemTexts({ content: 'libs/content' }))['en'] ?? {};
    const files = ['shape', 'parse-answer', 'parse-value', 'parse-table'];
    const sources = await Promise.all(files.map((name) => readFile(`libs/instrument/src/${name}.ts`, 'utf8')));
    const codes = [...sources.join('\n').matchAll(/fault\('([a-z-]+)'/g)].map((match) => match[1] ?? '');
    expect(codes.length).toBeGreaterThan(35);
    const known = Object.keys(sentences);
    expect(
      codes.filter((code) => !known.some((key) => key === `answer.${code}` || key === `answer-file.${code}`)),
    ).toEqual([]);
  });

  it('exist for every code that a content file can be refused with', async () => {
    const sentences = (await readProblemTexts({ content: 'libs/content' }))['en'] ?? {};
    const names = [
      'structure',
      'parse-instrument',
      'parse-item',
      'parse-question',
      'check-instrument',
      'check-conditions',
      'compared',
      'shape',
      'lint',
      'lint-texts',
    ];
    const sources = await Promise.all(names.map((name) => readFile(`libs/instrument/src/${name}.ts`, 'utf8')));
    const pattern =
      /(?:fault|file|without|finding|repeated|push)\((?:\[|'references', |'glossary', |'recommendations', )?'([a-z]+(?:-[a-z]+)+)'|'(unique-[a-z]+)'/g;
    const codes = [...sources.join('\n').matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '');
    // Files of answers alone have dates and choices; what they share with content is worded for both.
    const answersOnly = ['not-a-date'];
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => sentences[`content.${code}`] === undefined && !answersOnly.includes(code))).toEqual(
      [],
    );
  });
});
