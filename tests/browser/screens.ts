import type { Page } from 'playwright-core';
import type { Person } from './dashboard-world.ts';
import type { Scene } from './scene.ts';

export type Screen = {
  name: string;
  path: (scene: Scene) => string;
  /** What must be there before the screen is looked at. */
  ready: (page: Page, scene: Scene) => Promise<unknown>;
  person?: Person;
};

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();

const words = (page: Page, text: string) =>
  page.getByText(text).locator('visible=true').first().waitFor();

/** Every screen of the first half of the dashboard, with something to see on it. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'inbox',
    path: () => '/inbox?view=needs',
    ready: (page, { handedOver }) => words(page, handedOver.name),
  },
  {
    name: 'inbox-handed-over',
    path: ({ handedOver }) => `/inbox/${handedOver.conversationId}?view=needs`,
    ready: (page) => words(page, 'Can I speak to a real person please?'),
  },
  {
    name: 'inbox-human',
    path: ({ human }) => `/inbox/${human.conversationId}?view=open`,
    ready: (page) => words(page, 'Is the wagon still there?'),
  },
  {
    name: 'inbox-ai',
    path: ({ answered }) => `/inbox/${answered.conversationId}?view=open`,
    ready: (page) => words(page, 'Do you have something with four doors?'),
  },
  {
    name: 'inbox-opted-out',
    path: ({ stopped }) => `/inbox/${stopped.conversationId}?view=ended`,
    ready: (page) => page.locator('.msg .b', { hasText: 'STOP' }).first().waitFor(),
  },
  {
    name: 'inbox-empty',
    path: () => '/inbox?view=ended&q=nobody%20of%20this%20name',
    ready: (page) => page.locator('.empty').first().waitFor(),
  },
  {
    name: 'calls-live',
    path: () => '/calls',
    ready: (page, { live }) => page.locator('article', { hasText: live.name }).first().waitFor(),
  },
  {
    name: 'calls',
    path: () => '/calls/all',
    ready: (page, { interested }) => words(page, interested.name),
  },
  {
    name: 'call',
    path: ({ interested }) => `/calls/${interested.callId}`,
    ready: (page) => words(page, 'My budget is twenty thousand'),
  },
  {
    name: 'leads',
    path: () => '/leads',
    ready: (page, { interested }) => words(page, interested.name),
  },
  {
    name: 'lead',
    path: ({ interested }) => `/leads/${interested.leadId}`,
    ready: (page, { interested }) => heading(interested.name)(page),
  },
  {
    name: 'lead-why',
    path: ({ interested }) => `/leads/${interested.leadId}`,
    ready: async (page) => {
      await page.locator('.why-line').first().click();
      await page.locator('.evidence').waitFor();
    },
  },
  {
    name: 'stopped',
    path: () => '/calls/all',
    ready: async (page) => {
      // On a phone it stands under More; where there is little room it is an icon with a title.
      const more = page.getByRole('button', { name: 'More' });
      await page.locator('.call-row').first().waitFor();
      if (await more.isVisible()) await more.click();
      await page.getByTitle('Stop calls, texts or everything').click();
      await page.getByRole('dialog').or(page.locator('[popover]:popover-open')).first().waitFor();
    },
  },
  {
    name: 'palette',
    path: () => '/leads',
    ready: async (page, { interested }) => {
      await words(page, interested.name);
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'not-found',
    path: () => '/no-such-page',
    ready: heading('There is no such page'),
  },
];
