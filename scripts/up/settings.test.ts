import { expect, it } from '@jest/globals';
import { LOCAL_WORLD } from '../testing/local-world.ts';
import { serviceSettings } from './settings.ts';

const USERS = {
  TWILIO_AUTH_TOKEN: 'real',
  TWILIO_MESSAGING_SERVICE_SID: 'MG1',
  RETELL_API_KEY: 'real',
  PUBLIC_URL: 'https://ringback.example.com',
  CALLS_OPEN: '10:00',
  PORT: '9',
  SUPABASE_URL: 'https://real.supabase.co',
};

it('lets nothing of a real vendor into a simulated world', () => {
  const env = serviceSettings({ ...LOCAL_WORLD, providers: 'simulator' }, USERS);
  expect(env).toMatchObject({
    TWILIO_AUTH_TOKEN: 'g',
    RETELL_API_KEY: 'i',
    RETELL_AGENT_ID: 'agent_of_the_simulator',
    TWILIO_BASE_URL: 'http://127.0.0.1:4010',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    SUPABASE_URL: 'http://127.0.0.1:1',
    CALLS_OPEN: '10:00',
  });
  expect(Object.values(env)).not.toContain('real');
  expect(Object.keys(env)).not.toContain('TWILIO_MESSAGING_SERVICE_SID');
  expect(Object.keys(env)).not.toContain('PORT');
});

it('takes provider settings from the environment without the simulator', () => {
  const env = serviceSettings({ ...LOCAL_WORLD, providers: 'none' }, USERS);
  expect(env).toMatchObject({
    TWILIO_AUTH_TOKEN: 'real',
    PUBLIC_URL: 'https://ringback.example.com',
    SUPABASE_URL: 'http://127.0.0.1:1',
  });
  expect(Object.keys(env)).not.toContain('TWILIO_BASE_URL');
});
