import type { Events } from '@ringback/shared/db/live/events.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { Mention } from '@ringback/shared/events/mention.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Response } from 'express';
import { beatFrame, mentionFrame, noticeFrame, pageBytes, retryFrame } from './frames.ts';
import type { Relay } from './relay.ts';
import { mayHear, wants, wantsTopic } from './topics.ts';

export type EndReason = 'client' | 'slow' | 'unauthorized' | 'shutdown';

type Deps = {
  res: Response;
  relay: Pick<Relay, 'join' | 'position'>;
  events: Pick<Events, 'page' | 'bounds'>;
  /** The last event that was heard, as it was said; null for a first visit. */
  after: string | null;
  topics: string[];
  /** A user or a key: what is private is told to its owner only. */
  callerId: string;
  /** With more than this on its way nothing is kept for them: they read the rest out of the log. */
  maxBufferBytes: number;
  /** How long to wait before asking a database again that did not answer. */
  againMs: number;
  onReset: () => void;
  onEnd: (reason: EndReason) => void;
  log: Logger;
};

const PAGE = 200;
/** So many heartbeats without anything being taken off our hands: nobody reads there. */
const STUCK_BEATS = 4;
const EVENT_ID = /^\d{1,15}$/;

/**
 * One listener. What they missed comes out of the log in pages, at the speed at which they read;
 * from where the relay stands on they hear what it hears. Nothing twice, nothing out of order.
 */
