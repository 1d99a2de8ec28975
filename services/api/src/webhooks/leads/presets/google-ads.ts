import { objectsIn, type Preset, textOf, topFields } from './preset.ts';

/** Its names for the standard questions of forms. */
const COLUMNS: Readonly<Record<string, string>> = {
  FULL_NAME: 'full_name',
  FIRST_NAME: 'first_name',
  LAST_NAME: 'last_name',
  EMAIL: 'email',
  WORK_EMAIL: 'work_email',
  PHONE_NUMBER: 'phone_number',
  WORK_PHONE: 'work_phone',
  POSTAL_CODE: 'postal_code',
  REGION: 'region',
  COUNTRY: 'country',
};

/** A lead form of Google Ads. Its key comes in the body and is checked before the body is read. */
export const googleAds: Preset = (body) => {
  const answers = objectsIn(body['user_column_data']).flatMap((column) => {
    const id = textOf(column['column_id']);
    const name = (id && COLUMNS[id]) || textOf(column['column_name']) || id;
    return name ? [[name, column['string_value']] as const] : [];
  });
  const rest = topFields(body, ['user_column_data', 'google_key', 'is_test', 'api_version']);
  return { fields: [...answers, ...rest], isTest: String(body['is_test']) === 'true' };
};
