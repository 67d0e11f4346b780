import type { PublishedInstrument } from '@isonomia/application';
import type { Constants, Instrument, RuleCode } from '@isonomia/instrument';
import type { Words } from '../shell/words.js';

const SECTIONS = [
  'answers',
  'evidence',
  'states',
  'dimension',
  'overall',
  'levels',
  'gates',
  'interval',
  'figures',
  'recommendations',
  'same',
  'sharing',
] as const;
const RULES: readonly RuleCode[] = ['M', 'Y', 'CL', 'PB', 'RI', 'GC', 'DI', 'SR', 'ME', 'PG', 'CV', 'DA'];

/** How every number comes about, with the constants of the version that new assessments take. */
export function methodView(words: Words, { instrument, sha256 }: PublishedInstrument): object {
  const { t } = words;
  const values = valuesOf(words, instrument.constants);
  return {
    instrument: t('page.help.method.instrument', { instrument: t('instrument.title'), version: instrument.version }),
    origin: words.find('instrument.origin') ?? '',
    sha256,
    sections: SECTIONS.map((id) => ({
      id,
      title: t(`page.help.method.${id}.title`),
      text: t(`page.help.method.${id}.text`, values),
      rules: id === 'answers' ? rulesOf(words, instrument, values) : [],
      levels: id === 'levels' ? levelsOf(words) : [],
      gates: id === 'gates' ? gatesOf(words, instrument) : [],
    })),
    constants: constantsOf(words, instrument.constants),
  };
}

interface Line {
  readonly name: string;
  readonly text: string;
}

/** The rules that this instrument uses, each in a sentence. */
function rulesOf({ t }: Words, { items }: Instrument, values: Values): readonly Line[] {
  const used = RULES.filter((code) => items.some(({ rule }) => rule.code === code));
  return used.map((code) => ({
    name: t(`page.help.method.rule.${code}.name`),
    text: t(`page.help.method.rule.${code}.text`, values),
  }));
}

const levelsOf = ({ t }: Words): readonly Line[] =>
  ['initial', 'emerging', 'developing', 'advanced', 'leading'].map((level) => ({
    name: t(`level.${level}.title`),
    text: t(`level.${level}.about`),
  }));

const gatesOf = ({ t, format }: Words, { gates }: Instrument): readonly Line[] =>
  gates.map(({ id, threshold }) => ({
    name: t(`gate.${id}.title`),
    text: t('page.help.method.gate', { threshold: format.count(threshold) }),
  }));

type Values = Readonly<Record<string, string>>;

/** Constants that are a share of something; the others are numbers as they stand. */
const SHARES: ReadonlySet<keyof Constants> = new Set([
  'parityThreshold',
  'otherShareLimit',
  'underrepresentedShare',
  'payFullScoreGap',
  'payMiddleGap',
  'payZeroGap',
  'payMinimumCoverage',
  'payFindingGap',
  'dimensionCoverage',
  'overallCoverage',
]);

function valuesOf({ format }: Words, constants: Constants): Values {
  const plain = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 });
  const entries = Object.entries(constants).map(([name, value]: [string, number | readonly number[]]) => {
    if (typeof value !== 'number') return [name, format.list(value.map((one) => plain.format(one)))];
    const isShare = SHARES.has(name as keyof Constants);
    return [name, isShare ? `${percent.format(value * 100)} %` : plain.format(value)];
  });
  return Object.fromEntries(entries) as Values;
}

const constantsOf = (words: Words, constants: Constants): readonly Line[] =>
  Object.entries(valuesOf(words, constants)).map(([name, value]) => ({
    name: words.find(`page.help.method.constant.${name}`) ?? words.find(`trace-name.${name}`) ?? name,
    text: value,
  }));
