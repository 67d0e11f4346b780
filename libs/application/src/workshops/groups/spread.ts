import { canonicalJson, type Answer, type Question } from '@isonomia/instrument';
import type { ParticipantId } from '../../ids.js';
import { isFigure } from './asked-of-group.js';
import type { Consensus, GroupMember, GroupWork, OwnAnswer } from './group-work.js';

/** Members of one mind. */
export interface SpreadLine {
  readonly answer: Answer;
  readonly members: readonly GroupMember[];
}

export interface Spread {
  readonly own?: OwnAnswer;
  /** Only after one has answered oneself: nobody is to be led by what the others said first. */
  readonly shown: boolean;
  /** The most common first; empty while it is not shown. */
  readonly lines: readonly SpreadLine[];
  readonly answered: number;
  readonly members: number;
  readonly silent: readonly GroupMember[];
}

/** `sheet`: as the data sheet brought it. `split`: somebody holds something else. */
export type ConsensusState = 'none' | 'sheet' | 'written' | 'agreed' | 'split';

export interface HeldTogether {
  readonly state: ConsensusState;
  /** Absent, like all below, until one has answered oneself. */
  readonly consensus?: Consensus;
  readonly agreed: readonly GroupMember[];
  readonly others: readonly { readonly member: GroupMember; readonly view: string }[];
  /** Who has said nothing of this text, or only of an older one. */
  readonly silent: readonly GroupMember[];
  readonly mine?: 'agrees' | 'differs';
}

export const agencyMembers = ({ members }: Pick<GroupWork, 'members'>): readonly GroupMember[] =>
  members.filter(({ sides, removed }) => sides.includes('agency') && !removed);

export function spreadOf(work: GroupWork, question: Question, self: ParticipantId): Spread {
  const people = agencyMembers(work);
  const said = work.answers.filter(
    (one) => one.question === question.id && people.some((member) => member.id === one.by),
  );
  const own = said.find(({ by }) => by === self);
  const shown = own !== undefined || isFigure(question);
  return {
    ...(own !== undefined && { own }),
    shown,
    lines: shown ? linesOf(said, people) : [],
    answered: said.length,
    members: people.length,
    silent: shown ? people.filter(({ id }) => said.every(({ by }) => by !== id)) : [],
  };
}

function linesOf(said: readonly OwnAnswer[], people: readonly GroupMember[]): readonly SpreadLine[] {
  const lines = new Map<string, { readonly answer: Answer; readonly members: GroupMember[] }>();
  for (const { answer, by } of said) {
    const key = canonicalJson(answer);
    const line = lines.get(key) ?? { answer, members: [] };
    lines.set(key, line);
    line.members.push(...people.filter(({ id }) => id === by));
  }
  return [...lines.values()].sort((one, other) => other.members.length - one.members.length);
}

export function heldTogether(work: GroupWork, question: Question, self: ParticipantId): HeldTogether {
  const consensus = work.consensus.find((one) => one.question === question.id);
  const people = agencyMembers(work);
  const said = work.agreements.filter((one) => one.question === question.id && one.ofRevision === consensus?.revision);
  const of = (agrees: boolean) => said.filter((one) => one.agrees === agrees);
  const whose = (by: ParticipantId) => people.filter(({ id }) => id === by);
  const agreed = of(true).flatMap(({ by }) => whose(by));
  const others = of(false).flatMap(({ by, view = '' }) => whose(by).map((member) => ({ member, view })));
  const silent = people.filter(({ id }) => said.every(({ by }) => by !== id));
  const state = stateOf(consensus, { differs: others.length > 0, silent: silent.length > 0 });
  if (consensus === undefined || !spreadOf(work, question, self).shown)
    return { state, agreed: [], others: [], silent: [] };
  const mine = said.find(({ by }) => by === self);
  return {
    state,
    consensus,
    agreed,
    others,
    silent,
    ...(mine !== undefined && { mine: mine.agrees ? 'agrees' : 'differs' }),
  };
}

function stateOf(
  consensus: Consensus | undefined,
  { differs, silent }: { readonly differs: boolean; readonly silent: boolean },
): ConsensusState {
  if (consensus === undefined) return 'none';
  if (differs) return 'split';
  if (!silent) return 'agreed';
  return consensus.origin === 'sheet' ? 'sheet' : 'written';
}
