import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { Action } from './decide/action.ts';
import { onKey } from './decide/on-lead.ts';
import { onListening } from './decide/on-model.ts';
import { onTick, sayAndEnd } from './decide/on-tick.ts';
import type { LineEvent } from './line-event.ts';
import { NOTES } from './notes.ts';
import { noticesCaller } from './notices-caller.ts';
import { openingNote } from './opening.ts';
import { perform, type Sides } from './perform.ts';
import type { Line, SessionDeps } from './session-deps.ts';
import { createSides } from './sides.ts';
import { tellSignal } from './tell-signal.ts';
import { whoseSilence } from './whose-silence.ts';
import { writeTurns } from './write-turns.ts';

/**
 * One live call: the lead on one side, the voice model on the other. The functions in `decide` answer
 * an event with actions, and `perform` carries them out.
 */
export class MediaSession {
  readonly done: Promise<void>;
  readonly #sides: Sides;
  readonly #clock: NodeJS.Timeout;

  constructor(deps: SessionDeps, line: Line, opened: OpenedSession & { firstSeq: number }) {
    const log = deps.log.child({ callId: opened.call.id, callSid: line.callSid });
    const call = { deps, log, line, opened, startedAtMs: performance.now() };
    this.#sides = createSides(call, () => clearInterval(this.#clock));
    this.done = this.#sides.end.done;
    this.#clock = setInterval(() => this.#tick(), deps.timing.tickMs);
  }

  /** Connects the model and has it say the first words. */
  async start(): Promise<void> {
    const { call, parts, link, end } = this.#sides;
    const note = openingNote(call.opened);
    const connected = await link.connect(note);
    if (typeof connected === 'string') return end.giveUp(connected);
    const model = link.current();
    // A lead who said hello before the model listened gets the first words as the answer, once.
    if (connected.saidHello && (await noticesCaller(parts.sound))) return;
    // If the model was lost meanwhile, its successor has the first words. Or the call has ended.
    if (!model || model !== link.current() || !end.isLive()) return;
    this.#perform(onListening(note, connected.saidHello));
  }

  /** One frame from the carrier. */
  handle(event: LineEvent): void {
    const { parts, lead } = this.#sides;
    if (event.event === 'media') lead.frame(event.payload, event.timestampMs);
    else if (event.event === 'mark') {
      parts.turns.echo(event.mark.name, performance.now());
      this.#perform([{ do: 'end-if-due' }]);
    } else if (event.event === 'dtmf') {
      parts.watches.line.callerSpoke();
      this.#perform(onKey(event.dtmf.digit));
    } else if (event.event === 'stop') void this.end('stopped');
    else if (event.event === 'start') void this.end('protocol');
  }

  /** Says goodbye, then hangs up: the process shuts down. */
  drain(): void {
    this.#perform(sayAndEnd(NOTES.shutdown, 'shutdown'));
  }

  /** The turns so far, for the session that takes over this call, and the first free sequence number. */
  handover() {
    return this.#sides.parts.transcript.handover(performance.now());
  }

  /** Closes both connections and writes what is left. Safe to call again. */
  end(reason: string): Promise<void> {
    return this.#sides.end.close(reason);
  }

  #tick(): void {
    const { call, parts, link, agent, end } = this.#sides;
    const { sound, turns, account, watches } = parts;
    const nowMs = performance.now();
    sound.tick(nowMs);
    writeTurns(call, parts, false);
    tellSignal(parts, nowMs);
    if (!end.isLive()) return;

    account.noteHeard(turns.heardMs(nowMs));
    const { isQuiet: quiet, isOurs } = whoseSilence({
      hasModel: link.current() !== null,
      isSpeaking: sound.isSpeaking(),
      isBusy: agent.isBusy(),
      isOwed: watches.silence.owes(),
      playedOut: turns.playedOut(nowMs),
    });
    const noFramesForMs = sound.noFramesForMs(nowMs, call.startedAtMs);
    const silence = watches.silence.check(nowMs, isOurs);
    const line = watches.line.check({ nowMs, quiet, noFramesForMs });
    this.#perform(onTick({ silence, line }));
  }

  #perform(actions: Action[]): void {
    perform(actions, this.#sides);
  }
}
