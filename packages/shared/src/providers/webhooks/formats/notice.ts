import { dashboardLink } from '../../../domain/notifications/dashboard-link.ts';
import { handoverWords } from '../../../domain/reasons/handover-words.ts';
import type { WebhookContent } from './content.ts';

/** What people read: one sentence, the lines that the operator asked for, and where to go. */
export type Notice = {
  title: string;
  lines: string[];
  link: { words: string; url: string } | null;
};

const TITLES: Record<string, string> = {
  'conversation.needs_person': 'A person is needed',
  person_needed: 'A person is needed',
  'endpoint.test': 'This is a test of Ringback’s messages',
};

/** The same in every product: nothing of a person but what the endpoint's `include` asks for. */
export function noticeOf({ event, data, dashboardUrl }: WebhookContent): Notice {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null);
  const who = [text('lead_name'), text('lead_phone')].filter((part) => part !== null).join(', ');
  const reason = text('reason');
  const summary = text('summary');
  const assigned = text('assigned_name');
  const has = assigned ? `It is assigned to ${assigned}.` : null;
  const nobody = data['nobody_online'] === true ? 'Nobody is online.' : null;
  const title = TITLES[event] ?? event;
  return {
    title: reason ? `${title}: ${handoverWords(reason)}` : title,
    lines: [who, summary ?? '', has ?? nobody ?? ''].filter((line) => line !== ''),
    link: dashboardUrl === null ? null : dashboardLink(dashboardUrl, data),
  };
}
