import { Agent } from 'node:http';
import { coreAnswers, type OpenAssessment } from './inhabitants.js';
import type { RunningProduct } from './product.js';
import { type Asked, type Reply, send } from './wire.js';

const json = ({ cookie }: OpenAssessment) => ({
  'content-type': 'application/json',
  accept: 'application/json',
  cookie,
});

/** One answer; with the revision that it replaces. */
export const saveOne = (
  at: OpenAssessment,
  question: string,
  change: { readonly level: number; readonly said: string; readonly from?: number },
): Asked => ({
  method: 'PUT',
  path: `/api/assessments/${at.id}/answers/${question}`,
  headers: { ...json(at), ...(change.from !== undefined && { 'if-match': `"${change.from}"` }) },
  body: JSON.stringify({ value: { level: change.level }, source: change.said }),
});

export const saveAll = (at: OpenAssessment): Asked => ({
  method: 'PUT',
  path: `/api/assessments/${at.id}/answers`,
  headers: json(at),
  body: JSON.stringify({ answers: coreAnswers(), replace: true }),
});

export const submit = (at: OpenAssessment, key?: string): Asked => ({
  method: 'PUT',
  path: `/api/assessments/${at.id}/submission`,
  headers: { ...json(at), ...(key !== undefined && { 'idempotency-key': key }) },
  body: JSON.stringify({ name: 'Otto Notreal', function: 'Director General', date: '2026-03-16' }),
});

export const orderDocument = (at: OpenAssessment): Asked => ({
  method: 'POST',
  path: `/api/assessments/${at.id}/documents`,
  headers: json(at),
  body: JSON.stringify({ edition: 'internal', languages: ['en'] }),
});

const BOUNDARY = 'a-line-between-parts';
const FILE_BYTES = 600_000;

/** Evidence of some hundred kilobytes: several pieces in the database. */
export function upload(at: OpenAssessment, question: string, token: string): Asked {
  const part = (disposition: string, content: string): string =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
  const file = 'A line of plain text, as long as any other.\n'.repeat(FILE_BYTES / 44);
  return {
    method: 'POST',
    path: `/api/assessments/${at.id}/questions/${question}/evidence/file`,
    headers: { ...json(at), 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, 'x-csrf-token': token },
    body: `${part('name="title"', 'An order')}${part('name="file"; filename="order.txt"', file)}--${BOUNDARY}--\r\n`,
  };
}

/** A program without a browser, that keeps its connections. */
export class Program {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly product: Pick<RunningProduct, 'url'>) {}

  send(asked: Asked): Promise<Reply> {
    return send(this.product.url, asked, this.agent);
  }

  /** The body of a success; anything else is an error with all it says. */
  async ask<Body>(asked: Asked): Promise<Body> {
    const reply = await this.send(asked);
    if (reply.kind !== 'answered' || reply.status >= 300)
      throw new Error(`${asked.method} ${asked.path}: ${JSON.stringify(reply)}`);
    return JSON.parse(reply.text) as Body;
  }

  get<Body>(at: OpenAssessment, path: string): Promise<Body> {
    return this.ask<Body>({ method: 'GET', path, headers: json(at), body: '' });
  }

  /** What a form of this session carries. */
  async token(at: OpenAssessment): Promise<string> {
    return (await this.get<{ readonly csrfToken: string }>(at, '/api/session')).csrfToken;
  }

  close(): void {
    this.agent.destroy();
  }
}
