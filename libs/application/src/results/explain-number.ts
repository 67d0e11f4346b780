import { Injectable } from '@nestjs/common';
import type { Outcome } from '@isonomia/outcome';
import type { DimensionScore, Figure, GateResult, ItemScore, OverallScore } from '@isonomia/scoring';
import type { Actor } from '../actor.js';
import type { Assessment } from '../assessments/assessment.js';
import type { AssessmentId } from '../ids.js';
import { NotFound } from '../problems/problems.js';
import { ViewResult } from './view-result.js';

/** A number with its trace, from which a reader with a calculator comes back to the answers. */
export type Explained =
  | { readonly kind: 'overall'; readonly score: OverallScore }
  | { readonly kind: 'dimension'; readonly id: string; readonly score: DimensionScore }
  | { readonly kind: 'item'; readonly id: string; readonly score: ItemScore; readonly gate?: GateResult }
  | { readonly kind: 'figure'; readonly id: string; readonly figure: Figure };

export interface Explanation {
  readonly assessment: Assessment;
  readonly outcome: Outcome;
  readonly explained: Explained;
}

export interface ExplainNumberCommand {
  readonly assessment: AssessmentId;
  /** `overall`, the id of a dimension or an item, or the id of a figure such as `womens-share:WFC1:officers`. */
  readonly number: string;
}

/** How was this computed? Throws `NotFound` for a number that the result has not. */
@Injectable()
export class ExplainNumber {
  constructor(private readonly viewResult: ViewResult) {}

  async execute(actor: Actor, command: ExplainNumberCommand): Promise<Explanation> {
    const { assessment, outcome } = await this.viewResult.execute(actor, command);
    const explained = find(outcome, command.number);
    if (explained === undefined) throw new NotFound('number');
    return { assessment, outcome, explained };
  }
}

function find({ result }: Outcome, number: string): Explained | undefined {
  if (number === 'overall') return { kind: 'overall', score: result.overall };
  const dimension = own(result.dimensions, number);
  if (dimension !== undefined) return { kind: 'dimension', id: number, score: dimension };
  const item = own(result.items, number);
  if (item !== undefined) {
    const gate = Object.values(result.gates).find((one) => one.item === number);
    return { kind: 'item', id: number, score: item, ...(gate !== undefined && { gate }) };
  }
  const figure = result.figures.find(({ id }) => id === number);
  return figure === undefined ? undefined : { kind: 'figure', id: number, figure };
}

/** The number comes from an address: `constructor` must find nothing. */
const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
