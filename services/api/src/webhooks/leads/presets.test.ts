import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from '../../testing/api-world.ts';

const SECRET = 'a-secret-of-a-form-0123456789';

let world: World;
let numbers = 0;
let campaignId = '';
beforeAll(async () => {
  world = await startWorld({ env: { TWILIO_FROM: '+12025550190' } });
  const steps = [{ body: 'Hi {{first_name|there}}! Reply STOP to opt out.' }];
  const made = await world.call('POST', '/api/campaigns', { body: { name: 'Forms', steps } });
  campaignId = made.body.data.id;
  await world.call('POST', `/api/campaigns/${campaignId}/start`);
});
afterAll(() => world.stop());

const number = () => `+1212555${String(3000 + numbers++)}`;

async function source(name: string, more: object = {}) {
  const body = { source: name, secret: SECRET, ...more };
  const { status, body: told } = await world.call('POST', '/api/lead-sources', { body });
  expect(status).toBe(201);
  return told.data;
}
const json = (name: string, body: unknown, headers: Record<string, string> = {}) =>
  world.send(`/webhooks/leads/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ringback-secret': SECRET, ...headers },
    body: JSON.stringify(body),
  });
const pairs = (name: string, body: Record<string, string>) =>
  world.send(`/webhooks/leads/${name}?secret=${SECRET}`, {
    method: 'POST',
    body: new URLSearchParams(body),
  });
const leadOf = async (phone: string) =>
  (await world.db.exec(`select * from leads where phone = '${phone}'`))[0];

describe('Facebook Lead Ads', () => {
  it('tells a lead by its field_data, with a campaign of its own', async () => {
    await source('facebook', { preset: 'facebook_lead_ads' });
    const phone = number();
    const answer = await json('facebook', {
      id: '1213345',
      created_time: '2026-11-29T10:15:00+0000',
      ad_id: '6028392',
      form_id: '99887',
      campaign_id: '120330000000',
      field_data: [
        { name: 'full_name', values: ['Zoe Test'] },
        { name: 'phone_number', values: [phone] },
        { name: 'email', values: ['zoe@example.com'] },
        { name: 'which_car_do_you_drive?', values: ['Golf'] },
      ],
      custom_disclaimer_responses: [{ checkbox_key: 'optional_1', is_checked: '1' }],
    });
    expect(answer.body.data).toMatchObject({
      result: 'stored',
      campaign_id: null,
      greeting: 'Zoe',
    });
    expect(await leadOf(phone)).toMatchObject({
      name: 'Zoe Test',
      email: 'zoe@example.com',
      custom: { campaign_id: '120330000000', 'which_car_do_you_drive?': 'Golf' },
    });
  });

  it('comes flat through an automation, and joins the campaign of its source', async () => {
    await source('facebook-flat', { preset: 'facebook_lead_ads', campaign_id: campaignId });
    const phone = number();
    const answer = await json('facebook-flat', {
      full_name: 'Zoe Test',
      phone_number: phone,
      campaign_id: '120330000001',
      consent: 'yes',
      platform: 'fb',
    });
    expect(answer.body.data).toMatchObject({ result: 'enrolled', campaign_id: campaignId });
  });

  it('is answered and not contacted when it is tried out; a notice without a lead is explained', async () => {
    await source('facebook-test', { preset: 'facebook_lead_ads' });
    const before = await world.db.exec('select count(*)::int as n from leads');
    const dummy = (field: string) => ({
      name: field,
      values: [`<test lead: dummy data for ${field}>`],
    });
    const { status, body } = await json('facebook-test', {
      field_data: ['full_name', 'phone_number', 'email'].map(dummy),
    });
    expect([status, body.data.result, body.data.lead_id]).toEqual([201, 'test', null]);
    expect(await world.db.exec('select count(*)::int as n from leads')).toEqual(before);
    const notice = {
      object: 'page',
      entry: [
        { id: '1', changes: [{ field: 'leadgen', value: { leadgen_id: '44', form_id: '9' } }] },
      ],
    };
    const told = await json('facebook-test', notice);
    expect([told.status, told.body.faults[0].path]).toEqual([
      400,
      'entry.changes.value.leadgen_id',
    ]);
  });
});

describe('Google Ads', () => {
  const lead = (phone: string, more: object = {}) => ({
    lead_id: 'TeSter-123',
    api_version: '1.0',
    form_id: 40_000_000_001,
    campaign_id: 21_000_000_002,
    google_key: SECRET,
    gcl_id: 'abc',
    user_column_data: [
      { column_name: 'Full Name', string_value: 'Ann Test', column_id: 'FULL_NAME' },
      { column_name: 'User Phone', string_value: phone, column_id: 'PHONE_NUMBER' },
      { column_name: 'User Email', string_value: 'ann@example.com', column_id: 'EMAIL' },
      { string_value: '90210', column_id: 'POSTAL_CODE' },
      {
        column_name: 'What is your preferred dealership?',
        string_value: 'North',
        column_id: 'dealer',
      },
    ],
    ...more,
  });
  const post = (name: string, body: unknown) =>
    world.send(`/webhooks/leads/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('proves itself by the key in its body, which is kept nowhere', async () => {
    await source('google', { preset: 'google_ads' });
    const phone = number();
    const answer = await post('google', lead(phone));
    expect([answer.status, answer.body.data.result]).toEqual([200, 'stored']);
    const stored = await leadOf(phone);
    expect(stored).toMatchObject({
      name: 'Ann Test',
      email: 'ann@example.com',
      postal_code: '90210',
      external_id: 'TeSter-123',
      custom: { campaign_id: 21_000_000_002, 'What is your preferred dealership?': 'North' },
    });
    expect(JSON.stringify(stored)).not.toContain(SECRET);
    const wrong = await post('google', lead(number(), { google_key: `${SECRET}x` }));
    const none = await post('google', lead(number(), { google_key: undefined }));
    expect([wrong.status, none.status]).toEqual([403, 403]);
  });

  it('has no such key with a source of another kind', async () => {
    await source('not-google', { preset: 'generic' });
    expect((await post('not-google', lead(number()))).status).toBe(403);
  });

  it('is answered and not contacted when it is tried out', async () => {
    await source('google-test', { preset: 'google_ads', campaign_id: campaignId });
    const phone = number();
    const answer = await post('google-test', lead(phone, { is_test: true }));
    expect([answer.status, answer.body.data.result]).toEqual([200, 'test']);
    expect(await leadOf(phone)).toBeUndefined();
  });
});

