import { ReleaseComposer, type CompositionRequest } from '@isonomia/application';
import { composeRelease, type Release } from '@isonomia/comparison';
import type { LinearSolver } from '@isonomia/disclosure';

/** Works a release out in this process. */
export class SolvingComposer extends ReleaseComposer {
  constructor(private readonly solver: LinearSolver) {
    super();
  }

  compose({ instrument, round, ...given }: CompositionRequest): Promise<Release> {
    const { variant, reference, countries } = round;
    const agencyTypes = round.agencyTypes.length > 0 ? round.agencyTypes : instrument.agencyTypes;
    const known = { country: countries, 'agency-type': agencyTypes };
    return Promise.resolve(composeRelease({ ...given, instrument, variant, reference, known, solver: this.solver }));
  }
}
