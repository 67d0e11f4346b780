import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { UnknownInstrument } from '../problems/problems.js';

/** Instruments are public within an installation: whoever is signed in may read the questions. */
@Injectable()
export class ListInstruments {
  constructor(private readonly library: InstrumentLibrary) {}

  execute(_actor: Actor): Promise<readonly PublishedInstrument[]> {
    return this.library.offered();
  }
}

@Injectable()
export class ViewInstrument {
  constructor(private readonly library: InstrumentLibrary) {}

  async execute(
    _actor: Actor,
    command: { readonly instrument: string; readonly version: string },
  ): Promise<PublishedInstrument> {
    const published = await this.library.find(command.instrument, command.version);
    if (published === undefined) throw new UnknownInstrument(command.instrument, command.version);
    return published;
  }
}