describe('HubSpot', () => {
  it('sends a contact with its properties, plain or with their versions', async () => {
    await source('hubspot', { preset: 'hubspot' });
    const [plain, versions] = [number(), number()];
    const one = await json('hubspot', {
      objectId: 51,
      properties: {
        firstname: 'Ann',
        lastname: 'Test',
        mobilephone: plain,
        state: 'California',
        hs_email_optout: 'true',
      },
    });
    expect([one.status, one.body.data.do_not_contact]).toEqual([201, []]);
    expect(await leadOf(plain)).toMatchObject({ name: 'Ann Test', region: 'US-CA' });
    await json('hubspot', {
      vid: 52,
      properties: {
        firstname: { value: 'Bob', versions: [{ value: 'Bob', 'source-type': 'FORM' }] },
        phone: { value: versions, versions: [] },
      },
    });
    expect(await leadOf(versions)).toMatchObject({ name: 'Bob' });
  });

  it('sends a submission of a form with what was agreed to', async () => {
    await source('hubspot-form', { preset: 'hubspot' });
    const phone = number();
    const { body } = await json('hubspot-form', {
      submittedAt: '1796000000000',
      fields: [
        { objectTypeId: '0-1', name: 'firstname', value: 'Ann' },
        { objectTypeId: '0-1', name: 'phone', value: phone },
      ],
      legalConsentOptions: {
        consent: {
          consentToProcess: true,
          communications: [
            { value: true, subscriptionTypeId: 9, text: 'I agree to receive texts.' },
          ],
        },
      },
    });
    const proof = await world.call('GET', `/api/leads/${body.data.lead_id}/consent`);
    expect(proof.body.data.consents).toMatchObject([{ text: 'I agree to receive texts.' }]);
  });
});

