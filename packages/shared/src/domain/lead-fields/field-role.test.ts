import { describe, expect, it } from '@jest/globals';
import { fieldKey } from './field-key.ts';
import { fieldRole } from './field-role.ts';

describe('one spelling for the name of a field', () => {
  it.each([
    ['Car Model', 'car_model'],
    ['car-model', 'car_model'],
    ['CarModel', 'car_model'],
    ['Téléphone', 'telephone'],
    ['Größe', 'grosse'],
    ['Phone 1 - Value', 'phone_1_value'],
    ['HasOptedOutOfSMS', 'has_opted_out_of_sms'],
    ['\uFEFFName', 'name'],
    ['  What is your budget?  ', 'what_is_your_budget'],
    ['車種', '車種'],
    ['Zip/Postal Code', 'zip_postal_code'],
  ])('%s: %s', (name, key) => {
    expect(fieldKey(name)).toBe(key);
  });
});

describe('a column with a phone number', () => {
  it.each([
    'Phone',
    'phone_number',
    'PhoneNumber',
    'Mobile Phone Number',
    'MobilePhone',
    'Contact Number',
    'Phone 1 - Value',
    'Phone (Mobile)',
    'Primary Phone',
    'Home Phone',
    'Business Phone 2',
    'Tel',
    'Tel.',
    'Phone #',
    'Phone*',
    'Cell',
    'Cell Phone',
    'What is your phone number?',
    'your-phone',
    'Téléphone',
    'Numéro de téléphone',
    'Portable',
    'Handynummer',
    'Telefon',
    'Telefonnummer',
    'Rufnummer',
    'Mobil',
    'Teléfono',
    'Móvil',
    'Celular',
    'Telefono',
    'Cellulare',
    'Telefoonnummer',
    'Mobiel',
    'Telefone',
    'Telemóvel',
    'Mobilnummer',
    'Tlf',
    'Puhelin',
    'Puhelinnumero',
    'Matkapuhelin',
    '電話番号',
    '携帯電話',
    '전화번호',
    '휴대폰',
    '휴대폰 번호',
    '手机',
    '手机号码',
    '电话',
    'رقم الهاتف',
    'جوال',
    'טלפון',
    'נייד',
    'WhatsApp',
    'phone_number_1',
    'work_phone',
    'Phone No.',
    'Number',
  ])('%s', (name) => {
    expect(fieldRole(name)).toMatchObject({ kind: 'phone' });
  });

  it.each([
    'Fax',
    'Home Fax',
    'Phone Type',
    'Phone 1 - Type',
    'Phone Verified',
    'Agent Phone',
    'Owner Phone',
    "Assistant's Phone",
    'Phone Country',
    'Phone Extension',
    'Emergency Phone',
    'Pager',
    'Account Number',
    'Company',
    'Phone Status',
  ])('%s is none', (name) => {
    expect(fieldRole(name).kind).not.toBe('phone');
  });

  it('comes first if it is a mobile', () => {
    const rank = (name: string) => {
      const role = fieldRole(name);
      return role.kind === 'phone' ? role.rank : Number.NaN;
    };
    const order = [
      'Mobile Phone',
      'WhatsApp',
      'Phone',
      'Home Phone',
      'Business Phone',
      'Other Phone',
    ];
    expect([...order].reverse().sort((a, b) => rank(a) - rank(b))).toEqual(order);
    expect(rank('Phone 1 - Value')).toBeLessThan(rank('Phone 2 - Value'));
  });
});

describe('a column with another field of a lead', () => {
  it.each([
    ['Full Name', 'name'],
    ['full_name', 'name'],
    ['Contact Name', 'name'],
    ['Nom complet', 'name'],
    ['Name', 'name'],
    ['氏名', 'name'],
    ['이름', 'name'],
    ['姓名', 'name'],
    ['الاسم', 'name'],
    ['שם', 'name'],
    ['First Name', 'first_name'],
    ['firstname', 'first_name'],
    ['Vorname', 'first_name'],
    ['Prénom', 'first_name'],
    ['Nombre', 'first_name'],
    ['Voornaam', 'first_name'],
    ['Förnamn', 'first_name'],
    ['Etunimi', 'first_name'],
    ['Given Name', 'first_name'],
    ['LastName', 'last_name'],
    ['Nachname', 'last_name'],
    ['Apellidos', 'last_name'],
    ['Cognome', 'last_name'],
    ['Achternaam', 'last_name'],
    ['Sukunimi', 'last_name'],
    ['E-Mail', 'email'],
    ['E-mail 1 - Value', 'email'],
    ['Adresse e-mail', 'email'],
    ['Correo electrónico', 'email'],
    ['Sähköposti', 'email'],
    ['メールアドレス', 'email'],
    ['Your Email', 'email'],
    ['email', 'email'],
    ['State/Province', 'region'],
    ['State/Region', 'region'],
    ['Mailing State', 'region'],
    ['Mailing State/Province', 'region'],
    ['State', 'region'],
    ['Bundesland', 'region'],
    ['Zip/Postal Code', 'postal_code'],
    ['Postal Code', 'postal_code'],
    ['PLZ', 'postal_code'],
    ['Code postal', 'postal_code'],
    ['郵便番号', 'postal_code'],
    ['Zip', 'postal_code'],
    ['Time Zone', 'timezone'],
    ['Zeitzone', 'timezone'],
    ['hs_timezone', 'timezone'],
    ['Country', 'country'],
    ['Country/Region', 'country'],
    ['Land', 'country'],
    ['Record ID', 'external_id'],
    ['Opt-In', 'consent'],
    ['SMS Opt In', 'consent'],
  ])('%s: %s', (name, field) => {
    expect(fieldRole(name)).toEqual({ kind: 'field', field });
  });

  it.each([
    'Car Model',
    'Contact owner',
    'Create Date',
    'Status',
    'City',
    'Email Opt Out',
    'ad_name',
    'Company Name',
    'instagram',
  ])('%s is the sender’s own', (name) => {
    expect(fieldRole(name)).toEqual({ kind: 'custom' });
  });

  it.each(['__proto__', 'constructor', '', 'a'.repeat(101), 'a\0b'])('%j is ignored', (name) => {
    expect(fieldRole(name)).toEqual({ kind: 'ignored' });
  });

  it('differs from one that refuses contact', () => {
    expect(fieldRole('Do Not Call')).toEqual({
      kind: 'refusal',
      scopes: ['voice'],
      says: 'whether',
    });
  });
});
