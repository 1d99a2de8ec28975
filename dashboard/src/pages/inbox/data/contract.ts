/** Shapes of routes that come with the server half of the inbox. */
export type Note = {
  id: number | string;
  lead_id: number;
  conversation_id: string | null;
  call_id: string | null;
  author_id: string | null;
  author_name: string | null;
  body: string;
  created_at: string;
  deleted_at: string | null;
};

export type CannedReply = { id: number | string; name: string; body: string };

export type Verdict = {
  verdict: 'allow' | 'hold' | 'deny';
  rule: string;
  words: string;
  until: string | null;
};

export type Policy = {
  text: Verdict;
  call: Verdict;
  /** Hours of today in the lead's zone. */
  window: { from: number; to: number }[];
  zone: string | null;
  zone_source: string | null;
  local_time: string | null;
  caps: { today: Use | null; week: Use | null };
  rules: { rule: string; source: string }[];
};
type Use = { used: number; most: number };

export type Colleague = { id: string; name: string };

export type Presence = {
  conversation_id: string;
  user_id: string;
  name: string;
  state: 'here' | 'typing' | 'gone';
};
