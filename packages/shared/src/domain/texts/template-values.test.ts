import { describe, expect, it } from '@jest/globals';
import { leadRow } from '../../testing/rows.ts';
import { TEXT_COLUMNS } from '../lead.ts';
import { render } from './template.ts';
import { TEMPLATE_VARIABLES, templateValues } from './template-values.ts';

const lead = (name: string | null, custom: Record<string, unknown> = {}) =>
  leadRow({
    ...Object.fromEntries(TEXT_COLUMNS.map((column) => [column, `her ${column}`])),
    name,
    custom,
  });
const agent = { name: 'Sam', business: 'Acme' };

describe('the values of a template', () => {
  it('are there for every variable that may be named', () => {
    const values = templateValues(lead('Ada King'), agent);
    expect(Object.keys(TEMPLATE_VARIABLES).filter((name) => !values[name])).toEqual([]);
  });

  it('take a name apart, and do not invent a last one', () => {
    expect(templateValues(lead(' Ada  Byron King '), agent)).toMatchObject({
      first_name: 'Ada',
      last_name: 'King',
    });
    expect(templateValues(lead('Ada'), agent)).toMatchObject({
      first_name: 'Ada',
      last_name: null,
    });
  });

  it('include what else is known of the lead, but never in place of our own', () => {
    const values = templateValues(lead('Ada', { Car: 'Golf', name: 'Eve', list: ['x'] }), agent);
    expect(render('{{name}}, your {{car}}', values)).toEqual({ ok: true, text: 'Ada, your Golf' });
    expect(render('{{list}}', values)).toEqual({ ok: false, missing: ['list'] });
  });

  it('reach a field with spaces in its name, however it was written', () => {
    const values = templateValues(
      lead('Ada', { 'Car Model': 'Golf', carColor: 'red', 車種: 'プリウス' }),
      agent,
    );
    expect(render('{{car_model}}, {{car_color}}, {{carColor}}, {{車種}}', values)).toEqual({
      ok: true,
      text: 'Golf, red, red, プリウス',
    });
    const twice = templateValues(lead('Ada', { 'Car Model': 'Golf', 'car-model': 'Polo' }), agent);
    expect(render('{{car_model}}', twice)).toEqual({ ok: true, text: 'Golf' });
  });

  it.each(['Test,,', 'Dr.', '<test', 'N/A', 'null', '12345', '@annie', 'J. Smith'])(
    'greet %s by a name that reads well, or by the fallback',
    (name) => {
      const greeting = render('Hi {{first_name|there}},', templateValues(lead(name), agent));
      expect(greeting).toEqual({ ok: true, text: name === 'Test,,' ? 'Hi Test,' : 'Hi there,' });
    },
  );

  it('are none for nobody', () => {
    expect(render('Hi {{first_name|there}}', templateValues(null, null))).toEqual({
      ok: true,
      text: 'Hi there',
    });
  });
});
