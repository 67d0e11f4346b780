import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { STATUS_OF_PROBLEM } from './problem-status.js';

const folder = path.resolve('libs/application/src');
const codes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/readonly code = '([^']+)'/g)])
  .map((match) => match[1]);

describe('every problem', () => {
  it('has a code of its own', () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has an HTTP status, and every status a problem', () => {
    expect(Object.keys(STATUS_OF_PROBLEM).sort()).toEqual([...codes].sort());
  });
});
