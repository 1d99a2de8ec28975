import type { Clock } from '../clock.ts';
import { type Config, Timing } from '../config.ts';
import { SILENT } from '../log.ts';
import { type Simulator, startSimulator } from '../service.ts';

export const ACCOUNT = `AC${'1'.repeat(32)}`;
export const TOKEN = 'a token for tests';
export const KEY = 'sk-simulated';
export const FROM = '+12025550190';

/** Four times as fast as a person speaks, with short pauses for thought. */
export const CHAR_MS = 5;

export type Rest = {
  simulator: Simulator;
  /** Twilio's REST, with the account's credentials; a list is sent as a repeated field. */
  post(path: string, form: Record<string, string | string[]>): Promise<RestAnswer>;
  get(path: string): Promise<RestAnswer>;
  /** Places a call and returns its sid. */
  dial(to: string, form: Record<string, string | string[]>): Promise<string>;
  control(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<RestAnswer>;
};

export type RestAnswer = { status: number; headers: Headers; json: Record<string, unknown> };

export async function startTestSimulator(
  settings: Partial<Config> = {},
  timing: Partial<Timing> = {},
  options: { clock?: Clock } = {},
): Promise<Rest> {
  const config: Config = {
    port: 0,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    openaiKey: KEY,
    numbers: [],
    seed: 1,
    charMs: CHAR_MS,
    logLevel: 'error',
    timing: Timing.parse({
      ringMs: 20,
      endOfSpeechMs: 80,
      replyMs: 20,
      helloMs: 1000,
      patienceMs: 2000,
      thinkMs: 10,
      transcribeMs: 5,
      dialTalkMs: 20,
      ...timing,
    }),
    ...settings,
  };
  const simulator = await startSimulator(config, SILENT, options);
  const root = `${simulator.url}/2010-04-01/Accounts/${ACCOUNT}`;
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;

  const ask = async (url: string, init: RequestInit): Promise<RestAnswer> => {
    const response = await fetch(url, init);
    const text = await response.text();
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, json };
  };

  const rest: Rest = {
    simulator,
    post(path, form) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(form)) {
        for (const one of [value].flat()) body.append(name, one);
      }
      return ask(`${root}${path}`, { method: 'POST', headers: { authorization }, body });
    },
    get: (path) =>
      ask(path.startsWith('/2010') ? `${simulator.url}${path}` : `${root}${path}`, {
        headers: { authorization },
      }),
    async dial(to, form) {
      const { json } = await rest.post('/Calls.json', { To: to, From: FROM, ...form });
      return String(json['sid']);
    },
    control: (method, path, body) =>
      ask(`${simulator.url}${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
  return rest;
}
