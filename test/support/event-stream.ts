import { get, type IncomingHttpHeaders } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import type { Visitor } from './visitors.js';

/** What a browser's EventSource does, without its coming back. */
export interface EventStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** All that came. */
  text(): string;
  /** The parts of every event so far that says what moved. */
  moved(): readonly string[];
  isEnded(): boolean;
  leave(): void;
}

export async function openEvents(
  app: NestFastifyApplication,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventStream> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  let text = '';
  let isEnded = false;
  const end = (): void => {
    isEnded = true;
  };
  const wanted = { 'accept-encoding': 'br, gzip', accept: 'text/event-stream', ...headers };
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, headers: wanted, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', end).on('error', end).on('close', end);
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        moved: () => [...text.matchAll(/^data: (.+)$/gm)].flatMap(([, parts = '']) => parts.split(' ')),
        isEnded: () => isEnded,
        leave: () => request.destroy(),
      });
    });
    request.on('error', (error) => {
      end();
      reject(error);
    });
  });
}

const LOOK_MS = 20;
/** As slow as a machine may be. */
const LONGEST_MS = 60_000;

/** Waits until the stream is as the question has it; says what came instead when it never is. */
export async function heard(
  stream: EventStream,
  question: (stream: EventStream) => boolean,
  longestMs = LONGEST_MS,
): Promise<void> {
  const end = Date.now() + longestMs;
  while (!question(stream)) {
    if (Date.now() > end) throw new Error(`Not heard; ended: ${String(stream.isEnded())}, came: ${stream.text()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Of a program that is signed in: what its next request carries. */
export const cookiesOf = ({ jar }: Visitor): string =>
  jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false }).toValueString();
