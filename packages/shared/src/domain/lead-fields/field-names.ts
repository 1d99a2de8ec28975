import type { LeadField } from './lead-field.ts';

/**
 * The names that files and forms give to the fields of a lead, in the languages of the countries
 * that are contacted, each as `fieldKey` spells it. Sources: exports of address books and CRMs, and
 * the labels of forms in these languages. Phone fields have a table of their own.
 */
export const FIELD_NAMES: Readonly<Record<Exclude<LeadField, 'phone'>, string>> = {
  name: `name full_name fullname contact contact_name display_name complete_name lead_name customer_name client_name
    person_name names nom_complet nom_et_prenom prenom_et_nom nom_prenom prenom_nom nom_du_contact vollstandiger_name
    vor_und_nachname ganzer_name kontaktname ansprechpartner nombre_completo nombre_y_apellidos nombre_y_apellido
    nombre_del_contacto nome_completo nome_e_cognome nome_cognome nominativo volledige_naam naam naam_contact
    voor_en_achternaam nome_e_sobrenome fullstandigt_namn namn for_och_efternamn fullt_navn navn for_og_etternavn
    for_og_efternavn fulde_navn kontaktnavn kontaktnamn nimi koko_nimi 氏名 お名前 名前 ご氏名 フルネーム 이름 성명 성함
    姓名 名字 名称 联系人 聯絡人 联系人姓名 全名 الاسم الاسم_الكامل اسم_العميل שם שם_מלא שם_לקוח`,
  first_name: `first_name firstname first fname given_name givenname given forename name_first prenom vorname rufname
    nombre nombres primer_nombre nome primo_nome nome_proprio primeiro_nome voornaam fornamn fornavn etunimi
    名 الاسم_الاول שם_פרטי`,
  last_name: `last_name lastname last lname surname family_name familyname family name_last nom nom_de_famille nachname
    familienname zuname apellido apellidos cognome sobrenome apelido ultimo_nome achternaam efternamn etternavn
    efternavn sukunimi 姓 苗字 성 اسم_العائلة שם_משפחה`,
  email: `email e_mail mail email_address e_mail_address emailaddress mail_address email_1_value e_mail_1_value
    email_1 primary_email work_email personal_email business_email email_primary adresse_e_mail adresse_email
    adresse_mail adresse_electronique courriel adresse_courriel e_mail_adresse email_adresse emailadresse mailadresse
    correo correo_electronico email_correo direccion_de_correo indirizzo_email indirizzo_e_mail posta_elettronica
    e_mailadres emailadres endereco_de_email endereco_de_e_mail correio_eletronico e_postadress epost e_post
    e_postadresse epostadresse sahkoposti sahkopostiosoite メール メールアドレス eメール 電子メール 이메일 이메일_주소 전자우편
    邮箱 电子邮件 电子邮箱 電郵 電子郵件 البريد_الالكتروني البريد_الإلكتروني بريد_الكتروني דואל דוא_ל אימייל מייל`,
  external_id: `external_id externalid crm_id lead_id leadid contact_id record_id hs_object_id`,
  timezone: `timezone time_zone tz hs_timezone zeitzone fuseau_horaire zona_horaria fuso_orario tijdzone fuso_horario
    tidszon tidssone tidszone aikavyohyke タイムゾーン 시간대 时区 時區 المنطقة_الزمنية אזור_זמן`,
  region: `region state province state_province state_region province_state state_code province_code region_code
    state_name stateprovince mailing_state mailing_state_province billing_state billing_state_province home_state
    business_state shipping_state other_state address_state us_state state_of_residence address_1_region
    county_state etat_province bundesland bundesstaat kanton provincia estado estado_provincia regione provincie
    departement delstat lan fylke maakunta 都道府県 州 省 省份 시도 المنطقة الولاية المحافظة מחוז מדינת`,
  country: `country country_region country_code countrycode mailing_country billing_country home_country
    business_country address_country country_name address_1_country pays land pais paese nazione maa 国 国名 국가 国家
    國家 البلد الدولة מדינה ארץ`,
  postal_code: `postal_code postalcode postcode post_code zip zip_code zipcode zip_postal_code zip_postcode
    postal_zip_code mailing_zip mailing_postal_code mailing_zip_postal_code billing_zip billing_postal_code
    billing_zip_postal_code home_postal_code business_postal_code address_zip address_postal_code
    address_1_postal_code code_postal plz postleitzahl codigo_postal cp cap codice_postale codice_avviamento_postale
    cep codigo_de_endereco_postal postnummer postnr postinumero 郵便番号 우편번호 邮政编码 邮编 郵遞區號 الرمز_البريدي מיקוד`,
  consent: `consent opt_in optin opted_in sms_consent sms_opt_in smsoptin text_opt_in text_consent marketing_consent
    agreed agreement acceptance einwilligung zustimmung consentement consentimiento consenso toestemming consentimento
    samtycke samtykke suostumus 同意 동의 موافقة הסכמה`,
  consent_text: 'consent_text consent_wording opt_in_text',
  consent_at:
    'consent_at consent_date consented_at consent_time consent_timestamp opt_in_date opt_in_at opted_in_at opt_in_time',
  consent_url: 'consent_url opt_in_url',
  consent_ip: 'consent_ip opt_in_ip',
  consent_user_agent: 'consent_user_agent',
  consent_form_id: 'consent_form_id',
};

