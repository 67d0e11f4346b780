import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { LinkId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { LinkStore } from '../ports/link-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { LinkPlace } from './link.js';
import { LinkPlaces } from './link-places.js';

/** Ends a link at once, whoever of those gave it who may give one here. */
@Injectable()
export class RevokeLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: LinkPlaces,
    private readonly links: LinkStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { place, link }: { readonly place: LinkPlace; readonly link: LinkId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      await this.places.open(tx, actor, place);
      const by = { actor: actor.userId, at: this.clock.now() };
      if (!(await this.links.revoke(tx, place, { id: link, ...by }))) throw new NotFound('link');
      await this.audit.append(tx, {
        action: 'link.revoked',
        actor: actor.userId,
        ...('agency' in place && { agency: place.agency }),
        subject: { kind: 'link', id: link },
      });
    });
  }
}
