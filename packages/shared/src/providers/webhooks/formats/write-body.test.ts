import { describe, expect, it } from '@jest/globals';
import type { WebhookContent } from './content.ts';
import { WRITERS } from './write-body.ts';

const ID = '6f2c8f5e-5f0a-4b52-9f3e-2f9f3f0c1a11';
const content = (data: WebhookContent['data'] = {}): WebhookContent => ({
  event: 'conversation.needs_person',
  happened_at: '2026-11-30T11:59:00+00:00',
  data: { conversation_id: ID, lead_id: 7, outcome: 'escalated', reason: 'guard_link', ...data },
  dashboardUrl: 'https://ringback.example.com',
});
const HOSTILE = {
  lead_name: '<!channel> [June](https://evil.example) & co',
  lead_phone: '+15125550142',
};

describe('a message for people', () => {
  it('is what a Slack incoming webhook takes: words, and a button that leads to the conversation', () => {
    expect(WRITERS.slack(content())).toEqual({
      text: 'A person is needed: the AI’s answer held a link we do not know',
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: '*A person is needed: the AI’s answer held a link we do not know*',
          },
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              text: { type: 'plain_text', text: 'Open the conversation' },
              url: `https://ringback.example.com/inbox/${ID}`,
            },
          ],
        },
      ],
    });
  });

  it('is what a Teams workflow takes: one adaptive card', () => {
    const body = JSON.parse(
      JSON.stringify(WRITERS.teams(content({ conversation_id: undefined, call_id: ID }))),
    );
    expect(body).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            actions: [
              {
                type: 'Action.OpenUrl',
                title: 'Open the call',
                url: `https://ringback.example.com/calls/${ID}`,
              },
            ],
          },
        },
      ],
    });
  });

  it.each(['slack', 'teams'] as const)(
    'for %s holds nothing of the lead unless asked for',
    (format) => {
      expect(JSON.stringify(WRITERS[format](content()))).not.toMatch(/"7"|lead/);
    },
  );

  it('makes no link and calls nobody out of a name', () => {
    const slack = JSON.stringify(WRITERS.slack(content(HOSTILE)));
    expect(slack).toContain('&lt;!channel&gt; [June](https://evil.example) &amp; co, +15125550142');
    const teams = JSON.stringify(WRITERS.teams(content(HOSTILE)));
    expect(teams).not.toContain('[June](https');
  });

  it('has no link where nobody said where the dashboard is', () => {
    const body = WRITERS.slack({ ...content(), dashboardUrl: null });
    expect(JSON.stringify(body)).not.toContain('http');
  });
});
