import { type QuestionId, dimensionId, itemId, questionId } from './ids.js';
import type { Item, Rule, RuleCode } from './instrument.js';
import { type RawRecord, type Spot, isRecord, readChoice, readRecord, shown } from './shape.js';
import { readId, readIds, readWeight } from './structure.js';

const KEYS_OF_RULE: Readonly<Record<RuleCode, readonly string[]>> = {
  M: ['question'],
  Y: ['question'],
  CL: ['question'],
  DI: ['question'],
  CV: ['question'],
  PG: ['question'],
  GC: ['question'],
  PB: ['question', 'over'],
  RI: ['question', 'reference'],
  SR: ['question', 'event'],
  ME: ['question', 'event'],
  DA: [],
};

/** Undefined when it is no item at all or has no rule; every fault is filed. */
export const parseItem = (raw: unknown, dimension: string, place: Spot): Item | undefined => {
  if (!isRecord(raw)) {
    place.fault('not-an-object', { got: shown(raw) });
    return undefined;
  }
  const id = readId(place.at('id'), raw['id']);
  const spot = place.concerning({ id });
  readRecord(spot, raw, { required: ['id'], optional: ['weight', 'rule', 'variants'] });
  if (raw['rule'] === undefined) {
    spot.fault('item-without-rule');
    return undefined;
  }
  const rule = parseRule(raw['rule'], spot.at('rule'));
  const variants = raw['variants'];
  if (rule === undefined) return undefined;
  return {
    id: itemId(id),
    dimension: dimensionId(dimension),
    weight: readWeight(spot.at('weight'), raw['weight']),
    rule,
    ...(variants === undefined ? {} : { variants: readIds(spot.at('variants'), variants, 'unique-entry') }),
  };
};

const parseRule = (raw: unknown, spot: Spot): Rule | undefined => {
  if (!isRecord(raw)) {
    spot.fault('not-an-object', { got: shown(raw) });
    return undefined;
  }
  const code = readChoice(spot.at('code'), raw['code'], Object.keys(KEYS_OF_RULE)) as RuleCode | undefined;
  if (code === undefined) return undefined;
  readRecord(spot, raw, { required: ['code', ...KEYS_OF_RULE[code]] });
  if (code === 'DA') return { code };
  return parseQuestionRule(code, questionId(readId(spot.at('question'), raw['question'])), raw, spot);
};

const parseQuestionRule = (
  code: Exclude<RuleCode, 'DA'>,
  question: QuestionId,
  raw: RawRecord,
  spot: Spot,
): Rule | undefined => {
  switch (code) {
    case 'PB': {
      const over = readChoice(spot.at('over'), raw['over'], ['rows', 'total']);
      return over === undefined ? undefined : { code, question, over: over as 'rows' | 'total' };
    }
    case 'SR':
    case 'ME': {
      const event = readChoice(spot.at('event'), raw['event'], ['gain', 'loss']);
      return event === undefined ? undefined : { code, question, event: event as 'gain' | 'loss' };
    }
    case 'RI': {
      const reference = readRecord(spot.at('reference'), raw['reference'], { required: ['question', 'part'] });
      const at = spot.at('reference');
      const part = readChoice(at.at('part'), reference?.['part'], ['uniformed', 'all']);
      const table = questionId(readId(at.at('question'), reference?.['question']));
      if (part === undefined) return undefined;
      return { code, question, reference: { question: table, part: part as 'uniformed' | 'all' } };
    }
    default:
      return { code, question };
  }
};
