import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AgencyReader, type AgencyLine, type Page } from '../ports/agency-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { reachOf } from './reach.js';

export interface ListAgenciesCommand {
  readonly matching?: string;
  readonly after?: NonNullable<Page['after']>;
  /** At most 200. */
  readonly size?: number;
}
export interface AgencyList {
  readonly agencies: readonly AgencyLine[];
  /** Where the next page begins; absent on the last. */
  readonly next?: NonNullable<Page['after']>;
}

const PAGE = 50;
const LONGEST_PAGE = 200;

/** The agencies that this person's roles let them know of, by name. */
@Injectable()
export class ListAgencies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AgencyReader,
  ) {}

  async execute(actor: Actor, command: ListAgenciesCommand = {}): Promise<AgencyList> {
    const size = Math.max(1, Math.min(command.size ?? PAGE, LONGEST_PAGE));
    const matching = command.matching?.trim().slice(0, 200);
    const page: Page = {
      // One more than shown tells whether there is a next page.
      size: size + 1,
      ...(command.after !== undefined && { after: command.after }),
      ...(matching !== undefined && matching !== '' && { matching }),
    };
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      this.reader.list(tx, reachOf(actor), page),
    );
    const agencies = found.slice(0, size);
    const last = agencies.at(-1);
    if (found.length <= size || last === undefined) return { agencies };
    return { agencies, next: { name: last.name, id: last.id } };
  }
}