/** Words before a name that only say whose field it is. */
export const WHOSE =
  'your my the please enter_your please_enter_your what_is_your whats_your contact lead customer client prospect person votre ihr ihre dein deine su tu seu sua uw jouw ditt din';

/** Words that name a mobile phone, and those that name any phone. */
export const MOBILE_WORDS = `mobile mobil mobiles mobilephone mobilenumber mobile1 cell cellphone cellular cellnumber handy
  handynummer handynr mobilnummer mobilnr mobiltelefon mobilfunk mobilfunknummer mobilrufnummer portable gsm movil celular
  cellulare mobiel mobielnummer telemovel mobilnumber matkapuhelin matkapuhelinnumero kannykka 携帯 携帯電話 携帯番号
  携帯電話番号 휴대폰 휴대전화 핸드폰 휴대폰번호 휴대전화번호 手机 手机号 手机号码 手機 手機號碼 移动电话 行動電話 جوال الجوال
  موبايل الموبايل المحمول נייד סלולרי פלאפון`;
export const PHONE_WORDS = `phone phones telephone telephones tel telefon telefono telefone telefoon telefonnummer telefonnumber
  telefonnr telefoonnummer telefonnumero rufnummer fon fone tlf tlfnr tfn puh puhelin puhelinnumero phonenumber phoneno
  phonenum phone1 phone2 phone3 ph msisdn 電話 電話番号 お電話番号 전화 전화번호 연락처 电话 电话号码 電話號碼 联系电话 聯絡電話
  هاتف الهاتف تلفون التليفون טלפון מספרטלפון`;
export const WHATSAPP_WORDS = 'whatsapp sms';

/** What may stand beside such a word without making it another person's number. */
export const PHONE_BESIDE = `number numbers no nr num numero nummer numeros numer value primary main default preferred best direct
  home private personal work business office company other additional alternate alternative secondary second
  first daytime day evening contact contacts lead customer client prospect person your my the is what please enter
  to reach you at on for a de du la le et da do del el di della van der die das ihre ihr votre principal principale
  hauptnummer privat private geschaftlich buro dienstlich domicile bureau travail casa trabajo oficina particular
  lavoro ufficio prive werk zakelijk trabalho residencial arbete hem arbeid hjem arbejde tyo koti 番号 号码 号 번호 رقم מספר
  full formatted clean e164 international 自宅 勤務先 회사 집 家庭 公司 us`;
/** Names that mean a number without any such word. */
export const OTHER_NUMBERS =
  'number contact_number contact_no contact_num best_number daytime_number customer_number_phone numero numero_de_contacto numero_di_contatto numero_de_contato kontaktnummer contactnummer 連絡先 联系方式 聯絡方式 رقم_التواصل מספר_ליצירת_קשר';
