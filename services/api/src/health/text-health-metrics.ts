import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import type { Health, ReadHealth } from './read-health.ts';

/** A scrape asks for every metric at once: they share one reading. */
const ONE_READING_MS = 1_000;

/** The values of the alarm rules. Read for every scrape, so that none is stale. */
export function exposeHealth(metrics: Metrics, readHealth: ReadHealth, now: () => Date): void {
  let reading: Promise<Health | null> = Promise.resolve(null);
  let readAt = Number.NEGATIVE_INFINITY;
  const read = () => {
    if (Math.abs(now().getTime() - readAt) >= ONE_READING_MS) {
      readAt = now().getTime();
      reading = readHealth(now()).catch(() => null);
    }
    return reading;
  };

  type Values = (health: Health) => [labels: Record<string, string>, value: number | null][];
  const expose = (name: string, help: string, labels: string[], valuesOf: Values) => {
    const gauge = metrics.gauge(name, help, labels, async () => {
      const health = await read();
      gauge.reset();
      for (const [of, value] of health ? valuesOf(health) : []) {
        if (value !== null) gauge.set(of, value);
      }
    });
  };

  expose(
    'webhook_silence_seconds',
    'Since the last webhook of a kind that ever came.',
    ['webhook'],
    ({ webhooks }) => webhooks.map(({ webhook, silent_seconds }) => [{ webhook }, silent_seconds]),
  );
  expose(
    'processor_silence_seconds',
    'Since a service last took a job out of the queue.',
    ['processor'],
    ({ processors }) =>
      processors.map(({ processor, silent_seconds }) => [{ processor }, silent_seconds]),
  );
  expose('processor_running', '1 for a service that runs.', ['processor'], ({ processors }) =>
    processors.map(({ processor, running }) => [{ processor }, running ? 1 : 0]),
  );
  expose('texts_sent_last_hour', 'Texts the carrier took in an hour.', [], ({ texts }) => [
    [{}, texts.sent_last_hour],
  ]);
  expose(
    'texts_failed_last_hour',
    'Texts of an hour that the carrier took and did not deliver.',
    [],
    ({ texts }) => [[{}, texts.failed_last_hour]],
  );
  expose(
    'texts_filtered_ratio',
    'Share of an hour’s texts that were filtered.',
    [],
    ({ texts }) => [[{}, texts.filtered_ratio]],
  );
  expose('texts_overdue_seconds', 'The oldest overdue of a kind.', ['what'], ({ texts }) => [
    [{ what: 'text' }, texts.oldest_due_seconds],
    [{ what: 'step' }, texts.oldest_step_seconds],
    [{ what: 'reply' }, texts.oldest_reply_seconds],
    [{ what: 'verdict' }, texts.oldest_unjudged_seconds],
  ]);
  expose(
    'waiting_seconds',
    'The longest wait for a person, or for a judgment.',
    ['what'],
    ({ waiting }) => [
      [{ what: 'person' }, waiting.for_person_seconds],
      [{ what: 'judge' }, waiting.for_judge_seconds],
    ],
  );
  expose(
    'analyses_to_review',
    'Analyses that a person has to review; counted up to a thousand.',
    [],
    ({ waiting }) => [[{}, waiting.to_review]],
  );
  expose(
    'texts_found_last_hour',
    'Texts of leads whose webhook never came, found in the carrier’s list.',
    [],
    ({ texts }) => [[{}, texts.found_last_hour]],
  );
  expose(
    'inbound_look_age_seconds',
    'Since the end of the period that the list was last read for.',
    [],
    ({ texts }) => [[{}, texts.inbound_looked_seconds]],
  );
  expose('spent_today_usd', 'What this UTC day has cost.', ['channel'], ({ money }) => [
    [{ channel: 'calls' }, money.calls_usd],
    [{ channel: 'texts' }, money.texts_usd],
  ]);
  expose(
    'budget_used_ratio',
    'Share of a day’s budget that is spent; a budget that is not set is left out.',
    ['budget'],
    ({ money }) => money.budgets.map(({ budget, used }) => [{ budget }, used]),
  );
  expose('texts_switched_off', '1 while all texts are switched off.', [], ({ warnings }) => [
    [{}, warnings.includes('texts_switched_off') ? 1 : 0],
  ]);
  expose('calls_switched_off', '1 while all calls are switched off.', [], ({ warnings }) => [
    [{}, warnings.includes('calls_switched_off') ? 1 : 0],
  ]);
  expose(
    'resting_seconds',
    'How long dialing, or asking the language model, has been paused automatically.',
    ['what'],
    ({ resting }) =>
      (['voice', 'language_model'] as const).map((what) => [
        { what },
        resting.find(({ name }) => name === what)?.resting_seconds ?? 0,
      ]),
  );
  expose('health_warnings', '1 for each thing that is wrong.', ['warning'], ({ warnings }) =>
    warnings.map((warning) => [{ warning }, 1]),
  );
}
