import { z } from 'zod';

/** How long things take, in milliseconds. Tests shorten them; people should not need to. */
export const Timing = z.object({
  /** From the start of ringing to the lead picking up, or being busy. */
  ringMs: z.number().min(0).default(400),
  /** How many ring times an unanswered telephone rings, unless `Timeout` is shorter. */
  unansweredRings: z.number().min(1).default(10),
  /** Silence after which a lead takes the agent's sentence for finished. */
  endOfSpeechMs: z.number().min(0).default(200),
  /** How long a lead thinks before it answers. */
  replyMs: z.number().min(0).default(200),
  /** How long a lead waits for a first word before it says "Hello?". */
  helloMs: z.number().min(0).default(4000),
  /** Mutual silence after which a lead gives up. */
  patienceMs: z.number().min(0).default(6000),
  /** From the model's decision to speak to its first audio. */
  thinkMs: z.number().min(0).default(120),
  /** From the next response's beginning to the transcription of what was said before it. */
  transcribeMs: z.number().min(0).default(60),
  /** How long a lead and a human talk once connected by `<Dial>`. */
  dialTalkMs: z.number().min(0).default(1500),
  /** How long one callback may wait for its answer before the next one is sent. */
  callbackPatienceMs: z.number().min(0).default(1000),
  /** From a text's turn in its sender's queue to its acceptance by the carrier. */
  textSendMs: z.number().min(0).default(100),
  /** From there to the phone. */
  textDeliveryMs: z.number().min(0).default(400),
  /** How long a lead takes to read a text and write back. */
  textReplyMs: z.number().min(0).default(3000),
  /** From one fragment of a lead's answer to the next. */
  textBurstMs: z.number().min(0).default(1500),
  /** How long an hour is for a lead who answers hours later. */
  textHourMs: z.number().min(0).default(3_600_000),
});

export type Timing = z.output<typeof Timing>;

/** Every setting, with the name it has in the environment. No secret has a default. */
export const Config = z
  .object({
    SIM_PORT: z.coerce.number().int().min(0).max(65535).default(4010),
    SIM_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'AC and 32 hexadecimal digits'),
    SIM_AUTH_TOKEN: z.string().min(1),
    SIM_OPENAI_KEY: z.string().min(1),
    SIM_NUMBERS: z
      .string()
      .default('')
      .transform((text) => text.split(',').map((number) => number.trim()))
      .transform((numbers) => numbers.filter((number) => number !== ''))
      .pipe(z.array(z.e164())),
    SIM_SEED: z.coerce.number().int().default(1),
    SIM_CHAR_MS: z.coerce.number().int().min(2).max(200).default(20),
    SIM_RING_MS: z.coerce.number().min(0).default(400),
    SIM_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
    SIM_RETELL_KEY: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .transform((env) => ({
    port: env.SIM_PORT,
    accountSid: env.SIM_ACCOUNT_SID,
    authToken: env.SIM_AUTH_TOKEN,
    openaiKey: env.SIM_OPENAI_KEY,
    numbers: env.SIM_NUMBERS,
    seed: env.SIM_SEED,
    charMs: env.SIM_CHAR_MS,
    smsUrl: env.SIM_SMS_URL ?? null,
    retellKey: env.SIM_RETELL_KEY ?? null,
    timing: Timing.parse({ ringMs: env.SIM_RING_MS }),
    logLevel: env.LOG_LEVEL,
  }));

type Settings = z.output<typeof Config>;

type Extras = 'smsUrl' | 'retellKey';

/**
 * `smsUrl` is where texts to the account's numbers are announced; without one they are only stored.
 * `retellKey` signs Retell's events; without one there is no Retell.
 */
export type Config = Omit<Settings, Extras> & Partial<Pick<Settings, Extras>>;

/** Reads the settings, or lists all mistakes in one text. */
export function readConfig(
  env: Record<string, string | undefined>,
): { ok: true; config: Config } | { ok: false; report: string } {
  const read = Config.safeParse(env);
  if (read.success) return { ok: true, config: read.data };
  const lines = read.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'settings');
    return `  ${name}: ${env[name] === undefined ? 'is missing' : issue.message}`;
  });
  return { ok: false, report: `The simulator cannot start:\n${lines.join('\n')}\n` };
}
