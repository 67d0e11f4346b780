import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../actor.js';
import { Outbox } from '../ports/outbox.js';
import { Clock, Hasher, Ids, Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';

const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;
/** In the query, which no log keeps. */
const PATH = '/invitation?token=';

export interface InvitationLink {
  readonly address: string;
  /** What is stored of it: the secret itself goes out in the mail and nowhere else. */
  readonly kept: { readonly token: string; readonly at: Date; readonly expiresAt: Date };
}

/** The link of an invitation, and the mail that carries it. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly hasher: Hasher,
    private readonly installation: Installation,
  ) {}

  link(): InvitationLink {
    const secret = this.ids.secret();
    const at = this.clock.now();
    return {
      address: `${this.installation.publicUrl}${PATH}${secret}`,
      kept: {
        token: this.hasher.sha256(secret),
        at,
        expiresAt: new Date(at.getTime() + INVITATION_DAYS * DAY_MS),
      },
    };
  }

  async post(
    tx: Transaction,
    inviter: Actor,
    mail: {
      readonly email: string;
      readonly role: Role;
      readonly language: string;
      readonly place: string | undefined;
      readonly address: string;
    },
  ): Promise<void> {
    await this.outbox.post(tx, {
      to: mail.email,
      language: mail.language,
      template: 'invitation',
      params: {
        inviter: inviter.name,
        role: mail.role,
        place: mail.place ?? 'Isonomia',
        link: mail.address,
        days: String(INVITATION_DAYS),
      },
    });
  }
}
