import { Injectable } from '@nestjs/common';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { SharedDocuments } from '../ports/shared-documents.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { LINK_HOLDER, MOST_ORDERS } from './link.js';
import type { HeldLink, SharedAssessment, SharedDocument, SharedRelease } from './shared.js';

export interface SharedList {
  readonly assessments: readonly (SharedAssessment & { readonly documents: readonly SharedDocument[] })[];
  readonly releases: readonly (SharedRelease & {
    readonly languages: readonly string[];
    readonly documents: readonly SharedDocument[];
  })[];
  /** Documents that the link may still have made. */
  readonly left: number;
}

/** What a link opens, as far as it is made and as far as it can be. */
@Injectable()
export class ListShared {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shared: SharedDocuments,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  async execute(link: HeldLink): Promise<SharedList> {
    const asking = { key: link.key, at: this.clock.now() };
    const { assessments, releases, documents } = await this.unitOfWork.run({ actor: LINK_HOLDER }, async (tx) => ({
      assessments: await this.shared.assessments(tx, asking),
      releases: await this.shared.releases(tx, asking),
      documents: newestOf(await this.shared.documents(tx, asking)),
    }));
    const of = (subject: string) => documents.filter((one) => one.subject === subject);
    return {
      assessments: assessments.map((one) => ({ ...one, documents: of(one.id) })),
      releases: await Promise.all(
        releases.map(async (one) => {
          const published = await this.instruments.find(one.instrumentId, one.instrumentVersion);
          return { ...one, languages: Object.keys(published?.texts ?? {}), documents: of(one.id) };
        }),
      ),
      left: Math.max(0, MOST_ORDERS - link.ordered),
    };
  }
}

/** One a form: that which is there, else that which is being made. The newest of several is the one that counts. */
function newestOf(documents: readonly SharedDocument[]): readonly SharedDocument[] {
  const kept = new Map<string, SharedDocument>();
  const rank = ({ state }: SharedDocument): number => (state === 'ready' ? 1 : 0);
  const order = [...documents].sort((a, b) => rank(b) - rank(a) || b.requestedAt.getTime() - a.requestedAt.getTime());
  for (const one of order.filter(({ state }) => state !== 'failed')) {
    const { languages, arrangement, format } = one.form;
    const key = [one.subject, languages.join('+'), arrangement, format].join(' ');
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()].sort((a, b) => compare(formKey(a), formKey(b)));
}

const formKey = ({ form: { languages, arrangement, format } }: SharedDocument): string =>
  [String(languages.length), ...languages, arrangement, format].join(' ');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
