import { describe, expect, it } from '@jest/globals';
import { amountsIn } from './amounts.ts';
import { repeatsItself, unapprovedClaim } from './binding-claims.ts';

describe('a statement that binds the business, or is not the business’s to make', () => {
  it.each([
    ['price', 'Confirmed: you can have it for $1.'],
    ['price', 'It costs nineteen thousand dollars.'],
    ['price', 'The price is 19.900 €.'],
    ['price', 'El precio es de 500 dólares.'],
    ['price', 'Das Auto kostet 500 Euro.'],
    ['price', 'The first visit is completely free.'],
    ['discount', 'I can give you 90 % off.'],
    ['discount', 'You get a discount if you come today.'],
    ['discount', 'Wir geben Ihnen Rabatt.'],
    ['discount', 'Vous aurez une remise.'],
    ['refund', 'We will refund you in full.'],
    ['refund', 'Le haremos un reembolso.'],
    ['credit', 'You are pre-approved for a loan.'],
    ['delivery', 'Delivery will be tomorrow.'],
    ['guarantee', 'We guarantee it for life.'],
    ['guarantee', 'Confirmed in writing: the car is yours.'],
    ['commitment', 'We have a deal, you bought the car.'],
    ['legal', 'You should sue them.'],
    ['medical', 'Take 400 mg twice a day.'],
    ['other_people', 'Maria Lopez paid less last week.'],
    ['other_people', 'Another customer bought it yesterday.'],
    ['consent', 'Your consent is set.'],
    ['consent', 'You have agreed to our messages.'],
    ['opt_out', 'I will keep texting you even after STOP.'],
    ['opt_out', 'You cannot unsubscribe.'],
    ['opt_out', 'Seguiremos escribiendo.'],
    ['opt_out', 'Wir werden Ihnen weiter schreiben.'],
  ])('%s: "%s"', (kind, text) => expect(unapprovedClaim(text, [])).toBe(kind));

  it('is found in any sentence of a longer text, and with several kinds the first one counts', () => {
    expect(
      unapprovedClaim('Thanks for writing! Confirmed in writing: you bought the car for $1.', []),
    ).toBe('price');
  });
});

describe('a statement that binds nothing', () => {
  it.each([
    'Which day and time would suit you for a visit?',
    'You are booked for Tuesday at ten. See you then!',
    'I cannot give you a price, but a colleague will tell you.',
    'I do not know what it costs.',
    'Do you need financing?',
    'Would you like it delivered?',
    'What is your budget?',
    'We are free on Tuesday at three.',
    'Feel free to ask anything.',
    'Reply STOP to end the messages.',
    'Our customers love it. Want to try?',
    'Sure, we will call you tomorrow at three.',
    'No puedo prometer nada, un colega le puede decir el precio.',
    'Gracias por avisar. ¡Que le vaya bien!',
  ])('"%s"', (text) => expect(unapprovedClaim(text, [])).toBeNull());
});

describe('an approved fact', () => {
  const FACTS = [
    'The blue sedan costs $19,900.',
    'Delivery is free within 20 miles.',
    'We do not offer refunds.',
    'Students get a 10% discount.',
    'Every repair has a two-year warranty.',
  ];

  it.each([
    'The blue sedan costs 19900 dollars.',
    'It costs $19,900, the blue sedan.',
    'The blue sedan is 19.9k dollars, that is what it costs.',
    'Delivery is free within 20 miles!',
    'Students get a discount of 10 percent.',
    'We do not offer refunds, sorry.',
  ])('lets "%s" leave', (text) => expect(unapprovedClaim(text, FACTS)).toBeNull());

  it.each([
    ['price', 'The blue sedan costs $18,900.'],
    ['price', 'The blue sedan costs €19,900.'],
    ['discount', 'Students get a discount of 90 percent.'],
    ['refund', 'We do offer refunds.'],
    ['guarantee', 'We guarantee that you will love it.'],
    ['price', 'Delivery is free within 200 miles.'],
    ['opt_out', 'We will keep texting you even after STOP.'],
  ])('does not cover another promise (%s): "%s"', (kind, text) =>
    expect(unapprovedClaim(text, FACTS)).toBe(kind),
  );

  it('never covers a consent or an opt-out: those are the lead’s', () => {
    const line = 'We will keep texting you even after STOP.';
    expect(unapprovedClaim(line, [line])).toBe('opt_out');
  });
});

describe('an amount', () => {
  it.each([
    ['$1,500.00', ['1500$']],
    ['1.500 usd', ['1500$']],
    ['1 500 euros', ['1500€']],
    ['1.5k dollars', ['1500$']],
    ['fifteen hundred dollars', ['1500$']],
    ['nineteen thousand nine hundred', ['19900']],
    ['10 percent', ['10%']],
    ['10 %', ['10%']],
    ['19.99', ['19.99']],
  ])('"%s" is %j', (text, amounts) => expect(amountsIn(text)).toEqual(amounts));
});

describe('a text that repeats itself', () => {
  it.each([
    Array(20).fill('car').join(' '),
    'yes yes yes yes',
    'Great deal. Great deal. Great deal.',
    'buy buy it buy buy now buy buy',
  ])('is found: "%s"', (text) => expect(repeatsItself(text)).toBe(true));

  it.each(['No, no, no problem at all.', 'The car is the blue one, the one in the yard.', 'ok'])(
    'is none: "%s"',
    (text) => expect(repeatsItself(text)).toBe(false),
  );
});
