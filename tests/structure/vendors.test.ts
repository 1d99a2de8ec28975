import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { importsOf, isTest, sourceFiles, sqlFiles } from './source-files.ts';

/*
 * What a vendor calls things stands in its folder. This test looks at the TypeScript that is shipped, for
 * imports, for vendors' names, for the words and error codes listed here, and for nothing else: a word
 * that is not on the list is not found. The sources of the database have no vendor at all: what it is to
 * know of one comes with a row or an argument. The simulator plays the vendors and speaks as they do.
 */

const ROOM = 'packages/shared/src/providers/';
const VENDORS = ['twilio', 'retell', 'openai', 'elevenlabs'];

/** Where a vendor comes in: routes and sockets that speak its protocol, with its folder's words. */
const ENDPOINTS: Record<string, string[]> = {
  twilio: ['services/api/src/webhooks/twilio/', 'services/media-gateway/src/carrier/'],
  retell: ['services/api/src/webhooks/retell/'],
};
/** Beside the ports: which vendor has which name in rows and settings. */
const REGISTRIES = [
  ...['analysis', 'calls', 'conversation', 'replies', 'sms'].map(
    (port) => `${ROOM}${port}/providers.ts`,
  ),
  `${ROOM}calls/recordings.ts`,
  `${ROOM}sms/media.ts`,
  `${ROOM}event-facts.ts`,
];
/** Other places in which a vendor may be named, and why. */
const MAY_NAME = [
  // Settings have the vendor's name, and so have the objects that are made of them.
  /^services\/[\w-]+\/src\/config\.ts$/,
  /^packages\/shared\/src\/runtime\/(settings|text-settings|read-config)\.ts$/,
  // The page about the API says who sends what to which endpoint.
  /^services\/api\/src\/docs\/keyless-routes\.ts$/,
  // The api's wiring registers the endpoints.
  /^services\/api\/src\/webhooks\/(webhooks|create-record)\.ts$/,
  // Names that an agent of ours must not say.
  /^packages\/shared\/src\/domain\/texts\/reply-leaks\.ts$/,
];

/** Fields, events and formats of the vendors, as far as no other word is spelled so. */
const WORDS: Record<string, RegExp> = {
  twilio:
    /\b(AccountSid|CallSid|MessageSid|SmsSid|AnsweredBy|SmsStatus|DialCallStatus|DialBridged|RecordingSid|RecordingStatus|MessagingServiceSid|NumMedia|NumSegments|MediaUrl\d?|OptOutType|SequenceNumber|SipResponseCode|StatusCallback|FallbackUrl|ErrorUrl|streamSid|customParameters|mediaFormat|asyncAmd|no-answer|in-progress|x-twilio-signature|x-mulaw)\b|\b(AC|CA|SM|MM|MG|RE)\)?\[0-9a-f\]/,
  retell:
    /\b(call_started|call_ended|call_analyzed|chat_started|chat_ended|chat_analyzed|call_inbound|chat_inbound|disconnection_reason|duration_ms|start_timestamp|override_agent_id|dynamic_variables|transcript_object|message_with_tool_calls|web_call|x-retell-signature)\b/,
  openai:
    /\b(input_audio_buffer|server_vad|session\.update|response\.(create|done|output_item|output_audio)|output_text|input_text|function_call_output|max_output_tokens|insufficient_quota|audio\/pcmu)\b|'(alloy|ash|ballad|cedar|coral|echo|marin|sage|shimmer|verse)'/,
};
const GENERATED = /database\.types\.ts$|domain\/zones\/prefixes\.ts$/;

const shipped = sourceFiles()
  .filter((file) => /^(packages|services)\//.test(file) && !isTest(file))
  .filter((file) => !file.includes('/testing/') && !GENERATED.test(file));
const folderOf = (vendor: string) => `${ROOM}${vendor}/`;
const vendorOf = (file: string) => VENDORS.find((vendor) => file.startsWith(folderOf(vendor)));
const isEndpointOf = (vendor: string, file: string) =>
  (ENDPOINTS[vendor] ?? []).some((endpoint) => file.startsWith(endpoint));
const isEndpoint = (file: string) => VENDORS.some((vendor) => isEndpointOf(vendor, file));

/** Without its imports: where a name comes from is no use of it. */
const textOf = (file: string) =>
  readFileSync(file, 'utf8').replace(/^import [^;]*;$|^\} from '[^']+';$/gm, '');

