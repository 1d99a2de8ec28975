/** Why a number is neither dialed nor texted. */
export type CostlyReason =
  | 'premium'
  | 'shared_cost'
  | 'personal'
  | 'pager'
  | 'uan'
  | 'voicemail'
  | 'satellite'
  | 'directory';

export const COSTLY_REASONS: Readonly<Record<CostlyReason, string>> = {
  premium: 'Premium-rate numbers are not dialed.',
  shared_cost: 'Shared-cost numbers are not dialed.',
  personal: 'Personal and follow-me numbers are not dialed: they cost what a premium number does.',
  pager: 'Pagers cannot be called or texted.',
  uan: 'Company-wide access numbers (UAN) are not dialed.',
  voicemail: 'The number is a mailbox, not a person.',
  satellite: 'Satellite and international-network numbers are not dialed.',
  directory: 'Directory enquiries are not dialed.',
};

/** A range of numbers that an operator may allow by its name. */
export type NumberRange = { id: string; why: CostlyReason; e164: RegExp };

/**
 * The edition of these tables; every decision and every claim names it. Change it with any change.
 */
export const NUMBER_TABLE = '2026-11-30';

/**
 * Denied whatever a library's metadata says: there these numbers are mobile, internet telephony or
 * untyped, and a carrier charges many times the usual price for them.
 */
export const DENIED_RANGES: readonly NumberRange[] = [
  // Inmarsat, the satellite systems, international networks, and the codes without a country.
  { id: 'inmarsat-870', why: 'satellite', e164: /^\+870/ },
  { id: 'satellite-881', why: 'satellite', e164: /^\+881/ },
  { id: 'networks-882', why: 'satellite', e164: /^\+882/ },
  { id: 'networks-883', why: 'satellite', e164: /^\+883/ },
  { id: 'relief-888', why: 'satellite', e164: /^\+888/ },
  { id: 'personal-878', why: 'personal', e164: /^\+878/ },
  { id: 'shared-cost-808', why: 'shared_cost', e164: /^\+808/ },
  { id: 'premium-979', why: 'premium', e164: /^\+979/ },
  // North America: 900, local 976, follow-me 5xx, carriers' own 700, government, non-geographic.
  { id: 'us-900', why: 'premium', e164: /^\+1900/ },
  { id: 'us-976', why: 'premium', e164: /^\+1\d{3}976/ },
  { id: 'us-500', why: 'personal', e164: /^\+15(?:00|2[1-9]|33|44|66|77|88)/ },
  { id: 'us-700', why: 'personal', e164: /^\+1700/ },
  { id: 'us-710', why: 'personal', e164: /^\+1710/ },
  { id: 'us-456', why: 'personal', e164: /^\+1456/ },
  { id: 'ca-600', why: 'personal', e164: /^\+16(?:00|22|33|44|55|77|88)/ },
  { id: 'us-directory', why: 'directory', e164: /^\+1\d{3}5551212$/ },
  { id: 'ae-600', why: 'uan', e164: /^\+971600/ },
  { id: 'au-147', why: 'satellite', e164: /^\+6114[57]/ },
  { id: 'ch-878', why: 'personal', e164: /^\+41878/ },
  { id: 'de-700', why: 'personal', e164: /^\+49700/ },
  { id: 'de-118', why: 'directory', e164: /^\+49118/ },
  { id: 'es-70', why: 'personal', e164: /^\+3470/ },
  { id: 'gb-70', why: 'personal', e164: /^\+4470/ },
  // 07624 is a mobile of the Isle of Man.
  { id: 'gb-76', why: 'pager', e164: /^\+4476(?!24)/ },
  { id: 'gb-118', why: 'directory', e164: /^\+44118\d{3}$/ },
  { id: 'ie-700', why: 'personal', e164: /^\+353700/ },
  { id: 'it-178', why: 'personal', e164: /^\+39178/ },
  { id: 'it-199', why: 'shared_cost', e164: /^\+39199/ },
  { id: 'jp-570', why: 'uan', e164: /^\+81570/ },
  { id: 'nl-84', why: 'personal', e164: /^\+318[47]/ },
];

/**
 * Ranges kept for such services, used only where the metadata knows no type: elsewhere an ordinary
 * number may begin with the same digits (Dublin has 01 5…, Hong Kong's mobiles 900…).
 */
export const LIKELY_RANGES: readonly NumberRange[] = [
  { id: 'ae-premium', why: 'premium', e164: /^\+971[79]00/ },
  { id: 'at-premium', why: 'premium', e164: /^\+43(?:8[12]|9)/ },
  { id: 'au-premium', why: 'premium', e164: /^\+6119/ },
  { id: 'be-premium', why: 'premium', e164: /^\+32(?:90|70)/ },
  { id: 'br-premium', why: 'premium', e164: /^\+55[359]00/ },
  { id: 'ch-premium', why: 'premium', e164: /^\+41(?:90|84)/ },
  { id: 'de-premium', why: 'premium', e164: /^\+49(?:900|137|180|19)/ },
  { id: 'dk-premium', why: 'premium', e164: /^\+4590/ },
  { id: 'es-premium', why: 'premium', e164: /^\+34(?:80[367]|90[125])/ },
  { id: 'fi-premium', why: 'premium', e164: /^\+358[67]00/ },
  { id: 'fr-premium', why: 'premium', e164: /^\+338[129]/ },
  { id: 'gb-premium', why: 'premium', e164: /^\+44(?:9|8[47])/ },
  { id: 'hk-premium', why: 'premium', e164: /^\+852900\d{8}$/ },
  { id: 'ie-premium', why: 'premium', e164: /^\+35315/ },
  { id: 'il-premium', why: 'premium', e164: /^\+9721(?:7|9|599)/ },
  { id: 'in-shared-cost', why: 'shared_cost', e164: /^\+91186/ },
  { id: 'it-premium', why: 'premium', e164: /^\+39(?:8[49]|144|16[346])/ },
  { id: 'jp-premium', why: 'premium', e164: /^\+81990/ },
  { id: 'kr-premium', why: 'premium', e164: /^\+8260/ },
  { id: 'mx-premium', why: 'premium', e164: /^\+52900/ },
  { id: 'nl-premium', why: 'premium', e164: /^\+3190/ },
  { id: 'no-premium', why: 'premium', e164: /^\+478[12]/ },
  { id: 'nz-premium', why: 'premium', e164: /^\+64900/ },
  { id: 'pt-premium', why: 'premium', e164: /^\+351(?:6[04]|7[06])/ },
  { id: 'se-premium', why: 'premium', e164: /^\+469(?:00|39|44|9)/ },
  { id: 'sg-premium', why: 'premium', e164: /^\+651900/ },
  { id: 'za-premium', why: 'premium', e164: /^\+2786/ },
];

/** libphonenumber's types, and what each means to us. */
export const REFUSED_TYPES: Readonly<Record<string, CostlyReason>> = {
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared_cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
};

/**
 * Company-wide numbers that by law, or by their operators' price lists, cost what a local one does.
 */
export const ORDINARY_UAN: readonly RegExp[] = [/^\+443/, /^\+415[18]/, /^\+353818/, /^\+318[58]/];
