import type { createDemoApi } from './demo-api.ts';
import { chatEnd, chatLine } from './demo-line.ts';
import { follow } from './follow.ts';

/** Who fills in the form of the demonstration; the digits choose the story. */
export const TEXTERS = [
  { name: 'Tess Todd', digits: '30' },
  { name: 'Omar Ortiz', digits: '32' },
  { name: 'Hana Holt', digits: '40' },
] as const;

const CAMPAIGN = {
  name: 'A short story',
  steps: [
    {
      body: 'Hi {{first_name|there}}, you asked about our offer. Is it still of interest? Reply STOP to opt out.',
    },
  ],
};
const CONSENT = { text: 'Yes, text and call me about this offer.', channel: 'all' };

type Deps = {
  lead: (texter: (typeof TEXTERS)[number]) => { name: string; phone: string; timezone: string };
  teller: (name: string, phone: string) => (line: string) => void;
  signal: AbortSignal;
};
type Api = ReturnType<typeof createDemoApi>;

const STORY_MS = 90_000;
const POLL_MS = 500;

/** They come in by a form, one campaign texts them, the agent answers until it is over. */
export async function textThem(api: Api, { lead, teller, signal }: Deps): Promise<void> {
  const campaign_id = await api.campaign(CAMPAIGN);
  await Promise.all(
    TEXTERS.map(async (texter) => {
      const { name, phone, timezone } = lead(texter);
      const tell = teller(name, phone);
      const cameIn = await api.comeIn({ name, phone, timezone, campaign_id, consent: CONSENT });
      if ('refusal' in cameIn) return tell(cameIn.refusal);
      await tellChat(api, cameIn.conversationId, tell, signal);
    }),
  );
}

/** Prints a conversation to its end, or for as long as a story may take. */
async function tellChat(
  api: Api,
  id: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let seen = 0;
  const look = async () => {
    const chat = await api.chat(id, seen);
    for (const message of chat.messages) {
      seen = message.seq;
      const line = chatLine(message);
      if (line) tell(line);
    }
    const end = chatEnd(chat);
    if (end) tell(end);
    return end !== null;
  };
  if (await follow({ look, everyMs: POLL_MS, forMs: STORY_MS, signal })) return;
  tell(`has not come to an end after ${STORY_MS / 1000} s; see GET /api/conversations/${id}`);
}
