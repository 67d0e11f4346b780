import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { AgencyReader, type AssessmentLine } from '../ports/agency-reader.js';
import { LinkStore } from '../ports/link-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import type { AgencyId } from '../ids.js';
import { hasEnded, type LinkPlace, type PersonalLink } from './link.js';
import { LinkPlaces, type OpenedPlace } from './link-places.js';

export interface LinkList {
  readonly place: OpenedPlace;
  /** Newest first; those that have ended too, until they are cleared away. */
  readonly links: readonly {
    readonly link: PersonalLink;
    readonly ended: boolean;
    readonly givenByName?: string;
    /** When it opens one alone. */
    readonly title?: string;
  }[];
  /** What a link of an agency may be narrowed to. */
  readonly assessments: readonly Pick<AssessmentLine, 'id' | 'title' | 'state'>[];
  readonly may: { readonly handOnReports: boolean };
}

/** The links of an agency or a round, who gave them, and how they were used. */
@Injectable()
export class ListLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: LinkPlaces,
    private readonly links: LinkStore,
    private readonly agencies: AgencyReader,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly place: LinkPlace }): Promise<LinkList> {
    const { place, links, assessments } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await this.places.open(tx, actor, command.place);
      return {
        place: opened,
        links: await this.links.ofPlace(tx, command.place),
        assessments: 'agency' in opened ? await this.handedIn(tx, opened.agency.id) : [],
      };
    });
    const names = await this.directory.namesOf([...new Set(links.map(({ givenBy }) => givenBy))]);
    const now = this.clock.now();
    return {
      place,
      assessments,
      links: links.map((link) => {
        const givenByName = names.get(link.givenBy);
        const title = assessments.find(({ id }) => id === link.assessment)?.title;
        return {
          link,
          ended: hasEnded(link, now),
          ...(givenByName !== undefined && { givenByName }),
          ...(title !== undefined && { title }),
        };
      }),
      may: { handOnReports: 'agency' in place && handsOn(actor, place.agency) },
    };
  }

  private async handedIn(tx: Transaction, agency: AgencyId): Promise<readonly AssessmentLine[]> {
    return (await this.agencies.assessments(tx, agency)).filter(({ state }) => state !== 'draft');
  }
}

const handsOn = (actor: Actor, { id, regionId }: Extract<OpenedPlace, { agency: unknown }>['agency']): boolean =>
  mayAtAgency(actor, 'report.hand-on', { agencyId: id, regionId });
