import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { default: Sequencer } =
  require('@jest/test-sequencer') as typeof import('@jest/test-sequencer');
type Suites = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/** Whole systems, by far the longest suites: what begins last must not be what takes a minute. */
const LONG = [
  'system/database-away',
  'system/closed-system',
  'system/text-endings',
  'system/fortnight',
  'chaos/kill-every-300-ms',
  'structure/alert-trials',
  'system/stories',
  'system/silence',
  'system/',
  'embedded/',
];

const rankOf = (path: string) => {
  const at = LONG.findIndex((one) => path.includes(`/${one}`));
  return at === -1 ? LONG.length : at;
};

/** A fresh checkout knows nothing of how long its suites took: the longest begin first all the same. */
// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default class LongFirst extends Sequencer {
  override async sort(tests: Suites) {
    return (await super.sort(tests)).toSorted((a, b) => rankOf(a.path) - rankOf(b.path));
  }
}
