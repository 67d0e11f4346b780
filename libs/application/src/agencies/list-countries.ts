import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { AgencyReader } from '../ports/agency-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import type { Country } from './agency.js';

/** The countries in which this person may create agencies. */
@Injectable()
export class ListCountries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AgencyReader,
  ) {}

  async execute(actor: Actor): Promise<readonly Country[]> {
    const countries = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.reader.countries(tx));
    return countries.filter(({ regionId }) => mayAtAgency(actor, 'agency.create', { regionId }));
  }
}
