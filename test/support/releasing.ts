import {
  BuildRelease,
  ListReleases,
  MakeRelease,
  ReadRelease,
  ReleaseInputs,
  RetryRelease,
  ViewProspect,
  ViewRelease,
  type ReleaseComposer,
} from '@isonomia/application';
import type { Ports } from '@isonomia/persistence';

import type { TestDatabase } from './database.js';
import { Enrolment } from './enrolment.js';
import type { ListedJobs } from './stage.js';

interface Given {
  readonly database: TestDatabase;
  readonly web: Ports;
  readonly operator: Ports;
  readonly jobs: ListedJobs;
}

/** The use cases around releases, each in the role of the process that runs it. */
export function releasing({ database, web, operator, jobs }: Given) {
  const enrolled = <T extends object>(useCase: T): T => new Enrolment(database.operator).before(useCase);
  const { unitOfWork, releases, releaseReader, rounds, instruments, audit, clock, ids } = web;
  const inputs = () => {
    const { snapshots, contributions } = operator;
    return new ReleaseInputs(snapshots, operator.releases, operator.releaseReader, contributions, operator.instruments);
  };
  return {
    make: enrolled(new MakeRelease(unitOfWork, rounds, releases, jobs, audit, clock, ids)),
    retry: enrolled(new RetryRelease(unitOfWork, releases, jobs, audit, clock)),
    list: enrolled(new ListReleases(unitOfWork, releaseReader, clock)),
    view: enrolled(new ViewRelease(unitOfWork, releaseReader, instruments, clock)),
    read: enrolled(new ReadRelease(unitOfWork, releaseReader, instruments)),
    prospect: enrolled(new ViewProspect(unitOfWork, releaseReader, instruments)),
    /** As the worker has it, unless another composer is to be tried. */
    build: (composer: ReleaseComposer) =>
      new BuildRelease(
        operator.unitOfWork,
        operator.releases,
        inputs(),
        composer,
        operator.hasher,
        operator.audit,
        operator.clock,
      ),
  };
}