describe('a vendor’s folder', () => {
  it('is imported by its registries and its endpoints, and by nothing else', () => {
    const strangers = shipped.flatMap((file) =>
      importsOf(file)
        .map((path) => ({ file, path, vendor: vendorOf(path) }))
        .filter(({ vendor }) => vendor !== undefined && vendor !== vendorOf(file))
        .filter(({ vendor = '' }) => !REGISTRIES.includes(file) && !isEndpointOf(vendor, file)),
    );
    expect(strangers).toEqual([]);
  });

  it('knows nothing of the api and its like, nor of another vendor', () => {
    const outwards = shipped
      .filter((file) => vendorOf(file) !== undefined)
      .flatMap((file) => importsOf(file).map((path) => ({ file, path })))
      .filter(({ path }) => REGISTRIES.includes(path) || path.startsWith('services/'));
    expect(outwards).toEqual([]);
  });

  it('is there for each registry, or the lists of this test are out of date', () => {
    for (const file of REGISTRIES) {
      expect(importsOf(file).some((path) => vendorOf(path) !== undefined)).toBe(true);
    }
    for (const endpoint of Object.values(ENDPOINTS).flat()) {
      expect(shipped.filter((file) => file.startsWith(endpoint)).length).toBeGreaterThan(1);
    }
  });
});

describe('a vendor’s name', () => {
  /** Data: what rows keep, the paths that vendors call, and the names of settings. */
  const DATA = [
    /'"?(twilio|retell|openai|elevenlabs)"?'/g,
    /"(twilio|retell|openai|elevenlabs)"/g,
    /'(twilio|retell)\/[a-z_]+'/g,
    /\/webhooks\/(twilio|retell)\b/g,
    /\b[A-Z]+(_[A-Z]+)+\b/g,
  ];

  it('stands elsewhere only as data', () => {
    const named = shipped
      .filter((file) => vendorOf(file) === undefined && !REGISTRIES.includes(file))
      .filter((file) => !isEndpoint(file) && !MAY_NAME.some((place) => place.test(file)))
      .flatMap((file) => {
        const text = DATA.reduce((rest, data) => rest.replace(data, ''), textOf(file));
        const found = text.match(/.*(twilio|twiml(?!['/])|retell|openai|elevenlabs).*/i);
        return found ? [`${file}: ${found[0].trim()}`] : [];
      });
    expect(named).toEqual([]);
  });
});

describe.each(Object.entries(WORDS))('a word of %s', (vendor, words) => {
  const inside = shipped.filter((file) => file.startsWith(folderOf(vendor)));

  it('is one that its folder uses', () => {
    expect(inside.filter((file) => words.test(textOf(file))).length).toBeGreaterThan(0);
  });

  it('stands nowhere else', () => {
    const found = shipped
      .filter((file) => !inside.includes(file))
      // The page about the API shows the fields; the settings say what an account’s name looks like.
      .filter((file) => !/\/docs\/keyless-routes\.ts$|\/runtime\/(text-)?settings\.ts$/.test(file))
      .flatMap((file) => {
        const [word] = words.exec(textOf(file)) ?? [];
        return word ? [`${file}: ${word}`] : [];
      });
    expect(found).toEqual([]);
  });
});

const CODE = /(?<!\d)(1[34]|2[01]|30|63)_?\d{3}(?!\d)/g;
const codesIn = (file: string) =>
  (textOf(file).match(CODE) ?? []).map((code) => code.replace('_', ''));
const codes = new Set(
  ['text-errors.ts', 'call-words.ts', 'calls.ts']
    .flatMap((name) => codesIn(`${folderOf('twilio')}${name}`))
    // Half a minute in milliseconds is no code, though it has the digits of one.
    .filter((code) => !code.endsWith('000')),
);

describe('the sources of the database', () => {
  const schema = sqlFiles('supabase/schema');
  const naming = (pattern: RegExp) =>
    schema.flatMap((file) => {
      const [found] = pattern.exec(readFileSync(file, 'utf8')) ?? [];
      return found ? [`${file}: ${found}`] : [];
    });

  it('are read by this test', () => {
    expect(schema.length).toBeGreaterThan(250);
  });

  it('name no vendor, not even in a comment', () => {
    expect(naming(new RegExp([...VENDORS, 'twiml'].join('|'), 'i'))).toEqual([]);
  });

  it.each(Object.entries(WORDS))('use no word of %s', (_, words) => {
    expect(naming(words)).toEqual([]);
  });

  it('tell no names apart by how a carrier begins them', () => {
    expect(naming(/'(AC|CA|SM|MM|MG|RE)[%_]*'/)).toEqual([]);
  });

  it('know no error code of a carrier', () => {
    const found = schema.filter((file) => codesIn(file).some((code) => codes.has(code)));
    expect(found).toEqual([]);
  });
});

it('a carrier’s error codes stand in its folder only', () => {
  expect(codes.size).toBeGreaterThan(60);
  const found = shipped
    .filter((file) => !file.startsWith(folderOf('twilio')))
    .flatMap((file) => {
      const here = codesIn(file).filter((code) => codes.has(code));
      return here.length > 0 ? [{ file, here }] : [];
    });
  expect(found).toEqual([]);
});
