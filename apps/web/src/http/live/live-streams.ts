import { type WorkshopId, type WorkshopPart, WorkshopSignals } from '@isonomia/application';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LiveStream } from './live-stream.js';

/** How often everybody who listens is asked whether they still may. */
const LOOK_MS = 20_000;
/** Of one person or seat: tabs left open. The oldest ends, or the connections that a browser has would be used up. */
const MOST_OF_ONE = 4;
/** Of this process. */
const MOST = 2_000;

export interface Following {
  readonly workshop: WorkshopId;
  /** Person or seat: whose streams are counted together. */
  readonly holder: string;
  /** What the browser knows already. */
  readonly since: Date;
  /** Whether the holder may listen still. Throws when nobody can be asked. */
  readonly admits: () => Promise<boolean>;
}

interface Open extends Following {
  readonly stream: LiveStream;
}

/**
 * Streams of server-sent events. They say which part of a workshop moved and never what is in it: pages then ask for it by
 * ordinary requests, whose rights are looked at as ever. The right to listen is asked for anew every twenty seconds, and at
 * once when the seats or the groups change; whoever lost it is let go.
 */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  private readonly open = new Set<Open>();
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(@Inject(WorkshopSignals) private readonly signals: WorkshopSignals) {}

  /** Answers with a stream that lasts until the browser goes, the right ends, or the process does. */
  async follow(reply: FastifyReply, following: Following): Promise<void> {
    const stream = new LiveStream();
    if (this.isOver || this.open.size >= MOST) stream.end();
    else this.begin({ ...following, stream });
    await reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      // Whoever stands between must pass on each line as it comes.
      .header('x-accel-buffering', 'no')
      .send(stream.readable);
  }

  /** Asks everybody's right, and lets go of whoever has none. */
  async look(): Promise<void> {
    await Promise.all([...this.open].map((one) => this.lookAt(one)));
  }

  onModuleDestroy(): void {
    this.isOver = true;
    clearInterval(this.timer);
    for (const { stream } of this.open) stream.end();
  }

  private begin(one: Open): void {
    const [oldest] = [...this.open].filter(({ holder }) => holder === one.holder).slice(0, 1 - MOST_OF_ONE);
    oldest?.stream.leave();
    this.open.add(one);
    this.timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
    const { workshop, since } = one;
    const told = (parts: readonly WorkshopPart[]): void => this.tell(one, parts);
    const stop = this.signals.listen({ workshop, since, told });
    one.stream.onEnd(() => {
      stop();
      this.open.delete(one);
    });
  }

  private tell(one: Open, parts: readonly WorkshopPart[]): void {
    one.stream.tell(parts);
    if (parts.includes('groups')) void this.lookAt(one);
  }

  private async lookAt({ stream, admits }: Open): Promise<void> {
    try {
      if (await admits()) stream.beat();
      else stream.end();
    } catch {
      // A database that is away says nothing on rights: then a stream lasts as long as it may go unasked.
      if (stream.isUnasked()) stream.end();
    }
  }
}
