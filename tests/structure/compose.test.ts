import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { copiesOf, readImage } from '../fixtures/image.ts';
import { SERVICE_SETTINGS } from './service-settings.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The keys that we use, as the compose specification has them; a misspelt one is refused. */
const ComposeService = z.strictObject({
  image: z.string().optional(),
  build: z
    .strictObject({
      context: z.string(),
      dockerfile: z.string(),
      args: z.strictObject({ SERVICE: z.string() }),
    })
    .optional(),
  command: z.array(z.string()).optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).optional(),
  init: z.boolean().optional(),
  // Null: handed on from .env, and not there at all if it is not set.
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
  ports: z.array(z.string()).optional(),
  profiles: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z-]+:\//)).optional(),
  security_opt: z.array(z.string()).optional(),
  logging: z.object({ driver: z.string() }).optional(),
  stop_grace_period: z
    .string()
    .regex(/^\d+[sm]$/)
    .optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({
        condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
      }),
    )
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
      start_period: z.string().optional(),
    })
    .optional(),
});

const Compose = z.object({
  services: z.record(z.string(), ComposeService),
  volumes: z.record(z.string(), z.unknown()),
});

const text = read('docker-compose.yml');
const { services, volumes } = Compose.parse(parse(text, { merge: true }));
const entries = Object.entries(services);
const dockerfile = read('deploy/Dockerfile');
const image = readImage(dockerfile);

const namesIn = (env: string) =>
  [...env.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? '');
const example = namesIn(read('.env.example'));

describe('docker-compose.yml', () => {
  it('has every process and what they stand on', () => {
    expect(Object.keys(services).sort()).toEqual(
      [
        ...['redis', 'postgres', 'migrations', 'database'],
        ...['api', 'call-worker', 'sms-worker', 'media-gateway', 'analyzer'],
      ].sort(),
    );
  });

  it.each(entries)('%s waits only for what is there and can say that it is ready', (_name, one) => {
    const faults = Object.entries(one.depends_on ?? {}).filter(([target, { condition }]) => {
      const needed = services[target];
      if (!needed) return true;
      if (condition === 'service_healthy') return !needed.healthcheck;
      return condition === 'service_completed_successfully' && needed.restart !== undefined;
    });
    expect(faults).toEqual([]);
  });

  it.each(entries.filter(([name]) => name !== 'migrations'))(
    '%s is started again after a fall and has a health check',
    (_name, { restart, healthcheck }) => {
      expect([restart, healthcheck?.test.length !== undefined]).toEqual(['unless-stopped', true]);
    },
  );

  it.each(entries.filter(([, one]) => one.build))(
    '%s is built from what is there',
    (_name, one) => {
      expect(existsSync(join(root, one.build?.dockerfile ?? ''))).toBe(true);
      expect(dockerfile).toMatch(/^ARG SERVICE$/m);
      const service = one.build?.args.SERVICE ?? '';
      const main =
        service === 'database'
          ? 'scripts/embedded/database-main.ts'
          : `services/${service}/src/main.ts`;
      expect(existsSync(join(root, main))).toBe(true);
    },
  );

  it.each(entries.filter(([, one]) => one.build && one.healthcheck))(
    '%s is asked for its health as its image is',
    (_name, { healthcheck }) => {
      expect(healthcheck?.test).toEqual(['CMD', ...image.health]);
    },
  );

  it('lets the gateway finish its calls: it alone may take long to stop', () => {
    const slow = entries.filter(([, one]) => one.stop_grace_period?.endsWith('m'));
    expect(slow.map(([name]) => name)).toEqual(['media-gateway']);
  });

  it('gives the gateway longer than it waits for its calls by itself', () => {
    const config = read('services/media-gateway/src/config.ts');
    const drainSeconds = Number(
      /MEDIA_DRAIN_SECONDS: count\(([\d_]+)/.exec(config)?.[1]?.replace('_', ''),
    );
    const graceMinutes = Number.parseInt(services['media-gateway']?.stop_grace_period ?? '', 10);
    expect(graceMinutes * 60).toBeGreaterThan(drainSeconds);
  });

  it('points services at services', () => {
    const hosts = entries
      .flatMap(([, { environment }]) => Object.values(environment ?? {}))
      .flatMap((value) => [...String(value).matchAll(/:\/\/(?:[^@/]*@)?([a-z-]+):\d+/g)])
      .map(([, host]) => host ?? '');
    expect([...new Set(hosts)].sort()).toEqual(['database', 'postgres', 'redis']);
  });

  it('keeps data only in volumes that it declares', () => {
    const used = entries.flatMap(([, one]) => (one.volumes ?? []).map((v) => v.split(':')[0]));
    expect([...new Set(used)].sort()).toEqual(Object.keys(volumes).sort());
  });

  it.each(SERVICE_SETTINGS)(
    'hands $service all the settings that it reads, and no others',
    (one) => {
      const { environment = {} } = services[one.service] ?? {};
      expect(Object.keys(environment).sort()).toEqual([...one.names].sort());
    },
  );

  it.each(SERVICE_SETTINGS)('starts $service only with what it cannot do without', (one) => {
    const { environment = {} } = services[one.service] ?? {};
    const open = one.required.filter((name) => environment[name] === null);
    expect(open).toEqual([]);
  });

  it('takes from the environment only what .env.example has', () => {
    const used = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? '');
    const handedOn = entries.flatMap(([, { environment = {} }]) =>
      Object.keys(environment).filter((name) => environment[name] === null),
    );
    expect([...used, ...handedOn].filter((name) => !example.includes(name))).toEqual([]);
  });

  it('gives no secret a standard value', () => {
    const lax = [
      ...text.matchAll(/\$\{([A-Z_]*(?:KEY|TOKEN|SECRET|PASSWORD|SID)[A-Z_]*)(:[-?])?/g),
    ];
    expect(lax.filter(([, , rule]) => rule !== ':?').map(([, name]) => name)).toEqual([]);
  });
});

describe('.env.example', () => {
  it('names each setting once and gives none of them a value', () => {
    expect(example.filter((name, at) => example.indexOf(name) !== at)).toEqual([]);
    expect(read('.env.example')).not.toMatch(/^[A-Z_]+=./m);
  });
});

describe('the Dockerfile', () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);

  it('builds from what is there', () => {
    const copied = stages.slice(0, -1).flatMap((stage) => copiesOf(stage.split('\n')));
    expect(copied.flatMap(({ sources }) => sources).length).toBeGreaterThan(3);
    const missing = copied.flatMap(({ sources }) => sources).filter((one) => !existsSync(one));
    expect(missing).toEqual([]);
    expect(stages[0]).toMatch(/^RUN npm run build$/m);
  });

  it('fetches with the pnpm that the repository names', () => {
    const { packageManager } = JSON.parse(read('package.json'));
    expect(dockerfile.match(/pnpm@[\d.]+/g)).toEqual([packageManager]);
  });

  it('ships what was built and nothing else', () => {
    const built = expect.stringMatching(/^\/app\/dist\/\$\{SERVICE\}$/);
    expect(image.copies).toEqual([{ from: 'build', sources: [built], target: './' }]);
  });

  it('runs by the Node that the programs are built for', () => {
    expect(dockerfile).toMatch(/^ARG NODE=24-/m);
    expect(image.command).toEqual(['node', '--enable-source-maps', 'main.mjs']);
  });

  it('does not run as root', () => {
    expect(image.user).toBe('node');
  });
});
