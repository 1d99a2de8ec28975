import { chance } from '@ringback/simulator/chance.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { z } from 'zod';
import type { Client } from './client.ts';
import { BAD_FORMS, BOTH, FAULTS, FAULTY, type Form, partnerForm, websiteForm } from './forms.ts';
import type { Outages } from './outages.ts';
import type { Person } from './people.ts';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  client: Client;
  clock: VirtualClock;
  outages: Pick<Outages, 'isAway'>;
  seed: number;
  work: Work;
  tally: Tally;
};

const HOUR_MS = 3_600_000;
/** A sender of webhooks that gets no answer asks again, for as long as that takes. */
const AGAIN_MS = 7_000;
const PARTNER_SHARE = 0.4;
const TEXTS_ONLY_SHARE = 0.08;
const BAD_SHARE = 0.3;
const FAULTY_SHARE = 0.15;
const Answer = z.object({
  data: z.object({ warnings: z.array(z.object({ path: z.string() })) }),
});

export type Arrivals = ReturnType<typeof createArrivals>;

/**
 * People fill in forms, and the forms come in by the api's own webhook: some twice at once, some
 * again days later by another door, some that must not be let in.
 */
export function createArrivals({ client, clock, outages, seed, work, tally }: Deps) {
  const letIn = new Set<string>();
  /** Numbers of forms that were refused, and of people who agreed to nothing. */
  const refused: string[] = [];
  const silent: string[] = [];
  const wrongAnswers: string[] = [];
  let bad = 0;
  const drawn = (person: Person, what: string) => chance(seed, 'form', person.phone, what);

  async function hand(name: string, form: Form, expected: number): Promise<void> {
    const { status, body } = await client.form(form.source, form.body, form.proof);
    if (status >= 500) {
      tally.count('form told again after a failure');
      clock.after(AGAIN_MS, () => work.add(name, hand(name, form, expected)));
      return;
    }
    // 202: the door keeps it, and takes it when the database is back, or finds out what it was.
    const isKept = status === 202 && (expected === 201 || outages.isAway());
    if (status !== expected && !isKept) wrongAnswers.push(`${name}: ${status}`);
    if (status === 201 && name === FAULTY) {
      const { warnings } = Answer.parse(body).data;
      const told = new Set(warnings.map(({ path }) => path));
      const untold = Object.keys(FAULTS).filter((path) => !told.has(path));
      if (untold.length > 0) wrongAnswers.push(`${name}: nothing said of ${untold}`);
    }
    tally.count(`form: ${name}`);
  }

  function fillIn(person: Person): void {
    letIn.add(person.phone);
    const textsOnly = drawn(person, 'texts only') < TEXTS_ONLY_SHARE;
    if (textsOnly) tally.count('form: agrees to texts only');
    const filled = { ...person, consent: textsOnly ? { ...BOTH, channel: 'text' } : BOTH };
    const byPartner = drawn(person, 'partner') < PARTNER_SHARE;
    const formOf = (partner: boolean, name = person.name) =>
      partner ? partnerForm({ ...filled, name }, clock.now()) : websiteForm({ ...filled, name });
    const name = byPartner ? 'signed, by a partner' : 'with a secret, by the website';
    const how = drawn(person, 'how');
    if (drawn(person, 'faulty') < FAULTY_SHARE) {
      work.add(FAULTY, hand(FAULTY, websiteForm({ ...filled, ...FAULTS }), 201));
    } else {
      work.add(name, hand(name, formOf(byPartner), 201));
    }
    if (how < 0.12) work.add(name, hand('the same twice at once', formOf(byPartner), 201));
    if (how >= 0.12 && how < 0.2) {
      const later = 1 + drawn(person, 'later') * 48;
      clock.after(later * HOUR_MS, () =>
        work.add(name, hand('told again by another source', formOf(!byPartner, 'Somebody'), 201)),
      );
    }
    if (drawn(person, 'bad') < BAD_SHARE) sendBad(person);
  }

  /** Somebody else's form, from a number that nobody here has. */
  function sendBad(person: Person): void {
    const phone = `+1206555${String(1_000 + bad).padStart(4, '0')}`;
    const stranger = { ...person, phone };
    const kind = BAD_FORMS[bad % (BAD_FORMS.length + 1)];
    bad += 1;
    if (kind) {
      refused.push(phone);
      const form = kind.of({ ...stranger, consent: BOTH }, clock.now());
      work.add(kind.name, hand(kind.name, form, kind.status));
    } else {
      silent.push(phone);
      work.add('no consent', hand('no consent', websiteForm({ ...stranger, consent: 'no' }), 201));
    }
  }

  return {
    /** Who was let in so far. */
    letIn,
    refused,
    silent,
    wrongAnswers,
    expect(people: Person[]): void {
      const startMs = clock.now().getTime();
      for (const person of people) {
        clock.after(person.arrivesAt.getTime() - startMs, () => fillIn(person));
      }
    },
  };
}
