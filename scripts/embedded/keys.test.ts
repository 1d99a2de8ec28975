import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { loadKeys } from './keys.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'keys-')), 'data/keys.json');

it('makes keys once per data folder, readable by its owner only', () => {
  const file = newFile();
  const keys = loadKeys(file);
  expect(loadKeys(file)).toEqual(keys);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('gives a folder of an older version what it lacks, once, and leaves what it has', () => {
  const file = newFile();
  const { retellKey: _, ...old } = loadKeys(file);
  writeFileSync(file, JSON.stringify(old));
  const keys = loadKeys(file);
  expect(keys).toEqual({ ...old, retellKey: expect.stringMatching(/^key_local_/) });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(keys);
  expect(loadKeys(file)).toEqual(keys);
});

it('makes other keys for another folder, in the shapes that the services want', () => {
  const [one, other] = [loadKeys(newFile()), loadKeys(newFile())];
  expect(one.apiKey).not.toBe(other.apiKey);
  expect(one.twilioAccountSid).toMatch(/^AC[0-9a-f]{32}$/);
  expect(one.sessionSecret.length).toBeGreaterThanOrEqual(32);
  expect(one.dashboardPassword.length).toBeGreaterThanOrEqual(12);
});
