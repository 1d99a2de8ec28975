import { type Preset, topFields } from './preset.ts';

/** What such a form tells Salesforce of itself rather than of the lead. */
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
