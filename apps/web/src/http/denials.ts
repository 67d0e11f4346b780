import { AuditLog, BoundedNotes, VISITOR, type AuditEntry, type UserId } from '@isonomia/application';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ActorReader } from './session/actor-reader.js';

/** Why a request was refused, as the answer says it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** Kind of the thing that is not there, or not for this person. */
  readonly kind?: unknown;
  /** What the person's role does not allow. */
  readonly action?: unknown;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the problem filter. */
    refusal?: Refusal;
  }
}

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const SWEEP_MS = 10_000;

/** Parameters of addresses that name a thing of an agency, the narrowest first, and what a missing one is called. */
const THINGS: Readonly<Record<string, readonly string[]>> = {
  evidence: ['evidence', 'file'],
  document: ['document'],
  assessment: ['assessment'],
  agency: ['agency'],
};

/**
 * Whoever is refused a thing that exists leaves a row in the audit of the agency it belongs to. Found out after the
 * answer went out: a thing that is somebody else's must not take longer to be refused than one that does not exist.
 */
@Injectable()
export class Denials implements OnModuleDestroy {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly audit: AuditLog,
    private readonly bounded: BoundedNotes,
    private readonly actors: ActorReader,
  ) {
    this.timer = setInterval(() => void this.bounded.sweep().catch(() => undefined), SWEEP_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.bounded.sweep(true).catch(() => undefined);
  }

  async record(request: FastifyRequest, refusal: Refusal): Promise<void> {
    if (refusal.status === FORBIDDEN) await this.forbidden(request, refusal);
    else if (refusal.status === NOT_FOUND && refusal.kind !== undefined) await this.hidden(request, refusal);
  }

  private async forbidden(request: FastifyRequest, refusal: Refusal): Promise<void> {
    const thing = await this.thingOf(request);
    const address = { subject: { kind: 'address', id: request.routeOptions.url ?? 'none' } };
    await this.note(request, refusal, { actor: await this.actorOf(request), ...(thing ?? address) });
  }

  private async hidden(request: FastifyRequest, refusal: Refusal): Promise<void> {
    const actor = await this.actorOf(request);
    const thing = actor === VISITOR ? undefined : await this.thingOf(request, refusal.kind);
    if (thing !== undefined) await this.note(request, refusal, { actor, ...thing });
  }

  private note(
    { method }: FastifyRequest,
    { code, action }: Refusal,
    entry: Omit<AuditEntry, 'action' | 'detail'>,
  ): Promise<void> {
    const wanted = typeof action === 'string' ? { wanted: action } : {};
    return this.bounded.note({ ...entry, action: 'access.denied', detail: { reason: code, method, ...wanted } });
  }

  private async actorOf(request: FastifyRequest): Promise<UserId> {
    // A forged form is refused before anybody asks who sends it.
    const actor = request.actor ?? (await this.actors.read(request.headers.cookie))?.actor;
    return actor?.userId ?? VISITOR;
  }

  private async thingOf(
    request: FastifyRequest,
    missing?: unknown,
  ): Promise<Pick<AuditEntry, 'agency' | 'subject'> | undefined> {
    const parameters = request.params as Readonly<Record<string, string | undefined>>;
    for (const [kind, called] of Object.entries(THINGS)) {
      const id = parameters[kind];
      if (id === undefined || (missing !== undefined && !called.some((name) => name === missing))) continue;
      const agency = await this.audit.agencyOf({ kind, id });
      if (agency !== undefined) return { agency, subject: { kind, id } };
    }
    return undefined;
  }
}

/** After the answer; what cannot be recorded is told in the log. */
export function registerDenials(server: FastifyInstance, denials: () => Denials): void {
  server.addHook('onResponse', async (request) => {
    if (request.refusal === undefined) return;
    try {
      await denials().record(request, request.refusal);
    } catch (error) {
      request.log.error({ err: error }, 'a refusal is missing in the audit');
    }
  });
}
