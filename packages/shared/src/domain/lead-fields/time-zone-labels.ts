/**
 * The labels that people and programs use for a time zone, as `fieldKey` spells them, and a zone
 * with the same clock. The first table is North America's: "Eastern Time" means another zone
 * elsewhere.
 */
const NORTH_AMERICA: Readonly<Record<string, string>> = {
  'America/New_York':
    'eastern eastern_time eastern_time_us_canada eastern_standard_time eastern_daylight_time us_eastern us_eastern_time et est edt est5edt new_york',
  'America/Chicago':
    'central central_time central_time_us_canada central_standard_time central_daylight_time us_central ct cst cdt cst6cdt chicago',
  'America/Denver':
    'mountain mountain_time mountain_time_us_canada mountain_standard_time mountain_daylight_time us_mountain mt mst mdt mst7mdt denver',
  'America/Phoenix': 'arizona us_mountain_standard_time us_arizona mst_arizona phoenix',
  'America/Los_Angeles':
    'pacific pacific_time pacific_time_us_canada pacific_standard_time pacific_daylight_time us_pacific pt pst pdt pst8pdt los_angeles',
  'America/Anchorage':
    'alaska alaska_time alaskan_standard_time alaska_standard_time us_alaska akst akdt anchorage',
  'Pacific/Honolulu':
    'hawaii hawaii_time hawaiian_standard_time hawaii_standard_time us_hawaii hst honolulu',
  'America/Halifax':
    'atlantic atlantic_time atlantic_time_canada atlantic_standard_time atlantic_daylight_time canada_atlantic ast adt halifax',
  'America/St_Johns':
    'newfoundland newfoundland_time newfoundland_standard_time canada_newfoundland nst ndt st_johns',
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  'Europe/London':
    'gmt_standard_time dublin_edinburgh_lisbon_london london bst british_summer_time british_time uk_time',
  'Europe/Berlin':
    'w_europe_standard_time amsterdam_berlin_bern_rome_stockholm_vienna cet cest mez mesz central_european_time central_european_standard_time central_european_summer_time berlin mitteleuropaische_zeit',
  'Europe/Paris': 'romance_standard_time brussels_copenhagen_madrid_paris paris',
  'Europe/Helsinki': 'fle_standard_time eet eest eastern_european_time helsinki',
  'Asia/Tokyo': 'tokyo_standard_time osaka_sapporo_tokyo jst japan_standard_time japan tokyo',
  'Asia/Seoul': 'korea_standard_time kst seoul',
  'Asia/Singapore': 'singapore_standard_time kuala_lumpur_singapore sgt singapore',
  'Asia/Hong_Kong': 'hkt hong_kong hong_kong_time',
  'Asia/Kolkata': 'india_standard_time chennai_kolkata_mumbai_new_delhi mumbai kolkata',
  'Asia/Dubai': 'arabian_standard_time abu_dhabi_muscat dubai gulf_standard_time',
  'Asia/Jerusalem': 'israel_standard_time jerusalem israel',
  'Australia/Sydney': 'aus_eastern_standard_time canberra_melbourne_sydney sydney aedt',
  'Australia/Brisbane': 'e_australia_standard_time brisbane',
  'Pacific/Auckland': 'new_zealand_standard_time auckland_wellington nzst nzdt auckland',
  'Africa/Johannesburg': 'south_africa_standard_time sast johannesburg harare_pretoria',
  'America/Sao_Paulo': 'e_south_america_standard_time brasilia brt sao_paulo',
};

export const ZONE_BY_NORTH_AMERICAN_LABEL = byLabel(NORTH_AMERICA);
export const ZONE_BY_LABEL = byLabel(ELSEWHERE);

function byLabel(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([zone, labels]) =>
      labels.split(' ').map((label) => [label, zone] as const),
    ),
  );
}
