/** Sunday is 0, as JavaScript counts. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * One legal rule. On a day that none of its rows in force names, a jurisdiction with rules is
 * closed; where several rows name a day, all of them apply.
 */
export type QuietHoursRule = {
  id: string;
  /** 'US' or 'CA' is a whole country, 'US-FL' a state, 'ANY' a country without rows of its own. */
  jurisdiction: string;
  days: readonly Weekday[];
  /** Local time 'HH:MM', inclusive. */
  opens: string;
  /** Local time 'HH:MM', exclusive. */
  closes: string;
  /** First local day 'YYYY-MM-DD' on which the row applies. */
  effective_from: string;
  /** Last local day on which it applies. */
  effective_to?: string;
  /** Closed on the public holidays of the jurisdiction. */
  closed_on_holidays?: true;
  /** The hours are counted in this zone as well as in the lead's own. */
  also_in_zone?: string;
  source: string;
  /** H: regulator's text. M: several summaries agree. L: they differ, and the stricter is taken. */
  confidence: 'H' | 'M' | 'L';
};

const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5];
const MONDAY_TO_SATURDAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6];
const WEEKEND: readonly Weekday[] = [0, 6];

// For rows older than any date in question.
const LONG_AGO = '2000-01-01';

const STATE_TABLE = 'https://www.dropcowboy.com/state-compliance';
const STATE_TABLE_2 =
  'https://blog.clickpointsoftware.com/federal-and-local-call-time-and-date-compliance';
const CRTC = 'https://crtc.gc.ca/eng/phone/telemarketing/tobligations/rules-regles.htm';
const WA_OK_SUMMARY =
  'https://www.dinsmore.com/publications/more-states-adding-tougher-telephone-consumer-protection-act-statutes/';

/** Every quiet-hours row. Law changes: end a row with `effective_to` and add its successor. */
export const QUIET_HOURS_RULES: readonly QuietHoursRule[] = [
  {
    id: 'any-default',
    jurisdiction: 'ANY',
    days: EVERY_DAY,
    opens: '09:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    source: 'system default for countries without a row',
    confidence: 'L',
  },
  {
    id: 'us-federal',
    jurisdiction: 'US',
    days: EVERY_DAY,
    opens: '08:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: '47 CFR 64.1200(c)(1); 16 CFR 310.4(c)',
    confidence: 'H',
  },
  {
    id: 'us-fl-daily',
    jurisdiction: 'US-FL',
    days: EVERY_DAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: '2021-07-01',
    source: 'Fla. Stat. 501.616(6)',
    confidence: 'H',
  },
  {
    id: 'us-ok-daily',
    jurisdiction: 'US-OK',
    days: EVERY_DAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: '2022-11-01',
    source: WA_OK_SUMMARY,
    confidence: 'H',
  },
  {
    id: 'us-md-daily',
    jurisdiction: 'US-MD',
    days: EVERY_DAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: '2024-01-01',
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-wa-daily',
    jurisdiction: 'US-WA',
    days: EVERY_DAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: '2022-06-09',
    source: 'https://app.leg.wa.gov/RCW/default.aspx?cite=19.158.040',
    confidence: 'H',
  },
  {
    id: 'us-tx-weekdays',
    jurisdiction: 'US-TX',
    days: MONDAY_TO_SATURDAY,
    opens: '09:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: 'Tex. Bus. & Com. Code 301.051; texts since SB 140 (2025-09-01)',
    confidence: 'M',
  },
  {
    id: 'us-tx-sunday',
    jurisdiction: 'US-TX',
    days: [0],
    opens: '12:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: 'Tex. Bus. & Com. Code 301.051; texts since SB 140 (2025-09-01)',
    confidence: 'M',
  },
  {
    id: 'us-ct-daily',
    jurisdiction: 'US-CT',
    days: EVERY_DAY,
    opens: '09:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    source: `${STATE_TABLE} (another summary says 21:00)`,
    confidence: 'L',
  },
  {
    id: 'us-al-weekdays',
    jurisdiction: 'US-AL',
    days: MONDAY_TO_SATURDAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    closed_on_holidays: true,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-la-weekdays',
    jurisdiction: 'US-LA',
    days: MONDAY_TO_SATURDAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    closed_on_holidays: true,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-ms-weekdays',
    jurisdiction: 'US-MS',
    days: MONDAY_TO_SATURDAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    also_in_zone: 'America/Chicago',
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-ri-weekdays',
    jurisdiction: 'US-RI',
    days: MONDAY_TO_FRIDAY,
    opens: '09:00',
    closes: '18:00',
    effective_from: LONG_AGO,
    closed_on_holidays: true,
    source: STATE_TABLE_2,
    confidence: 'L',
  },
  {
    id: 'us-ri-saturday',
    jurisdiction: 'US-RI',
    days: [6],
    opens: '10:00',
    closes: '17:00',
    effective_from: LONG_AGO,
    closed_on_holidays: true,
    source: `${STATE_TABLE_2} (summaries differ on Sunday, so it stays shut)`,
    confidence: 'L',
  },
  {
    id: 'us-ky-daily',
    jurisdiction: 'US-KY',
    days: EVERY_DAY,
    opens: '10:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-mn-daily',
    jurisdiction: 'US-MN',
    days: EVERY_DAY,
    opens: '09:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-nm-daily',
    jurisdiction: 'US-NM',
    days: EVERY_DAY,
    opens: '09:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-mi-daily',
    jurisdiction: 'US-MI',
    days: EVERY_DAY,
    opens: '09:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-ma-daily',
    jurisdiction: 'US-MA',
    days: EVERY_DAY,
    opens: '08:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    source: STATE_TABLE,
    confidence: 'M',
  },
  {
    id: 'us-nv-daily',
    jurisdiction: 'US-NV',
    days: EVERY_DAY,
    opens: '09:00',
    closes: '20:00',
    effective_from: LONG_AGO,
    source: STATE_TABLE_2,
    confidence: 'L',
  },
  {
    id: 'us-pa-weekdays',
    jurisdiction: 'US-PA',
    days: MONDAY_TO_FRIDAY,
    opens: '09:00',
    closes: '21:00',
    effective_from: LONG_AGO,
    closed_on_holidays: true,
    source: `${STATE_TABLE} (weekends are "limited" without hours, so they stay shut)`,
    confidence: 'L',
  },
  {
    id: 'ca-crtc-weekdays',
    jurisdiction: 'CA',
    days: MONDAY_TO_FRIDAY,
    opens: '09:00',
    closes: '21:30',
    effective_from: LONG_AGO,
    source: CRTC,
    confidence: 'H',
  },
  {
    id: 'ca-crtc-weekend',
    jurisdiction: 'CA',
    days: WEEKEND,
    opens: '10:00',
    closes: '18:00',
    effective_from: LONG_AGO,
    source: CRTC,
    confidence: 'H',
  },
];
