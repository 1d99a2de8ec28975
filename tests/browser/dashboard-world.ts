import { buildDashboard } from '@ringback/scripts/dashboard/build-dashboard.js';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type SystemOptions, startSystem } from '../running-system/start-system.ts';
import { openBrowser } from './open-browser.ts';

export type Person = 'Dana Whitfield' | 'Marcus' | 'Vera';

/** The whole system with its demo people, and a browser to look at it. */
export async function startDashboardWorld(options: SystemOptions = {}) {
  await buildDashboard(process.cwd());
  const system = await startSystem({
    ...options,
    settings: { DEMO_SIGN_IN: 'on', ...options.settings },
  });
  const browser: Browser = await openBrowser();
  const ours = system.environment['TWILIO_FROM'] ?? '';

  const kept = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

  async function newPage(
    context: BrowserContextOptions,
    scripts: readonly { path: string }[] = [],
  ): Promise<Page> {
    const viewport = { width: 1440, height: 900 };
    const opened = await browser.newContext({ viewport, ...context });
    for (const script of scripts) await opened.addInitScript(script);
    const page = await opened.newPage();
    page.setDefaultTimeout(30_000);
    return page;
  }

  /** A browser of its own, with a session of its own. */
  async function signIn(
    person: Person,
    path: string,
    context: BrowserContextOptions = {},
    url = system.apiUrl,
    scripts: readonly { path: string }[] = [],
  ): Promise<Page> {
    const page = await openSignedOut(path, context, url, scripts);
    await page.getByRole('button', { name: `Sign in as ${person}` }).click();
    await page.locator('#main').waitFor();
    return page;
  }

  /** A browser of its own, in which nobody has signed in. */
  async function openSignedOut(
    path: string,
    context: BrowserContextOptions = {},
    url = system.apiUrl,
    scripts: readonly { path: string }[] = [],
  ): Promise<Page> {
    const page = await newPage(context, scripts);
    await page.goto(url + path);
    await page.getByRole('heading', { name: /^Sign in to/ }).waitFor();
    return page;
  }

  return {
    system,
    url: system.apiUrl,

    /** A browser of somebody who signed in before; all of one person's have the same session. */
    async open(
      person: Person,
      path: string,
      context: BrowserContextOptions = {},
      url = system.apiUrl,
      /** Run in each of its pages before anything of ours does. */
      scripts: readonly { path: string }[] = [],
    ): Promise<Page> {
      const storageState = kept.get(`${person} ${url}`);
      if (!storageState) {
        const page = await signIn(person, path, context, url, scripts);
        kept.set(`${person} ${url}`, await page.context().storageState());
        return page;
      }
      const page = await newPage({ ...context, storageState }, scripts);
      await page.goto(url + path);
      await page.locator('#main').waitFor();
      return page;
    },
    signIn,
    openSignedOut,

    /** Whoever signs in by the form. */
    admin: {
      email: system.environment['DASHBOARD_ADMIN_EMAIL'] ?? '',
      password: system.environment['DASHBOARD_ADMIN_PASSWORD'] ?? '',
    },

    /** How many live streams the api has open. */
    async openStreams(): Promise<number> {
      const text = await (await fetch(`${system.apiUrl}/metrics`)).text();
      return Number(/^ringback_sse_clients(?:\{.*\})? (\d+)$/m.exec(text)?.[1]);
    },

    /** A lead writes in, one text or several at once; pictures come with the last. */
    async leadWrites(from: string, body: string | string[], photos = 0): Promise<void> {
      const answer = await fetch(`${system.simulator.url}/sim/texts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from, to: ours, body, photos }),
      });
      if (!answer.ok) throw new Error(`The simulator answered ${answer.status}.`);
    },

    /** The conversation with a number, once it is there. */
    async conversationWith(phone: string): Promise<string> {
      const rows = await system.until(
        () => system.exec(`select id from sms_conversations where lead_phone = '${phone}'`),
        (found) => found.length > 0,
      );
      return String(rows[0]?.['id']);
    },

    async stop(): Promise<void> {
      await browser.close();
      await system.stop();
    },
  };
}

export type DashboardWorld = Awaited<ReturnType<typeof startDashboardWorld>>;
