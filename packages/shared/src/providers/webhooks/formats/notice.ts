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
  'endpoint.test': 'This is a test of Ringback’s messages',
};

/** The same in every product: nothing of a person but what the endpoint's `include` asks for. */
export function noticeOf({ event, data, dashboardUrl }: WebhookContent): Notice {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null);
  const who = [text('lead_name'), text('lead_phone')].filter((part) => part !== null).join(', ');
  const reason = text('reason');
  const summary = text('summary');
  const title = TITLES[event] ?? event;
  return {
    title: reason ? `${title}: ${handoverWords(reason)}` : title,
    lines: [who, summary ?? ''].filter((line) => line !== ''),
    link: dashboardUrl === null ? null : linkTo(dashboardUrl, data),
  };
}

function linkTo(dashboardUrl: string, data: WebhookContent['data']): Notice['link'] {
  const { conversation_id, call_id } = data;
  if (typeof conversation_id === 'string') {
    return { words: 'Open the conversation', url: `${dashboardUrl}/inbox/${conversation_id}` };
  }
  if (typeof call_id === 'string') {
    return { words: 'Open the call', url: `${dashboardUrl}/calls/${call_id}` };
  }
  return { words: 'Open the inbox', url: `${dashboardUrl}/inbox` };
}
