import { describe, expect, it } from '@jest/globals';
import { agencyGroup, claiming, roomRequest } from '../../../../test/support/workshop-request.js';
import { composeWorkshopOutcome } from './compose.js';
import type { ShownFigures, WorkshopOutcome } from './outcome.js';
import type { AgencyGroup, WorkshopOutcomeRequest } from './request.js';

const SCORES = [20, 35, 50, 65, 80];
/** The first so many named, the next so many seen on the wall, the rest counted. */
const groups = (scores: readonly number[], { named = 0, seen = 0 } = {}): readonly AgencyGroup[] =>
  scores.map((score, at) =>
    agencyGroup(`g${at}`, score, {
      choice: at < named ? 'named' : 'counted',
      seen: at >= named && at < named + seen,
    }),
  );
const composed = (given: Partial<WorkshopOutcomeRequest>): WorkshopOutcome =>
  composeWorkshopOutcome(roomRequest(given));
const shown = ({ figures }: WorkshopOutcome): ShownFigures => {
  if (figures.state !== 'shown') throw new Error(`withheld: ${figures.reason}`);
  return figures;
};

/**
 * Reckoned by hand. Five agencies claim 20, 35, 50, 65 and 80 in both dimensions: the median is the third, 50. Under ten
 * there are no quartiles, under twelve no shares of rights minimums. 50 is neither a strength (60) nor a gap (under 40).
 */
describe('the joint figures of a workshop', () => {
  it('are the median of what five agencies claim', () => {
    expect(shown(composed({ groups: groups(SCORES) }))).toEqual({
      state: 'shown',
      n: { agencies: 5, holdings: 5 },
      members: ['g0', 'g1', 'g2', 'g3', 'g4'],
      overall: { median: { kind: 'points', points: 50 }, partial: false },
      dimensions: [
        { dimension: 'GOV', median: { kind: 'points', points: 50 }, partial: false },
        { dimension: 'REC', median: { kind: 'points', points: 50 }, partial: false },
      ],
      gates: [],
      strengths: [],
      gaps: [],
    });
  });

  it('are nothing of four, nor of five of which two are of one ministry', () => {
    const four = groups(SCORES.slice(1));
    expect(composed({ groups: four }).figures).toEqual({ state: 'withheld', reason: 'too-few' });
    const related = [...four, agencyGroup('g9', 20, { holding: 'g0' })];
    expect(composed({ groups: related }).figures).toEqual({ state: 'withheld', reason: 'too-few' });
  });

  it('count nobody who withholds, or has answered too little for a score', () => {
    const silent = agencyGroup('g8', undefined);
    const begun = agencyGroup('g9', undefined, { result: { choice: 'counted', answers: claiming({}) } });
    const outcome = composed({ groups: [...groups(SCORES), silent, begun] });
    expect(shown(outcome).n).toEqual({ agencies: 5, holdings: 5 });
    expect(Object.keys(outcome.consents)).toEqual(['g0', 'g1', 'g2', 'g3', 'g4']);
  });

  it('have quartiles from ten on and shares of rights minimums from twelve on', () => {
    const ten = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90];
    // Type 7 over ten: 1 + 9 × ¼ = 3.25th = 20 + 0.25 × 10 = 22.5, up to 23; 7.75th = 60 + 0.75 × 10 = 67.5, up to 68.
    const { overall, gates } = shown(composed({ groups: groups(ten) }));
    expect(overall).toEqual({
      median: { kind: 'points', points: 45 },
      quartiles: { lower: { kind: 'points', points: 23 }, upper: { kind: 'points', points: 68 } },
      partial: false,
    });
    expect(gates).toEqual([]);
    // A score of 5 puts level 1 into the first question, under the minimum of 2: one of twelve, 8 %, the lowest third.
    const twelve = groups([...ten, 95, 100]);
    expect(shown(composed({ groups: twelve })).gates).toEqual([{ gate: 'RECQ1', open: { low: 0, high: 33 } }]);
  });

  it('leave a dimension out that fewer than five have a score in', () => {
    const some = groups(SCORES).map((group, at) =>
      at > 0 ? group : { ...group, result: { choice: 'counted' as const, answers: claiming({ GOV: 20 }) } },
    );
    const figures = shown(composed({ groups: some }));
    expect(figures.dimensions.map(({ dimension }) => dimension)).toEqual(['GOV']);
  });
});