describe('Zapier', () => {
  it.each([
    [
      'flat',
      (phone: string) => ({ full_name: 'Ann Test', phone_number: phone, 'Car Model': 'Golf' }),
    ],
    [
      'flat with parts',
      (phone: string) => ({
        contact__full_name: 'Ann Test',
        contact__phone: phone,
        'Car Model': 'Golf',
      }),
    ],
    [
      'nested',
      (phone: string) => ({ lead: { name: 'Ann Test', phone, extra: { 'Car Model': 'Golf' } } }),
    ],
  ])('passes a lead on, %s', async (how, body) => {
    const name = `zapier-${how.replaceAll(' ', '-')}`;
    await source(name, { preset: 'zapier' });
    const phone = number();
    expect((await json(name, body(phone))).status).toBe(201);
    expect(await leadOf(phone)).toMatchObject({
      name: 'Ann Test',
      custom: { 'Car Model': 'Golf' },
    });
  });

  it('may send pairs', async () => {
    await source('zapier-pairs', { preset: 'zapier' });
    const phone = number();
    expect((await pairs('zapier-pairs', { Name: 'Ann Test', Phone: phone })).status).toBe(201);
    expect(await leadOf(phone)).toMatchObject({ name: 'Ann Test' });
  });
});

describe('Typeform', () => {
  const response = (phone: string) => ({
    event_id: '01H',
    event_type: 'form_response',
    form_response: {
      form_id: 'lT4Z3j',
      token: 'a3a12ec67a1365927098a606107fac15',
      submitted_at: '2026-11-29T18:17:02Z',
      hidden: { utm_source: 'spring' },
      definition: {
        id: 'lT4Z3j',
        fields: [
          { id: 'f1', title: 'Full name', type: 'short_text', ref: 'r1' },
          { id: 'f2', title: 'Where can we reach you?', type: 'phone_number', ref: 'r2' },
          { id: 'f3', title: 'I agree to receive texts about my car.', type: 'legal', ref: 'r3' },
          { id: 'f4', title: 'Car Model', type: 'multiple_choice', ref: 'r4' },
        ],
      },
      answers: [
        { type: 'text', text: 'Ann Test', field: { id: 'f1', type: 'short_text', ref: 'r1' } },
        { type: 'phone_number', phone_number: phone, field: { id: 'f2', type: 'phone_number' } },
        { type: 'boolean', boolean: true, field: { id: 'f3', type: 'legal', ref: 'r3' } },
        { type: 'choice', choice: { label: 'Golf' }, field: { id: 'f4', type: 'multiple_choice' } },
      ],
    },
  });

  it('signs its body, and its answers are read by the kind of their questions', async () => {
    await source('typeform', { preset: 'typeform', auth: 'hmac' });
    const phone = number();
    const body = response(phone);
    const digest = createHmac('sha256', SECRET).update(JSON.stringify(body)).digest('base64');
    const answer = await json('typeform', body, { 'typeform-signature': `sha256=${digest}` });
    expect(answer.status).toBe(201);
    expect(await leadOf(phone)).toMatchObject({
      name: 'Ann Test',
      custom: { 'Car Model': 'Golf', utm_source: 'spring' },
    });
    const proof = await world.call('GET', `/api/leads/${answer.body.data.lead_id}/consent`);
    expect(proof.body.data.consents).toMatchObject([
      { kind: 'written', text: 'I agree to receive texts about my car.' },
    ]);
    const forged = createHmac('sha256', 'another').update(JSON.stringify(body)).digest('base64');
    const other = await json('typeform', body, { 'typeform-signature': `sha256=${forged}` });
    expect(other.status).toBe(403);
  });
});

