import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LineBuffer } from './line-buffer.js';

class Paper {
  readonly written: string[] = [];
  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
}

describe('the lines of the log', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('of one moment are written at once, in order', () => {
    const paper = new Paper();
    const buffer = new LineBuffer(paper);
    buffer.write('one\n');
    buffer.write('two\n');
    expect(paper.written).toEqual([]);
    jest.advanceTimersByTime(20);
    expect(paper.written).toEqual(['one\ntwo\n']);
  });

  it('of the next moment wait for nobody', () => {
    const paper = new Paper();
    const buffer = new LineBuffer(paper);
    buffer.write('one\n');
    jest.advanceTimersByTime(20);
    buffer.write('two\n');
    jest.advanceTimersByTime(20);
    expect(paper.written).toEqual(['one\n', 'two\n']);
  });

  it('are there when the process ends in the same moment, of a failure too', () => {
    const module = new URL('./line-buffer.ts', import.meta.url).href;
    const script = `
      const { LineBuffer } = await import(${JSON.stringify(module)});
      new LineBuffer(process.stdout).write('last words\\n');
      throw new Error('a failure');`;
    const args = ['--experimental-transform-types', '--input-type=module', '--eval', script];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout).toBe('last words\n');
  });
});