describe('results under a name, beside the joint figures', () => {
  it('stand beside them where all are named, or five are seen nowhere else', () => {
    const all = composed({ groups: groups(SCORES, { named: 5 }) });
    expect([all.figures.state, all.named.state]).toEqual(['shown', 'shown']);
    const five = composed({ groups: groups([90, 95, ...SCORES], { named: 2 }) });
    expect([five.figures.state, five.named.state]).toEqual(['shown', 'shown']);
  });

  it('give way where fewer than five would be left that are seen nowhere else', () => {
    for (const named of [1, 2, 3, 4]) {
      const outcome = composed({ groups: groups(SCORES, { named }) });
      expect([outcome.figures.state, outcome.named]).toEqual(['shown', { state: 'left-out' }]);
      expect(Object.values(outcome.consents)).not.toContain('named');
      expect(JSON.stringify(outcome.named)).not.toMatch(/\d/);
    }
  });

  it('stand alone where profiles on the wall have taken the cover of the others away', () => {
    for (const seen of [1, 2, 3]) {
      const outcome = composed({ groups: groups(SCORES, { named: 1, seen }) });
      expect(outcome.figures).toEqual({ state: 'withheld', reason: 'seen-elsewhere' });
      expect(outcome.named.state).toBe('shown');
      expect(outcome.consents).toEqual({ g0: 'named' });
    }
    expect(composed({ groups: groups(SCORES, { named: 1, seen: 4 }) }).figures.state).toBe('shown');
  });

  it('are whole points that reach no level that was not reached, and states of rights', () => {
    // The overall is the geometric mean: √(85 × 20) = 41.2. Nothing is proven, so that the minimum is claimed, not shown.
    const result = { choice: 'named' as const, answers: claiming({ GOV: 85, REC: 20 }) };
    const { named } = composed({ groups: [agencyGroup('g0', 0, { result })] });
    expect(named).toEqual({
      state: 'shown',
      agencies: [
        {
          name: 'Agency g0',
          country: 'Avestan',
          agencyType: 'customs',
          overall: 41,
          dimensions: { GOV: 85, REC: 20 },
          gates: { RECQ1: 'not-shown' },
        },
      ],
    });
  });

  it('leave out a dimension that is one figure of people: its score could be turned back into the figure', () => {
    const claimed = claiming({ GOV: 50, REC: 50 });
    const WFC1 = { value: { rows: [{ id: 'officer', band: 'officers', women: 30, men: 70 }] } };
    const answers = { ...claimed, variant: 'full', answers: { ...claimed.answers, WFC1 } };
    const { named } = composed({ groups: [agencyGroup('g0', 0, { result: { choice: 'named', answers } })] });
    if (named.state !== 'shown') throw new Error('nobody is named');
    expect(named.agencies.map(({ dimensions }) => Object.keys(dimensions))).toEqual([['GOV', 'REC']]);
    // Among five it is no longer anybody's.
    const five = Array.from({ length: 5 }, (_, at) =>
      agencyGroup(`g${at}`, 0, { result: { choice: 'counted', answers } }),
    );
    expect(shown(composed({ groups: five })).dimensions.map(({ dimension }) => dimension)).toContain('WFC');
  });

  it('never let a reader who knows the named and one agency of its own work out another', () => {
    // The attacker: everything printed, every profile that was seen, and one's own. What is left must be four or nothing.
    for (let count = 5; count <= 12; count += 1)
      for (let named = 0; named <= count; named += 1)
        for (let seen = 0; named + seen <= count; seen += 1) {
          const scores = Array.from({ length: count }, (_, at) => 5 + 5 * at);
          const outcome = composed({ groups: groups(scores, { named, seen }) });
          if (outcome.figures.state !== 'shown') continue;
          const open = (outcome.named.state === 'shown' ? named : 0) + seen;
          const unknown = count - open;
          expect(unknown === 0 || unknown - 1 >= 4).toBe(true);
        }
  });
});

describe('the figures of a later outcome', () => {
  const first = composed({ groups: groups([90, ...SCORES]) });
  const earlier = shown(first);
  const six = groups([90, ...SCORES]);

  it('are those of the earlier one, whatever was answered since or who came in', () => {
    const changed = six.map((group) => ({
      ...group,
      result: { choice: 'counted' as const, answers: claiming({ GOV: 5 }) },
    }));
    expect(composed({ groups: [...changed, agencyGroup('g9', 10)], earlier }).figures).toEqual(earlier);
  });

  it('are none once somebody of them withdrew: the difference of the two would be theirs', () => {
    const outcome = composed({ groups: six.slice(1), earlier });
    expect(outcome.figures).toEqual({ state: 'withheld', reason: 'withdrawn' });
    expect(outcome.consents).toEqual({});
  });

  it('allow no names that would lay open who is in the figures that were printed', () => {
    const named = (count: number) => groups([90, ...SCORES], { named: count });
    expect(composed({ groups: named(1), earlier }).named.state).toBe('shown');
    expect(composed({ groups: named(2), earlier }).named).toEqual({ state: 'left-out' });
    // All that stayed are named: the one that withdrew is what is left of the median.
    expect(composed({ groups: named(6).slice(1), earlier }).named).toEqual({ state: 'left-out' });
    expect(composed({ groups: named(6), earlier }).named.state).toBe('shown');
  });

  it('are none, and no names, where those that were printed are forgotten with an agency', () => {
    const outcome = composed({ groups: groups([90, ...SCORES], { named: 1 }), forgotten: true });
    expect(outcome.figures).toEqual({ state: 'withheld', reason: 'withdrawn' });
    expect([outcome.named, outcome.consents]).toEqual([{ state: 'left-out' }, {}]);
  });
});
