import { isObject, objectsIn, type Preset, textOf, topFields } from './preset.ts';

/**
 * A contact as HubSpot's workflows send it, its properties plain or each with its versions, or a
 * submission of one of its forms.
 */
export const hubspot: Preset = (body) => {
  const properties = isObject(body['properties']) ? Object.entries(body['properties']) : [];
  const values = properties.map(
    ([name, one]) =>
      [name, isObject(one) && Object.hasOwn(one, 'value') ? one['value'] : one] as const,
  );
  const answers = objectsIn(body['fields']).flatMap(({ name, value }) =>
    textOf(name) ? [[String(name), value] as const] : [],
  );
  const own = topFields(body, ['properties', 'fields', 'legalConsentOptions', 'form-submissions']);
  return { fields: [...values, ...answers, ...consentOf(body), ...own], isTest: false };
};

/** Its forms send what was agreed to, and the words for it, beside the answers. */
function consentOf(body: Record<string, unknown>): [string, unknown][] {
  const options = body['legalConsentOptions'];
  const consent = isObject(options) ? options['consent'] : undefined;
  const given = isObject(consent) ? objectsIn(consent['communications']) : [];
  const agreed = given.find(({ value }) => value === true);
  const text = agreed && textOf(agreed['text']);
  return text ? [['consent', { granted: true, text }]] : [];
}
