import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { payloadMs } from '@ringback/shared/providers/conversation/mulaw.ts';
import type {
  Conversation,
  ConversationEvents,
  EarlierTurn,
  ReplyStatus,
  ToolCall,
} from '@ringback/shared/providers/conversation/port.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { within } from '@ringback/shared/runtime/within.ts';
import { createEndingWatch, type Ending, farewell } from '../tools/ending.ts';
import { useTools } from '../tools/use-tools.ts';
import { closeOut } from './close-out.ts';
import { hangUp, letCarrierApologise } from './hang-up.ts';
import type { LineEvent } from './line-event.ts';
import { createLineWatch } from './line-watch.ts';
import { linger } from './linger.ts';
import { modelEvents } from './model-events.ts';
import { NOTES } from './notes.ts';
import { noticesCaller } from './notices-caller.ts';
import { connectModel, type NoModel, openingNote, secondsLeft, silenceOf } from './opening.ts';
import { createRefusal } from './refusal.ts';
import type { Line, SessionDeps } from './session-deps.ts';
import { IN_VAIN_MS, REFUSAL_MS } from './session-limits.ts';
import { createParts } from './session-parts.ts';
import { whoseSilence } from './whose-silence.ts';

const REFUSED = farewell('opted_out');

/** One live call: the lead on one side, the voice model on the other, held together and let go. */
export class MediaSession {
  readonly done: Promise<void>;
  readonly #deps: SessionDeps;
  readonly #line: Line;
  readonly #opened: OpenedSession;
  readonly #log: Logger;
  readonly #ending = createEndingWatch();
  readonly #parts;
  readonly #watch;
  readonly #refusal;
  readonly #startedAtMs = performance.now();
  readonly #toolCallsSeen = new Set<string>();
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #resolveDone: () => void = () => {};
  #conversation: Conversation | null = null;
  #isConnecting = false;
  /** News of a model that was given up is not news any more. */
  #epoch = 0;
  #spokenSinceCaller = false;
  #saidHello = false;
  #toolsRunning = 0;
  #lastReconnectMs = Number.NEGATIVE_INFINITY;
  #failedReplies = 0;
  /** Why the lead hears nothing of us any more. */
  #silenced: string | null = null;
  #state: 'live' | 'finishing' | 'over' = 'live';

  constructor(deps: SessionDeps, line: Line, opened: OpenedSession & { firstSeq: number }) {
    this.#deps = deps;
    this.#line = line;
    this.#opened = opened;
    this.#log = deps.log.child({ callId: opened.call.id, callSid: line.callSid });
    this.#refusal = createRefusal(deps.writer, opened.call);
    this.#parts = createParts(deps, this.#log, line, opened);
    this.#watch = createLineWatch(
      { startedAtMs: this.#startedAtMs, maxMs: secondsLeft(opened, deps.now()) * 1000 },
      deps.timing,
    );
    this.done = new Promise((resolve) => {
      this.#resolveDone = resolve;
    });
    this.#timer = setInterval(() => this.#tick(), deps.timing.tickMs);
  }

