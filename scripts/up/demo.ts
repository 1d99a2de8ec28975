import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { daytimeZone, nightZone } from './daytime.ts';
import { createDemoApi } from './demo-api.ts';
import { demoLine, isTold, outcomeLine } from './demo-line.ts';
import { TEXTERS, textThem } from './demo-texts.ts';
import { follow } from './follow.ts';
import { bold, dim, say } from './terminal.ts';

type Deps = {
  apiUrl: string;
  apiKey: string;
  simulatorUrl: string;
  /** Counts the demonstrations, so that each one calls people who were not called before. */
  runsFile: string;
  signal: AbortSignal;
};

const MESSAGE = 'You asked about our offer yesterday. Is it still of interest to you?';

/** The last two digits of a number choose the story; the simulator serves the whole table. */
const CAST = [
  { name: 'Bea Brooks', digits: '01', priority: 'high' },
  { name: 'Ben Boyd', digits: '02', priority: 'normal' },
  { name: 'Olga Owen', digits: '05', priority: 'normal' },
  { name: 'Carl Cole', digits: '07', priority: 'normal' },
  { name: 'Quinn Quist', digits: '00', priority: 'low' },
] as const;

/** It is night where she is: her call waits, and the dashboard says until when and why. */
const ASLEEP = { name: 'Nora Night', digits: '06' };
const FOR_LATER = { name: 'Yara York', digits: '16' };
const STORY_MS = 120_000;
const POLL_MS = 300;

/** Calls and texts simulated people back and prints what happens; ends with a call for the user. */
export async function playDemo(deps: Deps): Promise<void> {
  const api = createDemoApi(deps);
  const group = nextGroup(deps.runsFile);
  const timezone = daytimeZone(new Date());
  const phoneOf = (digits: string) => `+1202555${group}${digits}`;
  const people = `${inWords(CAST.length)} people are called back, ${inWords(TEXTERS.length)} get a text, and one is asleep`;
  say(`\n${bold('A short story')}: ${people}. It is daytime in ${timezone}.\n`);
  const teller = (name: string, phone: string) => (line: string) =>
    say(`  ${name.padEnd(12)} ${dim(phone)}  ${line}`);

  const phone = phoneOf(FOR_LATER.digits);
  const lead_id = await api.lead({ name: FOR_LATER.name, phone, timezone });
  const asleep = { ...ASLEEP, priority: 'normal', timezone: nightZone(new Date()) } as const;
  const everybody = [...CAST.map((one) => ({ ...one, timezone })), asleep];
  const calls = everybody.map(async ({ name, digits, priority, timezone }) => {
    const to = phoneOf(digits);
    const tell = teller(name, to);
    const lead_id = await api.lead({ name, phone: to, timezone });
    const call = await api.schedule({ to, lead_id, message: MESSAGE, priority });
    if ('refusal' in call) return tell(call.refusal);
    await tellCall(api, call.id, tell, deps.signal);
  });
  const texts = textThem(api, {
    lead: ({ name, digits }) => ({ name, phone: phoneOf(digits), timezone }),
    teller,
    signal: deps.signal,
  });
  await Promise.all([...calls, texts]);

  say(`\nNow you. ${FOR_LATER.name} (lead ${lead_id}) waits for a call; she ${STORY_OF_LATER}:\n`);
  say(`  curl -X POST ${deps.apiUrl}/api/queue/schedule-call \\`);
  say(`    -H 'Authorization: Bearer ${deps.apiKey}' -H 'Content-Type: application/json' \\`);
  say(`    -d '{"to":"${phone}","lead_id":${lead_id},"message":"Is it still of interest?"}'\n`);
  say(`Other endings of a number, other stories: ${deps.simulatorUrl}/sim/stories`);
}

const inWords = (count: number) => ['none', 'one', 'two', 'three', 'four', 'five'][count] ?? count;

const STORY_OF_LATER = 'asks whether she talks to a robot';

/** Prints a call to its end, or for as long as a story may take. */
async function tellCall(
  api: ReturnType<typeof createDemoApi>,
  id: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let status = '';
  const look = async () => {
    const call = await api.call(id);
    if (call.status !== status) {
      status = call.status;
      const line = demoLine(call);
      if (line) tell(line);
    }
    if (!isTold(call, new Date())) return false;
    const outcome = outcomeLine(call);
    if (outcome) tell(outcome);
    return true;
  };
  if (await follow({ look, everyMs: POLL_MS, forMs: STORY_MS, signal })) return;
  tell(`is still ${status} after ${STORY_MS / 1000} s; see GET /api/calls/${id}`);
}

/** 01 to 99, then again from the start: by then the caps of the first have long run out. */
function nextGroup(file: string): string {
  const runs = existsSync(file) ? Number(JSON.parse(readFileSync(file, 'utf8')).runs) : 0;
  writeFileSync(file, JSON.stringify({ runs: runs + 1 }));
  return String((runs % 99) + 1).padStart(2, '0');
}