describe('Elementor', () => {
  it('sends labels and answers as pairs', async () => {
    await source('elementor', { preset: 'elementor' });
    const phone = number();
    const answer = await pairs('elementor', {
      Name: 'Ann Test',
      Phone: phone,
      Email: '',
      'Car Model': 'Golf',
      form_id: '1a2b3c',
      form_name: 'Contact',
    });
    expect(answer.status).toBe(201);
    expect(await leadOf(phone)).toMatchObject({
      name: 'Ann Test',
      custom: { 'Car Model': 'Golf' },
    });
  });

  it('sends each field as an object with its advanced data', async () => {
    await source('elementor-advanced', { preset: 'elementor' });
    const phone = number();
    const { status, body } = await pairs('elementor-advanced', {
      'form[id]': '1a2b3c',
      'form[name]': 'Contact',
      'fields[name][id]': 'name',
      'fields[name][type]': 'text',
      'fields[name][title]': 'Name',
      'fields[name][value]': 'Ann Test',
      'fields[field_7][id]': 'field_7',
      'fields[field_7][type]': 'tel',
      'fields[field_7][title]': 'How do we reach you',
      'fields[field_7][value]': phone,
      'fields[ok][id]': 'ok',
      'fields[ok][type]': 'acceptance',
      'fields[ok][title]': 'Texts',
      'fields[ok][value]': 'on',
      'meta[remote_ip][title]': 'Remote IP',
      'meta[remote_ip][value]': '192.0.2.7',
    });
    expect([status, body.data.greeting]).toEqual([201, 'Ann']);
    expect(await leadOf(phone)).toMatchObject({ name: 'Ann Test' });
    const proof = await world.call('GET', `/api/leads/${body.data.lead_id}/consent`);
    expect(proof.body.data).toMatchObject({ may_be_texted: true });
  });
});

describe('WPForms', () => {
  it.each([
    ['flat', (phone: string) => ({ name: 'Ann Test', phone, 'Car Model': 'Golf' })],
    [
      'as an entry with its fields',
      (phone: string) => ({
        entry_id: 7,
        fields: {
          1: {
            name: 'Your name',
            value: 'Ann Test',
            id: 1,
            type: 'name',
            first: 'Ann',
            last: 'Test',
          },
          2: { name: 'Line', value: phone, id: 2, type: 'phone' },
          3: { name: 'Car Model', value: 'Golf', id: 3, type: 'select' },
        },
      }),
    ],
  ])('sends a lead, %s', async (how, body) => {
    const name = `wpforms-${how.replaceAll(' ', '-')}`;
    await source(name, { preset: 'wpforms' });
    const phone = number();
    expect((await json(name, body(phone))).status).toBe(201);
    expect(await leadOf(phone)).toMatchObject({
      name: 'Ann Test',
      custom: { 'Car Model': 'Golf' },
    });
  });
});

describe('Salesforce web-to-lead', () => {
  it('posts its form, with "do not call" and a campaign of its own', async () => {
    await source('salesforce', { preset: 'salesforce_web_to_lead' });
    const phone = number();
    const { status, body } = await pairs('salesforce', {
      oid: '00D000000000062',
      retURL: 'https://example.com/thanks',
      first_name: 'Ann',
      last_name: 'Test',
      phone: '',
      mobile: phone,
      state: 'CA',
      zip: '90210',
      doNotCall: '1',
      emailOptOut: '1',
      Campaign_ID: '701000000000001',
    });
    expect([status, body.data.campaign_id, body.data.do_not_contact]).toEqual([
      201,
      null,
      ['voice'],
    ]);
    const stored = await leadOf(phone);
    expect(stored).toMatchObject({
      name: 'Ann Test',
      region: 'US-CA',
      custom: { Campaign_ID: '701000000000001' },
    });
    expect(stored?.['custom']).not.toHaveProperty('oid');
    const blocked = await world.db.exec(
      `select scope, source, words from suppressions where phone = '${phone}'`,
    );
    expect(blocked).toEqual([{ scope: 'voice', source: 'form', words: 'doNotCall: 1' }]);
  });
});

