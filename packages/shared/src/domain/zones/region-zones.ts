const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

/** Every IANA zone in which some part of a state or province lies. */
const ZONES_BY_REGION: Readonly<Record<string, readonly string[]>> = {
  'US-AL': [CENTRAL],
  'US-AK': ['America/Anchorage', 'America/Adak'],
  'US-AZ': ['America/Phoenix', MOUNTAIN],
  'US-AR': [CENTRAL],
  'US-CA': [PACIFIC],
  'US-CO': [MOUNTAIN],
  'US-CT': [EASTERN],
  'US-DE': [EASTERN],
  'US-DC': [EASTERN],
  'US-FL': [EASTERN, CENTRAL],
  'US-GA': [EASTERN],
  'US-HI': ['Pacific/Honolulu'],
  'US-ID': ['America/Boise', PACIFIC],
  'US-IL': [CENTRAL],
  'US-IN': ['America/Indiana/Indianapolis', CENTRAL],
  'US-IA': [CENTRAL],
  'US-KS': [CENTRAL, MOUNTAIN],
  'US-KY': [EASTERN, CENTRAL],
  'US-LA': [CENTRAL],
  'US-ME': [EASTERN],
  'US-MD': [EASTERN],
  'US-MA': [EASTERN],
  'US-MI': ['America/Detroit', CENTRAL],
  'US-MN': [CENTRAL],
  'US-MS': [CENTRAL],
  'US-MO': [CENTRAL],
  'US-MT': [MOUNTAIN],
  'US-NE': [CENTRAL, MOUNTAIN],
  'US-NV': [PACIFIC, MOUNTAIN],
  'US-NH': [EASTERN],
  'US-NJ': [EASTERN],
  'US-NM': [MOUNTAIN],
  'US-NY': [EASTERN],
  'US-NC': [EASTERN],
  'US-ND': [CENTRAL, MOUNTAIN],
  'US-OH': [EASTERN],
  'US-OK': [CENTRAL],
  'US-OR': [PACIFIC, 'America/Boise'],
  'US-PA': [EASTERN],
  'US-RI': [EASTERN],
  'US-SC': [EASTERN],
  'US-SD': [CENTRAL, MOUNTAIN],
  'US-TN': [EASTERN, CENTRAL],
  'US-TX': [CENTRAL, MOUNTAIN],
  'US-UT': [MOUNTAIN],
  'US-VT': [EASTERN],
  'US-VA': [EASTERN],
  'US-WA': [PACIFIC],
  'US-WV': [EASTERN],
  'US-WI': [CENTRAL],
  'US-WY': [MOUNTAIN],
  'US-PR': ['America/Puerto_Rico'],
  'US-VI': ['America/St_Thomas'],
  'US-GU': ['Pacific/Guam'],
  'US-AS': ['Pacific/Pago_Pago'],
  'US-MP': ['Pacific/Saipan'],
  'CA-AB': ['America/Edmonton'],
  'CA-BC': ['America/Vancouver', 'America/Edmonton', 'America/Fort_Nelson', 'America/Creston'],
  'CA-MB': ['America/Winnipeg'],
  'CA-NB': ['America/Moncton'],
  'CA-NL': ['America/St_Johns', 'America/Goose_Bay'],
  'CA-NS': ['America/Halifax'],
  'CA-PE': ['America/Halifax'],
  'CA-ON': ['America/Toronto', 'America/Winnipeg', 'America/Atikokan'],
  'CA-QC': ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon'],
  'CA-SK': ['America/Regina', 'America/Edmonton'],
  'CA-YT': ['America/Whitehorse'],
  'CA-NT': ['America/Edmonton', 'America/Inuvik'],
  'CA-NU': ['America/Iqaluit', 'America/Rankin_Inlet', 'America/Cambridge_Bay', 'America/Resolute'],
};

/** All zones of a state or province ('US-FL'), or none if we do not know the region. */
export function regionZones(region: string): readonly string[] {
  return ZONES_BY_REGION[region] ?? [];
}

/** The regions this file knows. */
export const REGIONS: readonly string[] = Object.keys(ZONES_BY_REGION);

// Territories are their own countries in the numbering plan and fifty states are fifty.
const OUTLYING = new Set(['US-PR', 'US-VI', 'US-GU', 'US-AS', 'US-MP']);

/** Where a number may be that only says "United States": any of the fifty states. */
export const ALL_US_ZONES: readonly string[] = unionOf(
  REGIONS.filter((region) => region.startsWith('US-') && !OUTLYING.has(region)),
);

/** Where a number may be that only says "Canada". */
export const ALL_CANADIAN_ZONES: readonly string[] = unionOf(
  REGIONS.filter((region) => region.startsWith('CA-')),
);

function unionOf(regions: readonly string[]): string[] {
  return [...new Set(regions.flatMap(regionZones))].sort();
}
