import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { loggerOptions } from './logging.js';

const written = (...entries: readonly object[]): string => {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const server = fastify({ logger: { ...loggerOptions('info'), stream } });
  for (const entry of entries) server.log.info(entry, 'test');
  return chunks.join('');
};

describe('the log', () => {
  it.each([
    ['a password', { password: 'hunter2' }],
    ['a cookie', { headers: { cookie: 'session=hunter2' } }],
    ['a cookie that is set', { res: { headers: { 'set-cookie': 'session=hunter2' } } }],
    ['a token in a body', { body: { token: 'hunter2' } }],
  ])('does not tell %s', (_what, entry) => {
    expect(written(entry)).not.toContain('hunter2');
  });

  it('tells of a database error what kind it is, and not what somebody wrote', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(CANARY) exists.' });
    const line = written({ err: error });
    expect(line).toContain('23505');
    expect(line).not.toContain('CANARY');
  });

  it('stays one line when a text holds line ends', () => {
    expect(written({ path: '/a\n{"level":60}' }).trim().split('\n')).toHaveLength(1);
  });
});
