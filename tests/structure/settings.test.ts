import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LOCAL_WORLD } from '@ringback/scripts/testing/local-world.ts';
import { serviceSettings } from '@ringback/scripts/up/settings.ts';
import { SERVICE_SETTINGS } from './service-settings.ts';

const read = new Set(SERVICE_SETTINGS.flatMap(({ names }) => names));

const example = readFileSync('.env.example', 'utf8');
const documented = new Set(
  [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name),
);
/** Read by the start command or by docker-compose.yml, not by a service. */
const elsewhere = new Set(
  ['scripts/up.ts', 'scripts/embedded/database-main.ts', 'docker-compose.yml'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/g)].map(
      ([, name = '']) => name,
    ),
  ),
);

it('every service is looked at', () => {
  const services = readdirSync('services').filter((name) =>
    existsSync(join('services', name, 'src/config.ts')),
  );
  expect(SERVICE_SETTINGS.map(({ service }) => service).sort()).toEqual(services.sort());
});

describe('.env.example', () => {
  it('explains every setting that a service reads', () => {
    expect([...read].filter((name) => !documented.has(name)).sort()).toEqual([]);
  });

  it('mentions nothing that nobody reads', () => {
    const idle = [...documented].filter((name) => !read.has(name) && !elsewhere.has(name));
    expect(idle.sort()).toEqual([]);
  });

  it('holds no secret', () => {
    const filled = [...example.matchAll(/^([A-Z_]*(?:KEY|TOKEN|SECRET|PASSWORD)[A-Z_]*)=(.+)$/gm)];
    expect(filled.map(([line]) => line)).toEqual([]);
  });
});

describe('npm start', () => {
  /** What a start finds out or makes by itself, for every service or for each. */
  const OWN = [
    ...['PORT', 'SPOOL_DIR', 'REDIS_URL', 'SUPABASE_URL', 'SUPABASE_SECRET_KEY'],
    'SUPABASE_PUBLISHABLE_KEY',
    ...['BOOTSTRAP_API_KEY', 'DASHBOARD_ADMIN_EMAIL', 'DASHBOARD_ADMIN_PASSWORD', 'SESSION_SECRET'],
  ];
  const given = Object.fromEntries([...read].map((name) => [name, `the user's ${name}`]));
  const start = (providers: 'simulator' | 'none', from: Record<string, string>) =>
    serviceSettings({ ...LOCAL_WORLD, providers }, from);

  it('without the simulator hands every setting of the environment to the services', () => {
    const env = start('none', given);
    const lost = [...read].filter((name) => !OWN.includes(name) && env[name] !== given[name]);
    expect(lost).toEqual([]);
  });

  it('with the simulator hands on all but what leads to a vendor', () => {
    const env = start('simulator', given);
    const lost = [...read].filter((name) => !OWN.includes(name) && env[name] !== given[name]);
    expect(lost.filter((name) => !/^(TWILIO|OPENAI|RETELL)_|PUBLIC_URL$/.test(name))).toEqual([]);
  });

  it.each(SERVICE_SETTINGS)(
    'with nothing set gives $service all that it cannot do without',
    (one) => {
      const env = { ...start('simulator', {}), PORT: '1', SPOOL_DIR: '.data' };
      expect(one.required.filter((name) => !Object.hasOwn(env, name))).toEqual([]);
    },
  );
});
