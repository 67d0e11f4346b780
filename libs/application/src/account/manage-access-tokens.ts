import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { isUuid } from '../ids.js';
import { AccessTokens, TOKEN_SCOPES, type AccessToken, type TokenScope } from '../ports/access-tokens.js';
import { AuditLog } from '../ports/audit-log.js';
import { Credentials } from '../ports/credentials.js';
import { Outbox } from '../ports/outbox.js';
import { Clock, Ids, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import { tokensUrl } from './urls.js';

export interface CreateAccessTokenCommand {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Days until it ends. */
  readonly days: number;
}

const LONGEST_NAME = 80;
const LONGEST_DAYS = 365;
const MOST_TOKENS = 20;
const DAY_MS = 86_400_000;

/** Tokens for programs, made and revoked by the person in whose name they act, in a browser. */
@Injectable()
export class ManageAccessTokens {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: AccessTokens,
    private readonly credentials: Credentials,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly installation: Installation,
  ) {}

  list(actor: Actor): Promise<readonly AccessToken[]> {
    return this.tokens.list(actor.userId);
  }

  /** The token as it is shown, this once. */
  async create(actor: Actor, command: CreateAccessTokenCommand): Promise<string> {
    // A token that makes tokens would outlive its own end.
    if (actor.assurance?.kind === 'token') throw new Forbidden('token.create');
    const { name, scopes, days } = readCommand(command, (await this.tokens.list(actor.userId)).length);
    const account = await this.credentials.card(actor.userId);
    if (account === undefined) throw new NotFound('user');
    const id = this.ids.uuid();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      await this.audit.append(tx, {
        action: 'token.created',
        actor: actor.userId,
        subject: { kind: 'access-token', id },
        detail: { scopes: scopes.join(' '), days },
      });
      await this.outbox.post(tx, {
        to: account.email,
        language: account.language,
        template: 'access-token-created',
        params: { name: account.name, token: name, link: tokensUrl(this.installation) },
      });
      const expiresAt = new Date(this.clock.now().getTime() + days * DAY_MS);
      return this.tokens.create(actor.userId, { id, name, scopes, expiresAt });
    });
  }

  async revoke(actor: Actor, token: string): Promise<void> {
    if (!isUuid(token)) throw new NotFound('access-token');
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const subject = { kind: 'access-token', id: token };
      await this.audit.append(tx, { action: 'token.revoked', actor: actor.userId, subject });
      if (!(await this.tokens.revoke(actor.userId, token))) throw new NotFound('access-token');
    });
  }
}

function readCommand(command: CreateAccessTokenCommand, existing: number) {
  const fields = new Fields();
  const name = fields.text('name', command.name.replace(/\s+/g, ' '), LONGEST_NAME);
  const scopes = TOKEN_SCOPES.filter((scope) => command.scopes.includes(scope));
  if (scopes.length === 0 || command.scopes.some((scope) => !isScope(scope))) fields.fault('scopes', 'missing');
  const days = command.days;
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) {
    fields.fault('days', 'not-in-range', { min: 1, max: LONGEST_DAYS });
  }
  if (existing >= MOST_TOKENS) fields.fault('name', 'no-room', { max: MOST_TOKENS });
  fields.check();
  return { name, scopes, days };
}

const isScope = (text: string): text is TokenScope => (TOKEN_SCOPES as readonly string[]).includes(text);