describe('a source', () => {
  it('keeps its preset, can have another, and may not have one that nobody knows', async () => {
    expect(await source('kept', { preset: 'typeform' })).toMatchObject({ preset: 'typeform' });
    expect(await source('kept')).toMatchObject({ preset: 'typeform' });
    expect(await source('kept', { preset: 'generic' })).toMatchObject({ preset: 'generic' });
    const body = { source: 'odd', preset: 'myspace' };
    expect((await world.call('POST', '/api/lead-sources', { body })).status).toBe(400);
  });

  it('says by its mapping which field is what, whatever the vendor’s shape says', async () => {
    await source('mapped-google', {
      preset: 'google_ads',
      mapping: {
        campaign_id: 'ours',
        'custom.model': 'user_column_data[column_id=CAR].string_value',
      },
    });
    const phone = number();
    const { body } = await json('mapped-google', {
      ours: campaignId,
      campaign_id: 5,
      consent: true,
      user_column_data: [
        { column_id: 'PHONE_NUMBER', string_value: phone },
        { column_id: 'CAR', string_value: 'Golf' },
      ],
    });
    expect(body.data).toMatchObject({ result: 'enrolled', campaign_id: campaignId });
    expect(await leadOf(phone)).toMatchObject({ custom: { model: 'Golf', campaign_id: 5 } });
  });

  it('that is a vendor’s joins a campaign of ours by a name of ours', async () => {
    const phone = number();
    const lead = { phone, ringback_campaign_id: campaignId, campaign_id: 9, consent: true };
    const { body } = await json('facebook-flat', lead);
    expect(body.data).toMatchObject({ result: 'enrolled', campaign_id: campaignId });
  });
});

describe('what a form says against contacting somebody', () => {
  const blocks = (phone: string) =>
    world.db.exec(`select scope, words from suppressions where phone = '${phone}' order by scope`);

  it.each([
    ['a field', { 'Do Not Contact': 'yes' }, ['all']],
    ['a field inside of custom', { custom: { dnc: true } }, ['all']],
    ['a field further in', { preferences: { do_not_text: 1 } }, ['sms']],
    ['a status', { status: 'Do not call' }, ['voice']],
    ['a consent that was taken back', { consent: { opted_out: true } }, ['all']],
    [
      'a consent for texts that was taken back',
      { consent: { channel: 'sms', opted_out: true } },
      ['sms'],
    ],
    ['the words of a consent', { consent: 'Unsubscribed' }, ['all']],
    ['a moment', { unsubscribed_at: '2026-11-20T10:00:00Z' }, ['all']],
  ])('is taken from %s', async (_, fields, scopes) => {
    await source('no-contact');
    const phone = number();
    const { status, body } = await json('no-contact', { phone, name: 'Ann', ...fields });
    expect([status, body.data.do_not_contact]).toEqual([201, scopes]);
    expect(await blocks(phone)).toMatchObject(scopes.map((scope) => ({ scope })));
  });

  it('counts although the rest of the lead is no use', async () => {
    await source('no-contact');
    const phone = '+37120000001';
    expect((await json('no-contact', { phone, dnc: 'yes' })).status).toBe(422);
    expect(await blocks(phone)).toEqual([{ scope: 'all', words: 'dnc: yes' }]);
  });

  it('and cannot be read keeps the lead, and nobody is contacted', async () => {
    await source('unclear', { campaign_id: campaignId });
    const lead = { phone: number(), consent: true, 'Do Not Call': 'maybe' };
    const { status, body } = await json('unclear', lead);
    expect([status, body.data.result, body.data.campaign_id]).toEqual([201, 'stored', null]);
    expect(body.data.warnings).toContainEqual({
      path: 'Do Not Call',
      message: expect.stringMatching(/^Not contacted/),
    });
    const proof = await world.call('GET', `/api/leads/${body.data.lead_id}/consent`);
    expect(proof.body.data).toMatchObject({ may_be_texted: false, consents: [] });
  });
});
