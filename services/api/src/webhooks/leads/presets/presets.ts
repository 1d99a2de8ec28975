import { facebookLeadAds } from './facebook-lead-ads.ts';
import { googleAds } from './google-ads.ts';
import { hubspot } from './hubspot.ts';
import type { Preset } from './preset.ts';
import { salesforceWebToLead } from './salesforce-web-to-lead.ts';
import { typeform } from './typeform.ts';
import { elementor, wpforms } from './wordpress.ts';
import { zapier } from './zapier.ts';

/** Formats that need no mapping. `generic`: fields at the top of the body. */
export const PRESETS = [
  'generic',
  'facebook_lead_ads',
  'google_ads',
  'hubspot',
  'zapier',
  'typeform',
  'elementor',
  'wpforms',
  'salesforce_web_to_lead',
] as const;
export type PresetName = (typeof PRESETS)[number];

export const PRESET_OF: Readonly<Record<PresetName, Preset | null>> = {
  generic: null,
  facebook_lead_ads: facebookLeadAds,
  google_ads: googleAds,
  hubspot,
  zapier,
  typeform,
  elementor,
  wpforms,
  salesforce_web_to_lead: salesforceWebToLead,
};

/** A preset of another version of this program is read as generic. */
export function presetNamed(name: string): PresetName {
  return PRESETS.find((one) => one === name) ?? 'generic';
}
