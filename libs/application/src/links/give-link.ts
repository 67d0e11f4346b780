import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import type { Actor } from '../actor.js';
import { assessmentId, isUuid, linkId, type AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { LinkStore } from '../ports/link-store.js';
import { isMailAddress } from '../ports/outbox.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { hasEnded, LINK_DAYS, MOST_LINKS, type LinkPlace, type LinkReach } from './link.js';
import { LinkLetter } from './link-letter.js';
import { LinkPlaces, nameOf, type OpenedPlace } from './link-places.js';

export interface GiveLinkCommand {
  readonly place: LinkPlace;
  readonly recipient: string;
  /** Where the link is sent; it is not kept with it. Without one, whoever gives it hands it over. */
  readonly email?: string;
  /** Of the letter. */
  readonly language: string;
  readonly languages: readonly string[];
  readonly days: number;
  readonly assessment?: string;
  readonly reports: boolean;
  readonly editable: boolean;
}

const LONGEST_NAME = 100;
const LONGEST_ADDRESS = 254;
const DAY_MS = 86_400_000;

/** Makes a personal link. Its secret is in the answer, and in the letter if there is one, and nowhere else. */
@Injectable()
export class GiveLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: LinkPlaces,
    private readonly links: LinkStore,
    private readonly assessments: AssessmentStore,
    private readonly letter: LinkLetter,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** The address, as it is shown this once. */
  async execute(actor: Actor, command: GiveLinkCommand): Promise<string> {
    demandFreshProof(actor, this.clock.now());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await this.places.toGive(tx, actor, command.place);
      const given = await this.read(tx, actor, command, opened);
      const { recipient, language, reach, email } = given;
      const { address, token } = this.letter.secret();
      const id = linkId(this.ids.uuid());
      const givenAt = this.clock.now();
      const expiresAt = new Date(givenAt.getTime() + command.days * DAY_MS);
      const { place } = command;
      const by = { givenBy: actor.userId, givenAt, expiresAt };
      await this.links.insert(tx, { id, place, recipient, language, token, ...reach, ...by });
      if (email !== undefined) {
        const letter = { email, language, recipient, place: nameOf(opened), address, expiresAt };
        await this.letter.post(tx, actor, letter);
      }
      await this.audit.append(tx, {
        action: 'link.given',
        actor: actor.userId,
        ...('agency' in place && { agency: place.agency }),
        subject: { kind: 'link', id },
        detail: {
          days: command.days,
          reports: reach.reports,
          editable: reach.editable,
          sent: email !== undefined,
          ...(reach.assessment !== undefined && { assessment: reach.assessment }),
          ...('round' in place && { round: place.round }),
        },
      });
      return address;
    });
  }

  private async read(tx: Transaction, actor: Actor, command: GiveLinkCommand, opened: OpenedPlace) {
    const fields = new Fields();
    // One line: it stands in a letter and in lists.
    const recipient = fields.text('recipient', command.recipient.replace(/\s+/g, ' '), LONGEST_NAME);
    const email = fields.optionalText('email', command.email, LONGEST_ADDRESS)?.toLowerCase();
    if (email !== undefined && !isMailAddress(email)) fields.fault('email', 'not-a-mail-address');
    const language = fields.oneOf('language', command.language, command.languages) ?? '';
    fields.oneOf('days', String(command.days), LINK_DAYS.map(String));
    const now = this.clock.now();
    const open = (await this.links.ofPlace(tx, command.place)).filter((link) => !hasEnded(link, now));
    if (open.length >= MOST_LINKS) fields.fault('recipient', 'no-room', { max: MOST_LINKS });
    const assessment = await this.assessmentOf(tx, command, fields);
    fields.check();
    const reach: LinkReach = {
      ...(assessment !== undefined && { assessment }),
      reports: mayHandOn(actor, command, opened),
      editable: command.editable,
    };
    return { recipient, email, language, reach };
  }

  /** One of this agency's own, whatever was typed. */
  private async assessmentOf(
    tx: Transaction,
    { place, assessment }: GiveLinkCommand,
    fields: Fields,
  ): Promise<AssessmentId | undefined> {
    if ('round' in place || assessment === undefined || assessment === '') return undefined;
    const found = isUuid(assessment) ? await this.assessments.find(tx, assessmentId(assessment)) : undefined;
    if (found?.agencyId === place.agency) return found.id;
    fields.fault('assessment', 'not-in-list');
    return undefined;
  }
}

/** Of a round there is nothing else to hand on. */
function mayHandOn(actor: Actor, { reports }: GiveLinkCommand, opened: OpenedPlace): boolean {
  if ('round' in opened) return true;
  const { id, regionId } = opened.agency;
  return reports && mayAtAgency(actor, 'report.hand-on', { agencyId: id, regionId });
}
