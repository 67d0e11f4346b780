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
    if (refusal.status !== FORBIDDEN && refusal.status !== NOT_FOUND) return;
    const actor = await this.actorOf(request);
    const hidden = refusal.status === NOT_FOUND;
    if (hidden && (actor === VISITOR || refusal.kind === undefined)) return;
    const thing = await this.thingOf(request, hidden ? refusal.kind : undefined);
    if (hidden && thing === undefined) return;
    await this.bounded.note({
      action: 'access.denied',
      actor,
      ...(thing ?? { subject: { kind: 'address', id: request.routeOptions.url ?? 'none' } }),
      detail: {
        reason: refusal.code,
        method: request.method,
        ...(typeof refusal.action === 'string' && { wanted: refusal.action }),
      },
    });
  }

  private async actorOf(request: FastifyRequest): Promise<UserId> {
    // A forged form is refused before anybody asks who sends it.
    const actor = request.actor ?? (await this.actors.read(request.headers.cookie))?.actor;
    return actor?.userId ?? VISITOR;
  }

  private async thingOf(
    request: FastifyRequest,
    missing: unknown,
  ): Promise<Pick<AuditEntry, 'agency' | 'subject'> | undefined> {
    const parameters = request.params as Readonly<Record<string, string | undefined>>;
    for (const [kind, called] of Object.entries(THINGS)) {
      const id = parameters[kind];
      if (id === undefined || (missing !== undefined && !called.includes(String(missing)))) continue;
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