  /** Connects the model and has it say the first words. */
  async start(): Promise<void> {
    const first = openingNote(this.#opened);
    const connected = await this.#connect(this.#opened.turns, first);
    if (typeof connected === 'string') return this.#giveUp(connected);
    // Who said hello before the model listened gets the first words as the answer, once.
    if (this.#saidHello && (await noticesCaller(this.#parts.sound))) return;
    // Lost again before the first word: whoever reconnects has spoken. Or nobody is there any more.
    if (!this.#conversation || this.#state !== 'live') return;
    if (first && !this.#saidHello) this.#tell(first, true);
    else this.#conversation.speak();
  }

  /** One frame from the carrier. */
  handle(event: LineEvent): void {
    if (event.event === 'media') {
      this.#parts.meter.frameIn();
      this.#parts.sound.frame(event.payload, event.timestampMs, performance.now());
    } else if (event.event === 'mark') {
      this.#parts.turns.echo(event.mark.name, performance.now());
      this.#endIfDue();
    } else if (event.event === 'dtmf') this.#pressed(event.dtmf.digit);
    else if (event.event === 'stop') void this.end('stopped');
    else if (event.event === 'start') void this.end('protocol');
  }

  /** Says goodbye, then hangs up: the process has to go. */
  drain(): void {
    this.#sayAndEnd(NOTES.shutdown, 'shutdown');
  }

  /** What was said so far, for the session that takes over this call, and where its numbers begin. */
  handover() {
    const nowMs = performance.now();
    const { turns, firstSeq } = this.#parts.record.handover((id) =>
      this.#parts.turns.heard(id, nowMs),
    );
    return { turns: [...this.#opened.turns, ...turns], firstSeq };
  }

  /** `again`: the model has just heard a sentence that the lost one had left unanswered. */
  async #connect(turns: EarlierTurn[], first?: string): Promise<{ again: boolean } | NoModel> {
    this.#isConnecting = true;
    const conversation = await connectModel(this.#opened, turns, {
      deps: this.#deps,
      log: this.#log,
      events: this.#events(),
      signal: this.#abort.signal,
    }).finally(() => {
      this.#isConnecting = false;
    });
    if (typeof conversation === 'string') return conversation;
    if (this.#abort.signal.aborted) {
      conversation.close();
      return { again: true };
    }
    this.#conversation = conversation;
    this.#saidHello = this.#parts.sound.hasUnheardWords();
    if (this.#saidHello && first) this.#tell(first, false);
    return { again: this.#parts.sound.connect(conversation) };
  }

  #events(): ConversationEvents {
    this.#epoch += 1;
    const epoch = this.#epoch;
    const acts = {
      audio: (turnId: string, itemId: string, payload: Buffer) =>
        this.#play(turnId, itemId, payload),
      replyDone: (reply: { status: ReplyStatus; toolCalls: ToolCall[] }) =>
        this.#replyDone(reply.status, reply.toolCalls),
      callerStarted: () => this.#callerStarted(),
      heard: (text: string) => this.#checkRefusal(text),
      lost: (reason: string) => void this.#lost(reason),
    };
    return modelEvents(this.#parts, acts, () => epoch === this.#epoch);
  }

  // The lead's side.

  #pressed(digit: string): void {
    this.#watch.callerSpoke();
    if (digit !== '9') {
      this.#conversation?.tell(NOTES.pressed(digit), { by: 'caller', answer: true });
      return;
    }
    this.#bargeIn();
    void within(this.#refusal.record('keypad', 'pressed 9'), REFUSAL_MS)
      .catch(() => false)
      .then(() => this.#finish(REFUSED));
  }

  #callerStarted(): void {
    this.#parts.sound.started();
    this.#parts.account.leadStarted(performance.now());
    this.#spokenSinceCaller = false;
    this.#parts.meter.callerStarted();
    this.#watch.callerSpoke();
    this.#ending.callerSpoke();
    this.#bargeIn();
  }

  #bargeIn(): void {
    const { clear, truncate } = this.#parts.turns.bargeIn(performance.now());
    if (clear) this.#line.clear();
    for (const { itemId, heardMs } of truncate) this.#conversation?.truncate(itemId, heardMs);
    if (truncate.length > 0) this.#parts.meter.bargeIn();
  }

  // The model's side.

  #play(turnId: string, itemId: string, payload: Buffer): void {
    if (this.#state === 'over') return;
    const nowMs = performance.now();
    if (!this.#parts.turns.audio(turnId, itemId, payloadMs(payload), nowMs)) return;
    this.#spokenSinceCaller = true;
    this.#parts.silence.settled();
    this.#parts.tone.cutShort(nowMs);
    this.#line.play(payload, this.#parts.turns.markDue());
    this.#parts.meter.frameOut(nowMs);
  }

  #replyDone(status: ReplyStatus, toolCalls: ToolCall[]): void {
    const fresh = toolCalls.filter(({ callId }) => !this.#toolCallsSeen.has(callId));
    for (const { callId } of fresh) this.#toolCallsSeen.add(callId);
    if (fresh.length > 0) void this.#useTools(fresh);
    if (status === 'failed') {
      this.#replyFailed();
      return;
    }
    this.#failedReplies = 0;
    if (fresh.length === 0) this.#parts.silence.settled();
    this.#ending.replyDone();
    // A tool that was asked for may be the one that apologises.
    if (fresh.length === 0) this.#apologise();
    this.#endIfDue();
  }

  /** Once more by itself; a model that fails twice in a row is as good as lost. */
  #replyFailed(): void {
    this.#failedReplies += 1;
    this.#log.warn({ failed: this.#failedReplies }, 'reply failed');
    if (this.#failedReplies === 1) this.#conversation?.speak();
    else void this.#lost('replies_failed');
  }

  async #useTools(calls: ToolCall[]): Promise<void> {
    const conversation = this.#conversation;
    const { mediaSessions, now } = this.#deps;
    this.#toolsRunning += 1;
    const { results, answer, ending } = await useTools(calls, {
      context: {
        session: this.#opened,
        mediaSessions,
        spoken: this.#parts.record.spoken,
        optOut: this.#refusal.record,
        now,
      },
      log: this.#log,
      hasSpoken: this.#spokenSinceCaller,
      isOver: () => this.#state !== 'live',
    });
    this.#toolsRunning -= 1;
    if (ending) this.#ending.plan(ending, performance.now(), answer ? 1 : 0);
    if (answer) this.#parts.silence.owesWords();
    else this.#parts.silence.settled();
    if (conversation === this.#conversation) conversation?.giveResults(results, { answer });
    this.#endIfDue();
  }

  #checkRefusal(text: string): void {
    if (!this.#refusal.noticedIn(text)) return;
    this.#ending.plan(REFUSED, performance.now(), 1);
    const busy =
      this.#parts.turns.isReplying() || this.#toolsRunning > 0 || this.#parts.sound.isSpeaking();
    if (!busy) this.#apologise();
  }

  #apologise(): void {
    if (!this.#refusal.takeApology()) return;
    this.#ending.expectReply();
    this.#tell(NOTES.refused, true);
  }

  // Time.

  #tick(): void {
    const nowMs = performance.now();
    this.#parts.sound.tick(nowMs);
    this.#write(false);
    if (this.#state !== 'live') return;

    this.#parts.account.noteHeard(this.#parts.turns.heardMs(nowMs));
    const { isQuiet: quiet, isOurs } = whoseSilence({
      hasModel: this.#conversation !== null,
      isSpeaking: this.#parts.sound.isSpeaking(),
      isBusy: this.#parts.turns.isReplying() || this.#toolsRunning > 0,
      isOwed: this.#parts.silence.owes(),
      playedOut: this.#parts.turns.playedOut(nowMs),
    });
    // Nobody is left without a sign that somebody is there; a model that stays silent is lost.
    const due = this.#parts.silence.look(nowMs, isOurs);
    if (due === 'filler') this.#parts.tone.play(nowMs);
    else if (due === 'give-up') void this.#lost('silent');
    const noFramesForMs = this.#parts.sound.noFramesForMs(nowMs, this.#startedAtMs);
    switch (this.#watch.look({ nowMs, quiet, noFramesForMs })) {
      case 'half-open':
        return void this.end('half_open');
      case 'wrap-up':
        this.#tell(NOTES.wrapUp, false);
        break;
      case 'time-is-up':
        this.#sayAndEnd(NOTES.timeIsUp, 'time_limit');
        break;
      case 'ask-if-there':
        this.#conversation?.tell(NOTES.silent, { by: 'caller', answer: true });
        break;
      case 'give-up-silent':
        this.#conversation?.tell(NOTES.stillSilent, { by: 'caller', answer: true });
        this.#ending.plan({ ...farewell('silent'), firm: false }, nowMs, 1);
        break;
    }
    this.#endIfDue();
  }

  #write(over: boolean): void {
    const nowMs = performance.now();
    const turns = this.#parts.record.due((id) => this.#parts.turns.heard(id, nowMs), over);
    this.#deps.writer.put(this.#line.callSid, turns);
    this.#parts.meter.flush();
  }

  // The model is lost.

  async #lost(reason: string): Promise<void> {
    this.#epoch += 1;
    this.#conversation?.close();
    this.#conversation = null;
    this.#parts.sound.disconnect();
    this.#failedReplies = 0;
    this.#parts.turns.modelLost();
    this.#parts.record.close();
    if (this.#state !== 'live') return;
    this.#deps.metrics.modelLost.inc();
    if (['silent', 'replies_failed'].includes(reason)) this.#deps.modelNews.failed('model_silent');
    this.#log.warn({ reason }, 'voice model lost');
    const nowMs = performance.now();
    const isTooSoon = nowMs - this.#lastReconnectMs < this.#deps.timing.reconnectMs;
    // Who has heard nothing so far has waited long enough.
    const inVain =
      reason === 'silent' && !this.#parts.account.hasHeardUs(this.#parts.turns.heardMs(nowMs));
    if (isTooSoon || inVain) return this.#giveUp(reason);
    this.#lastReconnectMs = nowMs;
    const said = this.#parts.record.turns((id) => this.#parts.turns.heard(id, nowMs));
    const connected = await this.#connect([...this.#opened.turns, ...said]);
    if (typeof connected === 'string') this.#giveUp(connected);
    else if (!connected.again) this.#tell(NOTES.resumed, true);
  }

  #giveUp(reason: string): void {
    this.#silenced = silenceOf(reason);
    void this.#finish({ ...farewell(`model_${reason}`), kind: 'apology' });
  }

  // The end.

  #tell(note: string, answer: boolean): void {
    if (answer) this.#parts.silence.owesWords();
    this.#conversation?.tell(note, { by: 'system', answer });
  }

  #sayAndEnd(note: string, reason: string): void {
    this.#tell(note, true);
    this.#ending.plan(farewell(reason), performance.now(), 1);
  }

  #endIfDue(): void {
    const nowMs = performance.now();
    const replying = this.#parts.turns.isReplying() || this.#toolsRunning > 0;
    const playedOut = this.#parts.turns.playedOut(nowMs);
    const ending = this.#ending.due({ nowMs, replying, playedOut });
    if (ending) void this.#finish(ending);
  }

