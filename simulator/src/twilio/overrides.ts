/** How a webhook is delivered: Twilio's defaults, or what the URL's `#` asks for. Milliseconds. */
export type Delivery = {
  readMs: number;
  totalMs: number;
  retries: number;
  policies: ReadonlySet<string>;
  /** Set when the fragment asks for a retry policy that does not exist. */
  invalid: boolean;
};

const POLICIES = new Set(['ct', 'rt', '4xx', '5xx', 'all']);

/** Splits `https://x/cb#rc=3&rp=5xx,ct` into the address to call and how to call it. */
export function readOverrides(url: string): { address: string; delivery: Delivery } {
  const [address = '', fragment = ''] = url.split('#', 2);
  const asked = new URLSearchParams(fragment);
  const policies = (asked.get('rp') ?? 'ct').split(',');
  const number = (name: string, low: number, high: number, usual: number) => {
    const value = Number(asked.get(name) ?? usual);
    return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : usual;
  };
  return {
    address,
    delivery: {
      readMs: number('rt', 100, 15_000, 15_000),
      totalMs: number('tt', 100, 15_000, 15_000),
      retries: number('rc', 0, 5, 1),
      policies: new Set(policies.filter((policy) => POLICIES.has(policy))),
      invalid: policies.some((policy) => !POLICIES.has(policy)),
    },
  };
}