export class LiveStream {
  readonly #deps: Deps;
  /** Everything up to here has been written to them; null until the beginning is known. */
  #sent: number | null = null;
  #mode: 'waiting' | 'reading' | 'live' | 'closed' = 'waiting';
  #leave: (() => void) | undefined;
  #beats = 0;
  #beatsAtDrain = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.res.once('close', () => this.#end('client'));
  }

  /** False if there is nobody at the other end any more. */
  open(retryMs: number): boolean {
    if (this.#deps.res.destroyed) this.#end('client');
    if (this.#isClosed()) return false;
    this.#write(`${retryFrame(retryMs)}: open\n\n`);
    this.#leave = this.#deps.relay.join({
      hear: (events, position) => this.#hear(events, position),
      skip: (position) => this.#reset('pruned', position),
      wants: (event) => this.#isFor(event),
    });
    if (this.#isClosed()) this.#leave();
    return !this.#isClosed();
  }

  /** Says that the line stands; ends it if what was said before is still not taken. */
  beat(): void {
    if (this.#mode === 'closed') return;
    this.#beats += 1;
    if (!this.#deps.res.writableNeedDrain) this.#beatsAtDrain = this.#beats;
    if (this.#beats - this.#beatsAtDrain < STUCK_BEATS) this.#write(beatFrame(this.#sent));
    else this.#end('slow');
  }

  /** To whoever keeps up; the others hear the next one. */
  mention(event: Mention): void {
    if (this.#mode !== 'live' || this.#deps.res.writableNeedDrain) return;
    if (wantsTopic(this.#deps.topics, event.topic)) this.#write(mentionFrame(event));
  }

  close(reason: EndReason, retryMs?: number): void {
    if (this.#mode === 'closed') return;
    if (retryMs !== undefined) this.#write(retryFrame(retryMs));
    this.#write(noticeFrame('bye', null, { reason }));
    this.#end(reason);
  }

  #hear(events: LiveEvent[], position: number): void {
    if (this.#mode === 'waiting') {
      this.#mode = 'reading';
      void this.#begin(position);
    } else if (this.#mode === 'live') this.#tellAll(events, position);
  }

  /** A page of the log in one write. What would be too much for them they read out of the log. */
  #tellAll(events: LiveEvent[], position: number): void {
    const { res, maxBufferBytes } = this.#deps;
    const sent = this.#sent ?? 0;
    const chosen = events.filter((event) => event.id > sent && this.#isFor(event));
    const bytes = pageBytes(events, chosen);
    if (chosen.length > 0 && res.writableLength + bytes.length > maxBufferBytes) {
      this.#mode = 'reading';
      void this.#drained().then(() => this.#catchUp());
      return;
    }
    if (chosen.length > 0) this.#write(bytes);
    this.#sent = Math.max(sent, position);
  }

  async #begin(position: number): Promise<void> {
    const { after } = this.#deps;
    if (after === null) {
      this.#sent = position;
      this.#write(noticeFrame('ready', position, { last_event_id: position }));
      return this.#catchUp();
    }
    const bounds = await this.#ask(() => this.#deps.events.bounds());
    if (!bounds) return;
    const id = EVENT_ID.test(after) ? Number(after) : null;
    const newPosition = Math.max(position, bounds.tail);
    if (id === null) this.#reset('unreadable', newPosition);
    else if (id < bounds.tail) this.#reset('too_old', newPosition);
    // Not of this log at all: the database was created again.
    else if (id > bounds.newest) this.#reset('unknown', newPosition);
    else this.#sent = id;
    await this.#catchUp();
  }

  /** Reads until it stands where the relay stands; between that look and going live nothing happens. */
  async #catchUp(): Promise<void> {
    const { events, relay } = this.#deps;
    while (this.#mode === 'reading') {
      const from = this.#sent ?? 0;
      const to = relay.position() ?? from;
      if (from >= to) {
        this.#mode = 'live';
        return;
      }
      const page = await this.#ask(() => events.page(from, to, PAGE));
      if (!page) return;
      if (page.tail > from) {
        this.#reset('too_old', Math.max(to, page.tail));
        continue;
      }
      for (const event of page.events) {
        this.#tell(event);
        await this.#drained();
      }
      if (page.events.length < PAGE) this.#sent = Math.max(this.#sent ?? 0, to);
    }
  }

  /** An answer of the database, however long it takes; null when nobody waits for it any more. */
  async #ask<T>(question: () => Promise<T>): Promise<T | null> {
    while (this.#mode !== 'closed') {
      try {
        const answer = await question();
        return this.#isClosed() ? null : answer;
      } catch (err) {
        this.#deps.log.debug({ err }, 'log not read');
        await new Promise((resolve) => setTimeout(resolve, this.#deps.againMs));
      }
    }
    return null;
  }

  #isClosed(): boolean {
    return this.#mode === 'closed';
  }

  #tell(event: LiveEvent): void {
    if (event.id <= (this.#sent ?? 0)) return;
    if (this.#isFor(event)) this.#write(pageBytes([event], [event]));
    this.#sent = event.id;
  }

  #isFor(event: LiveEvent): boolean {
    return mayHear(this.#deps.callerId, event) && wants(this.#deps.topics, event);
  }

  #reset(reason: string, position: number): void {
    if (this.#mode === 'closed') return;
    this.#sent = position;
    this.#deps.onReset();
    this.#write(noticeFrame('reset', position, { reason, last_event_id: position }));
  }

  #write(content: string | Buffer): void {
    const { res } = this.#deps;
    if (this.#mode !== 'closed' && !res.destroyed) res.write(content);
  }

  async #drained(): Promise<void> {
    const { res } = this.#deps;
    if (!res.writableNeedDrain || this.#mode === 'closed') return;
    await new Promise<void>((resolve) => {
      const go = () => {
        res.off('drain', go);
        res.off('close', go);
        resolve();
      };
      res.once('drain', go);
      res.once('close', go);
    });
  }

  #end(reason: EndReason): void {
    if (this.#mode === 'closed') return;
    this.#mode = 'closed';
    this.#leave?.();
    const { res, onEnd } = this.#deps;
    // Who does not read would never see a proper end.
    if (reason === 'slow') res.destroy();
    else if (!res.writableEnded) res.end();
    onEnd(reason);
  }
}
