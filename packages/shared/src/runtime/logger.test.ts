import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { AppError } from './errors.ts';
import { createLogger } from './logger.ts';

function setup() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLogger({ service: 'test', level: 'info' }, stream), lines };
}

describe('the log', () => {
  it('drops everything under pii', () => {
    const { log, lines } = setup();
    log.info({ callId: 'c1', pii: { to: '+12025550100' }, lead: { pii: 'Ada' } }, 'call placed');
    expect(lines.join()).toContain('c1');
    expect(lines.join()).not.toMatch(/2025550100|Ada/);
  });

  it('keeps only the name of a cause, since its message may hold a number', () => {
    const { log, lines } = setup();
    const cause = new TypeError('The number +12025550100 is not reachable');
    log.error(
      { err: new AppError('provider_rejected', 'The carrier refused.', { cause }) },
      'failed',
    );
    expect(lines.join()).toContain('TypeError');
    expect(lines.join()).not.toContain('2025550100');
  });

  it('scrubs numbers and addresses out of a message of our own', () => {
    const { log, lines } = setup();
    log.error({ err: new AppError('conflict', 'ada@example.com has (202) 555-0100') }, 'failed');
    expect(lines.join()).not.toMatch(/ada@example|555-0100/);
  });
});
