import { AppError } from '@ringback/shared/runtime/errors.ts';
import { objectsIn, type Preset, textOf, topFields } from './preset.ts';

/** The testing tool sends this in place of a person's answers. */
const TEST = /^<test lead:/i;

/**
 * A lead of Facebook's forms: as its Graph API returns it (`field_data`), or flat, as the services
 * that fetch it pass it on. Facebook's own notice holds only the id of a lead.
 */
export const facebookLeadAds: Preset = (body) => {
  if (body['object'] === 'page' && Array.isArray(body['entry'])) {
    throw new AppError('invalid_input', 'Facebook’s notice has only the id of a lead.', {
      faults: [
        {
          path: 'entry.changes.value.leadgen_id',
          found: 'the id of a lead',
          expected: 'the lead itself: its field_data, or its fields at the top of the body',
        },
      ],
    });
  }
  const answers = objectsIn(body['field_data']).flatMap(({ name, values }) => {
    const list = Array.isArray(values) ? values : [values];
    return textOf(name) ? [[String(name), list.length > 1 ? list : list[0]] as const] : [];
  });
  const fields = [...answers, ...topFields(body, ['field_data'])];
  const isTest = fields.some(([, value]) => typeof value === 'string' && TEST.test(value));
  return { fields, isTest };
};
