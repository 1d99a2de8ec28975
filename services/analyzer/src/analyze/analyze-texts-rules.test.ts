import { describe, expect, it } from '@jest/globals';
import { pictureOf } from '@ringback/shared/testing/text-rows.ts';
import { analyzingTexts, TALK } from '../testing/analyzing-texts.ts';
import { judged } from '../testing/judging.ts';

describe('what the rules decide about texts', () => {
  it('is that a lead who never wrote has not answered', async () => {
    const { run, recorded, asked } = analyzingTexts({
      talk: ['campaign: Hi?', 'ai: Still there?'],
    });
    await run();
    expect(asked).toEqual([]);
    expect(recorded[0]).toMatchObject({ outcome: 'no_response', decided_by: 'rules' });
  });

  it('is neither that a lead who sent a picture has not answered, nor that a picture can be quoted', async () => {
    const claim = judged({ outcome_evidence: { quote: '📎', turn: 2 }, facts: [] });
    const { run, recorded, asked } = analyzingTexts({
      messages: { 2: { body: null, media: [pictureOf()] } },
      judge: [claim],
    });
    await run();
    expect(asked[0]?.turns[1]).toMatchObject({ turn: 2, who: 'lead', text: '📎' });
    expect(recorded[0]).toMatchObject({ status: 'needs_review', outcome: null });
  });

  it('is that a refusal ends it, in the words of the lead', async () => {
    const talk = [...TALK, 'ai: 200 dollars.', 'lead: no thanks, stop texting me'];
    const { run, recorded, asked } = analyzingTexts({ talk });
    await run();
    expect(asked).toEqual([]);
    expect(recorded[0]).toMatchObject({
      outcome: 'discarded',
      outcome_turn: 4,
      decided_by: 'rules',
    });
    expect(recorded[0]?.opt_out?.words).toMatch(/stop texting me/);
  });

  it('follows what was found when the text came in', async () => {
    const found = { kind: 'opt_out', rule: 'model', words: 'lose my details', scope: 'all' };
    const { run, recorded } = analyzingTexts({
      talk: ['campaign: Hi?', 'lead: kindly lose my details'],
      messages: { 2: { opt_out: found } },
    });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'discarded', outcome_quote: 'lose my details' });
  });

  it('adds nothing to an existing suppression, perhaps for texts alone', async () => {
    const conversation = {
      end_reason: 'opted_out',
      end_evidence: { words: 'kindly lose my details' },
    };
    const { run, recorded, asked } = analyzingTexts({
      talk: ['campaign: Hi?', 'lead: Kindly, lose my details!'],
      conversation,
    });
    await run();
    expect(asked).toEqual([]);
    expect(recorded[0]).toMatchObject({
      outcome: 'discarded',
      outcome_quote: 'Kindly, lose my details',
      outcome_turn: 2,
      opt_out: null,
    });
  });

  it('accepts an opt-out from the carrier without words', async () => {
    const conversation = { end_reason: 'opted_out', end_evidence: { code: '21610' } };
    const { run, recorded } = analyzingTexts({ talk: ['campaign: Hi?'], conversation });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'discarded', outcome_quote: null, opt_out: null });
  });

  it('ignores a refusal that the lead has taken back', async () => {
    const talk = ['campaign: Hi?', 'lead: STOP', 'lead: START', 'lead: Hi, what does it cost?'];
    const evidence = { quote: 'what does it cost', turn: 4 };
    const { run, recorded } = analyzingTexts({
      talk,
      judge: [judged({ outcome_evidence: evidence })],
    });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'qualified', outcome_turn: 4, opt_out: null });
  });

  it('does not let a judge restore it', async () => {
    const talk = ['campaign: Hi?', 'lead: STOP', 'lead: START', 'lead: Hi, what does it cost?'];
    const claim = judged({ outcome: 'discarded', outcome_evidence: { quote: 'STOP', turn: 2 } });
    const { run, recorded } = analyzingTexts({ talk, judge: [claim] });
    await run();
    expect(recorded[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      decided_by: 'nobody',
      failure: 'the refusal was taken back',
      opt_out: null,
    });
  });

  it('goes on with a lead who only refuses calls', async () => {
    const talk = ['campaign: Hi?', 'lead: Hi, what does it cost?'];
    const opt_out = { kind: 'opt_out', words: 'text me instead of calling', scope: 'voice' };
    const { run, recorded } = analyzingTexts({ talk, messages: { 2: { opt_out } } });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'qualified', opt_out: null });
  });
});
