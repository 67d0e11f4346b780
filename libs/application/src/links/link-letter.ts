import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { Outbox } from '../ports/outbox.js';
import { Hasher, Ids, Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';

export interface LinkSecret {
  /** As it is shown once. The secret stands in the query, which no log of ours keeps; its page exchanges it for a cookie. */
  readonly address: string;
  /** What is kept of it: SHA-256. */
  readonly token: string;
}

/** The secret of a personal link, and the letter that carries it. */
@Injectable()
export class LinkLetter {
  constructor(
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly hasher: Hasher,
    private readonly installation: Installation,
  ) {}

  secret(): LinkSecret {
    const secret = this.ids.secret();
    return {
      address: `${this.installation.publicUrl}/shared?token=${secret}`,
      token: this.hasher.sha256(secret),
    };
  }

  async post(
    tx: Transaction,
    giver: Actor,
    letter: {
      readonly email: string;
      readonly language: string;
      readonly recipient: string;
      readonly place: string;
      readonly address: string;
      readonly expiresAt: Date;
    },
  ): Promise<void> {
    const { email, language, recipient, place, address, expiresAt } = letter;
    const until = expiresAt.toISOString().slice(0, 'yyyy-mm-dd'.length);
    const params = { recipient, giver: giver.name, place, link: address, until };
    await this.outbox.post(tx, { to: email, language, template: 'personal-link', params });
  }
}
