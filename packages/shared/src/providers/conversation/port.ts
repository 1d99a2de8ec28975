/** Holds one side of a phone conversation: it listens, decides and speaks. */
export type ConversationModel = {
  /**
   * Resolves when the model listens. Fails with `provider_unavailable` (worth a reconnect later) or
   * `provider_rejected` (it would refuse again). `signal` gives up an attempt that is under way.
   */
  start(opening: Opening, events: ConversationEvents, signal?: AbortSignal): Promise<Conversation>;
};

export type Opening = {
  instructions: string;
  /** A voice of that vendor, by its name there. Null: the adapter's default. */
  voice: string | null;
  /** A model of that voice's vendor, by its name there. Null: the adapter's default. */
  model: string | null;
  tools: ToolOffer[];
  /** What was said on this call before, oldest first, when a conversation goes on. */
  turns: EarlierTurn[];
};

export type ToolOffer = {
  name: string;
  description: string;
  /** JSON schema of the arguments. */
  parameters: Record<string, unknown>;
};

export type EarlierTurn = { role: 'user' | 'assistant' | 'system'; content: string };
export type ToolCall = { callId: string; name: string; args: string };
export type ToolResult = { callId: string; output: Record<string, unknown> };

/**
 * Audio both ways is µ-law of 8 kHz; a payload is its base64 text, so that it is never transcoded.
 */
export type Conversation = {
  /** The bytes are taken over at once; the caller may reuse its buffer. */
  appendAudio(payload: Buffer): void;
  /** Asks for the model's next words. */
  speak(): void;
  /** Puts a text into the conversation: a fact from us, or something the lead did without words. */
  tell(text: string, options: { by: 'system' | 'caller'; answer: boolean }): void;
  /** The lead heard only so much of an item; the model is to remember no more than that. */
  truncate(itemId: string, heardMs: number): void;
  /** `answer`: whether the model is to speak about the results. */
  giveResults(results: ToolResult[], options: { answer: boolean }): void;
  close(): void;
};

/**
 * A turn is one reply of the model; it may consist of several items. `previousId` names an item's
 * place in the conversation where the model knows it; events may come in any order.
 */
export type ConversationEvents = {
  audio(turnId: string, itemId: string, payload: Buffer): void;
  audioDone(itemId: string): void;
  replyStarted(turnId: string): void;
  replyDone(reply: { turnId: string; status: ReplyStatus; toolCalls: ToolCall[] }): void;
  /** The lead began to speak. */
  callerStarted(): void;
  /** The lead stopped; the model noticed `noticedAfterMs` of audio later. */
  callerStopped(noticedAfterMs: number): void;
  itemPlaced(item: { itemId: string; role: ItemRole; previousId: string | null }): void;
  /**
   * What the lead said, empty when it was not understood. Before it is `done` the text is what has been
   * understood of it so far.
   */
  callerText(itemId: string, text: string, done: boolean): void;
  /** `text` is all that has been generated of the item so far. */
  agentText(itemId: string, text: string, done: boolean): void;
  /** The session is gone although it was not closed. */
  lost(reason: string): void;
};

export type ReplyStatus = 'completed' | 'interrupted' | 'failed';
export type ItemRole = 'user' | 'assistant' | 'other';
