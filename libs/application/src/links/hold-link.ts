import { Injectable } from '@nestjs/common';
import { Clock, Hasher } from '../ports/system.js';
import { SharedDocuments } from '../ports/shared-documents.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { LinkUnusable } from '../problems/link-problems.js';
import { LINK_HOLDER } from './link.js';
import type { HeldLink, LinkKey } from './shared.js';

/** After so long without a word, whoever comes back opens it again. */
const VISIT_MS = 30 * 60_000;
/** Longer than any secret of ours. */
const LONGEST_SECRET = 200;

/** Lets whoever holds the secret of a link in. Expired, revoked or never given: all the same words. */
@Injectable()
export class HoldLink {
  constructor(
    private readonly shared: SharedDocuments,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
  ) {}

  async execute(command: { readonly secret: string | undefined }): Promise<HeldLink> {
    const { secret } = command;
    if (secret === undefined || secret === '' || secret.length > LONGEST_SECRET) throw new LinkUnusable();
    const key = this.hasher.sha256(secret) as LinkKey;
    const found = await this.shared.find({ key, at: this.clock.now() });
    if (found === undefined) throw new LinkUnusable();
    return found;
  }

  /** Once a visit, not once a page: when the link is followed, and when somebody comes back with it. */
  async open(link: HeldLink, { followed }: { readonly followed: boolean }): Promise<void> {
    const at = this.clock.now();
    const isBack = link.lastUsedAt === undefined || at.getTime() - link.lastUsedAt.getTime() > VISIT_MS;
    if (!followed && !isBack) return;
    await this.unitOfWork.run({ actor: LINK_HOLDER }, async (tx) => {
      if (!(await this.shared.note(tx, { key: link.key, at }, { action: 'link.opened' }))) throw new LinkUnusable();
    });
  }
}
