import { type Persona, person } from './people/persona.ts';

/** What happens when the phone rings. */
export type Pickup = 'answers' | 'busy' | 'no-answer' | 'fails';

export type Story = {
  /** The last two digits of the numbers that have this story. */
  digits: string;
  name: string;
  description: string;
  /** `attempt` counts the calls to this number, from 1. */
  pickup(attempt: number): Pickup;
  persona: Persona;
};

const answers = () => 'answers' as const;
const INTERESTED = [
  'Yes, I am still looking. My budget is twenty thousand.',
  'Next month.',
  'Thanks, bye.',
] as const;
const BOOKING = [
  'Yes, I would like to book. Tuesday at ten works for me.',
  'No, that is all. Thanks, bye.',
];

function story(
  digits: string,
  name: string,
  description: string,
  persona: Persona,
  pickup: Story['pickup'] = answers,
): Story {
  return { digits, name, description, pickup, persona };
}

const interested: Story = story(
  '00',
  'interested',
  'answers, is still interested, names a budget and a time',
  person(...INTERESTED),
);

/** The person behind each number. A number with an ending that is not here has story 00. */
export const STORIES: readonly Story[] = [
  interested,
  story('01', 'books', 'books an appointment on Tuesday at ten', person(...BOOKING)),
  story('02', 'busy', 'is always busy', person(), () => 'busy'),
  story('03', 'no-answer', 'never picks up', person(), () => 'no-answer'),
  story('04', 'voicemail', 'a machine answers, speaks its greeting and then records', {
    answeredBy: 'machine',
    lines: [
      {
        do: 'say',
        text: 'You have reached my voicemail. Please leave a message after the tone.',
        cue: 'at-once',
      },
    ],
    gapMs: 0,
    patience: 3,
    asksHello: false,
  }),
  story(
    '05',
    'opts-out',
    'asks in its own words never to be called again',
    person("Please don't call me again.", 'Bye.'),
  ),
  story('06', 'wants-human', 'asks for a human', person('Can I speak to a real person please?')),
  story(
    '07',
    'callback',
    'is driving and asks to be called back tomorrow at three',
    person('I am driving. Can you call me back tomorrow at three?', 'Thanks, bye.'),
  ),
  story(
    '08',
    'barges-in',
    'interrupts the agent in the middle of a long word and asks for the price',
    person(
      'Hello, who is this?',
      { do: 'say', text: 'Sorry, just tell me the price.', cue: 'mid-word' },
      'No, thanks. Bye.',
    ),
  ),
  story(
    '09',
    'not-interested',
    'has already bought elsewhere',
    person('No thanks, I already bought one.', 'Bye.'),
  ),
  story('10', 'bad-number', 'the number does not exist (SIP 404)', person(), () => 'fails'),
  story(
    '11',
    'hangs-up',
    'hangs up while the agent speaks',
    person('Hello, who is this?', { do: 'hang-up', cue: 'mid-word' }),
  ),
  story('12', 'silent', 'picks up and says nothing', {
    ...person(),
    patience: 10,
    asksHello: false,
  }),
  story(
    '13',
    'socket-cut',
    'its media socket is cut without a stop while the call stays up',
    person('Hello, who is this?', { do: 'cut-socket', cue: 'mid-word' }, ...INTERESTED),
  ),
  story('14', 'gaps', 'its carrier sends nothing for a while after each sentence', {
    ...person(...INTERESTED),
    gapMs: 1500,
  }),
  story(
    '15',
    'presses-nine',
    'presses 9 to opt out',
    person({ do: 'press', digit: '9', cue: 'turn' }, 'Bye.'),
  ),
  story(
    '16',
    'asks-robot',
    'asks whether it talks to a robot, then is interested',
    person(
      'Are you a robot?',
      'Okay. I am still looking. My budget is fifteen thousand.',
      'Next week.',
      'Thanks, bye.',
    ),
  ),
  story(
    '17',
    'busy-then-books',
    'busy on the first call, books on later ones',
    person(...BOOKING),
    (attempt) => (attempt === 1 ? 'busy' : 'answers'),
  ),
  story(
    '18',
    'no-answer-then-interested',
    'does not pick up at first, is interested on later calls',
    person(...INTERESTED),
    (attempt) => (attempt === 1 ? 'no-answer' : 'answers'),
  ),
  story(
    '19',
    'opts-out-french',
    'opts out in French',
    person("Ne m'appelez plus, s'il vous plaît.", 'Au revoir.'),
  ),
  story(
    '20',
    'opts-out-spanish',
    'opts out in Spanish',
    person('No me llame más por favor.', 'Adiós.'),
  ),
];

const BY_DIGITS = new Map(STORIES.map((one) => [one.digits, one]));

export function storyOf(number: string): Story {
  return BY_DIGITS.get(number.slice(-2)) ?? interested;
}
