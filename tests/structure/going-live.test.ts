import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { KEYLESS_ROUTES } from '@ringback/api/docs/keyless-routes.ts';
import { PRESETS } from '@ringback/api/webhooks/leads/presets/presets.ts';
import { createRetellSignature } from '@ringback/shared/providers/retell/signature.ts';
import { VOICE_FALLBACK_PATH } from '@ringback/shared/providers/stream-token.ts';
import { createTwilioSignature } from '@ringback/shared/providers/twilio/signature.ts';
import { SEE_GOING_LIVE } from '@ringback/shared/runtime/going-live.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { z } from 'zod';

const PAGE = 'docs/going-live.md';
const page = readFileSync(PAGE, 'utf8');
/** Sent with each call, or in our own TwiML: it is entered nowhere. */
const OF_ORDERS = ['/webhooks/twilio/voice', 'amd', 'recording', 'transfer'];
const entered = KEYLESS_ROUTES.map(({ path }) => path.replace('{source}', 'website')).filter(
  (path) => !OF_ORDERS.some((end) => path.endsWith(end)),
);

describe('the page about going live', () => {
  it.each([...entered, VOICE_FALLBACK_PATH])('says where %s goes', (path) => {
    expect(page).toContain(`PUBLIC_URL${path}\``);
  });

  it('names no address that does not exist', () => {
    const named = [...page.matchAll(/`PUBLIC_URL(\/[\w/-]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !entered.includes(path))).toEqual([]);
  });

  it('speaks of every preset', () => {
    const words = page.toLowerCase().replaceAll(/[^a-z]/g, '');
    const others = PRESETS.filter(
      (name) => name !== 'generic' && name !== 'salesforce_web_to_lead',
    );
    for (const name of others) expect(words).toContain(name.replaceAll('_', ''));
    expect(words).toContain('salesforce');
  });

  it('is where the README and the runbook lead', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`](${PAGE})`);
    expect(readFileSync('docs/runbook.md', 'utf8')).toContain('](going-live.md)');
  });

  it('is named by whatever fails since something was not set up', () => {
    const forged = { path: '/', headers: {}, body: {}, rawBody: Buffer.from('') };
    const failing = [
      () => createTwilioSignature({ authToken: 'x', publicUrl: 'https://x' })(forged),
      () => createRetellSignature({ apiKey: 'x', now: () => new Date(0) })(forged),
      () => readConfig(z.object({ PUBLIC_URL: z.url() }), {}),
    ];
    expect(SEE_GOING_LIVE).toContain(PAGE);
    for (const fail of failing) expect(fail).toThrow(SEE_GOING_LIVE);
  });
});
