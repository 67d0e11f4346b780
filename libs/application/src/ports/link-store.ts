import type { LinkId, UserId } from '../ids.js';
import type { LinkPlace, NewLink, PersonalLink } from '../links/link.js';
import type { Transaction } from './unit-of-work.js';

/** For those who give links. What a link opens is asked of `SharedDocuments`. */
export abstract class LinkStore {
  abstract insert(tx: Transaction, link: NewLink): Promise<void>;
  /** Newest first. */
  abstract ofPlace(tx: Transaction, place: LinkPlace): Promise<readonly PersonalLink[]>;
  /** False when this place has no such link, or it was revoked before. */
  abstract revoke(
    tx: Transaction,
    place: LinkPlace,
    given: { readonly id: LinkId; readonly actor: UserId; readonly at: Date },
  ): Promise<boolean>;
}
