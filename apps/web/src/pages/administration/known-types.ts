import { InstrumentLibrary, knownTerms, type KnownTerms } from '@isonomia/application';
import { Injectable } from '@nestjs/common';

/** What the offered instruments call agencies. */
@Injectable()
export class KnownTypes {
  constructor(private readonly instruments: InstrumentLibrary) {}

  async terms(): Promise<KnownTerms> {
    return knownTerms(await this.instruments.offered());
  }
}