  async #finish({ kind, reason }: Ending): Promise<void> {
    if (this.#state !== 'live') return;
    this.#state = 'finishing';
    const deps = { ...this.#deps, log: this.#log };
    if (kind === 'hangup') await hangUp(deps, this.#opened.call, this.#line.callSid, reason);
    if (kind === 'apology') await letCarrierApologise(deps, this.#opened.call, reason);
    await this.end(reason);
  }

  /** Lets both sides go and writes what is left. Safe to call again. */
  async end(reason: string): Promise<void> {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#line.close(reason);
    const endedAtMs = performance.now();
    const inVain = this.#parts.silence.silentForMs(endedAtMs) >= IN_VAIN_MS;
    // What has not been played by now will not be.
    this.#parts.turns.bargeIn(endedAtMs);
    await linger({
      ...this.#parts,
      isConnecting: () => this.#isConnecting,
      hasModel: () => this.#conversation !== null,
      lingerMs: this.#deps.timing.lingerMs,
    });
    await this.#refusal.settled();
    this.#abort.abort();
    clearInterval(this.#timer);
    this.#epoch += 1;
    this.#conversation?.close();
    this.#write(true);
    this.#log.info({ reason, ...this.#parts.meter.sums(endedAtMs) }, 'media session ended');
    await closeOut({
      account: this.#parts.account,
      agentMs: this.#parts.turns.heardMs(endedAtMs),
      silenced: this.#silenced,
      inVain,
    });
    this.#resolveDone();
  }
}
