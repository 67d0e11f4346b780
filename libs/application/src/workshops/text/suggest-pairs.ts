import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { GroupId, WorkshopId } from '../../ids.js';
import type { GroupResult } from '../groups/group-result.js';
import { ViewWall } from '../screen/view-wall.js';

/** Scores 0…100 by dimension, as claimed in the room: those that are shown. */
export type ScoresOfGroup = Readonly<Record<string, number>>;

export interface SuggestedPair {
  readonly dimension: string;
  readonly from: GroupId;
  readonly high: number;
  readonly to: GroupId;
  readonly low: number;
}

/** From “advanced” on one has something to show; below “developing” one has something to learn. */
const HIGH = 60;
const LOW = 40;

/** For each group that is low in a dimension the one that is highest there, if it is high; the widest gaps first. */
export function suggestPairs(groups: ReadonlyMap<GroupId, ScoresOfGroup>): readonly SuggestedPair[] {
  const all = [...groups];
  const pairs = all.flatMap(([to, scores]) =>
    Object.entries(scores)
      .filter(([, low]) => low < LOW)
      .flatMap(([dimension, low]): readonly SuggestedPair[] => {
        const [best] = all
          .map(([from, theirs]) => ({ from, high: theirs[dimension] ?? 0 }))
          .filter(({ high }) => high >= HIGH)
          .sort((one, other) => other.high - one.high);
        return best === undefined ? [] : [{ dimension, to, low, ...best }];
      }),
  );
  return pairs.sort((one, other) => other.high - other.low - (one.high - one.low));
}

export const scoresOf = ({ score }: Pick<GroupResult, 'score'>): ScoresOfGroup =>
  Object.fromEntries(
    Object.entries(score.dimensions).flatMap(([dimension, { shown, claimed }]) =>
      shown && claimed !== undefined ? [[dimension, claimed] as const] : [],
    ),
  );

/** Where a group stands best and worst; undefined while there are no two that differ. */
export function extremesOf(scores: ScoresOfGroup): { readonly high: string; readonly low: string } | undefined {
  const [best, ...others] = Object.entries(scores).sort(([, one], [, other]) => other - one);
  const worst = others.at(-1);
  if (best === undefined || worst === undefined || best[1] === worst[1]) return undefined;
  return { high: best[0], low: worst[0] };
}

/** Who could help whom, for those who lead the workshop: of groups alone that show their result in the room. */
@Injectable()
export class SuggestPairs {
  constructor(private readonly wall: ViewWall) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<readonly SuggestedPair[]> {
    const { shown } = await this.wall.execute(actor, command);
    return suggestPairs(new Map(shown.map(({ group, result }) => [group.id, scoresOf(result)])));
  }
}
