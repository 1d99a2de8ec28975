import { type Preset, topFields } from './preset.ts';

/** Fields with which such a form describes itself rather than the lead. */
const OWN_WORDS = [
  'oid',
  'retURL',
  'debug',
  'debugEmail',
  'encoding',
  'submit',
  'captcha_settings',
  'g-recaptcha-response',
];

/** The fields of a web-to-lead form, under the names that Salesforce gives them. */
export const salesforceWebToLead: Preset = (body) => ({
  fields: topFields(body, OWN_WORDS),
  isTest: false,
});
