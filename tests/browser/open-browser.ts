import { provideChromium } from '@ringback/embedded/provide-chromium.ts';
import { type Browser, chromium } from 'playwright-core';

/** Nothing of its own goes out: a machine without a network is what CI has. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Another host than this one, for which a browser has no secure context.
  '--host-resolver-rules=MAP ringback.test 127.0.0.1',
];

/** A headless Chromium; each test has a context of its own in it, and so its own cookies. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: provideChromium(), args: QUIET });
}
