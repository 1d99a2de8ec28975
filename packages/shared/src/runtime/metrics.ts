import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * One registry a service. Base units, the prefix `ringback_`, no label that names a person or a
 * call.
 */
export function createMetrics(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });

  return {
    registry,
    counter: (name: string, help: string, labelNames: string[] = []) =>
      new Counter({ name: `ringback_${name}`, help, labelNames, registers: [registry] }),
    gauge: (name: string, help: string, labelNames: string[] = [], collect?: () => Promise<void>) =>
      new Gauge({ name: `ringback_${name}`, help, labelNames, registers: [registry], collect }),
    histogram: (name: string, help: string, labelNames: string[], buckets: number[]) =>
      new Histogram({ name: `ringback_${name}`, help, labelNames, buckets, registers: [registry] }),
  };
}
