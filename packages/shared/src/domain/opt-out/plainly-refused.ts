import { spokenWords } from './spoken-words.ts';

/**
 * Refusals in the other languages of the allowed countries: keywords and plain sentences, which say
 * nothing else when they are the whole text. Letters stand as levelling leaves them: without
 * accents.
 */
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  de: [
    'stopp|stoppen|abmelden|abmeldung|abbestellen|austragen|abmeldung vom verteiler',
    'keine weiteren (?:nachrichten|sms|anrufe|kontakte)|keine (?:nachrichten|sms|anrufe|werbung) mehr',
    'ich (?:will|mochte|wunsche) keine (?:weiteren )?(?:nachrichten|sms|anrufe|werbung)(?: mehr)?(?: (?:von ihnen|von euch|bekommen|erhalten))*',
    '(?:rufen sie|ruft?)(?: mich| uns| hier)? (?:nicht mehr|nie wieder|nie mehr) an',
    '(?:schreiben sie|schreibt?|kontaktieren sie|kontaktiert)(?: mir| mich| uns) (?:nicht mehr|nie wieder|nie mehr)',
    '(?:horen sie|hor|hort) auf (?:mir|mich|uns) (?:zu schreiben|anzurufen|zu kontaktieren|zu belastigen)',
    '(?:loschen sie|loscht?|entfernen sie) (?:meine (?:nummer|daten|telefonnummer|handynummer)|mich)(?: aus (?:ihrer|der|eurer|dem) (?:liste|datenbank|kartei|verteiler))?',
    '(?:streichen|nehmen) sie mich (?:von|aus) (?:ihrer|der|dem) (?:liste|verteiler)',
    '(?:lassen sie|lass|lasst) (?:mich|uns) in (?:ruhe|frieden)',
    'ich (?:mochte|will) nicht mehr (?:kontaktiert|angerufen|angeschrieben) werden',
  ],
  nl: [
    'stoppen|afmelden|uitschrijven|afmelding',
    '(?:stuur|sturen) (?:mij|me|ons) geen (?:berichten|sms|smsjes|appjes)(?: meer)?',
    'geen (?:berichten|sms|smsjes|telefoontjes) meer|bel (?:mij|me|ons) (?:niet|nooit) meer(?: op)?',
    'verwijder (?:mijn (?:nummer|gegevens|telefoonnummer)|mij|me)(?: (?:uit|van) (?:uw|jullie|de|je) (?:lijst|bestand|database|systeem))?',
    'haal (?:mij|me|ons) van (?:de|uw|jullie|je) lijst(?: af)?|laat (?:mij|me|ons) met rust',
    'neem geen contact meer (?:met (?:mij|me|ons) )?op',
    'ik wil (?:niet meer (?:gebeld|benaderd|gecontacteerd) worden|geen berichten meer(?: ontvangen)?)',
  ],
  it: [
    'disiscrivimi|disiscrivetemi|cancellami|cancellatemi|annulla iscrizione|disiscrizione',
    'non (?:mi |ci )?(?:chiamate|chiamatemi|chiami|scrivete|scrivetemi|scriva|contattate|contattatemi|contatti|disturbate|disturbatemi) piu',
    'non (?:mi )?(?:mandate|mandatemi|inviate|inviatemi) piu (?:messaggi|sms|niente)',
    '(?:cancellate|cancella|rimuovete|eliminate) (?:il mio numero|i miei dati)|basta (?:messaggi|sms|chiamate)',
    '(?:toglietemi|rimuovetemi|cancellatemi) dall[ae] (?:vostr[ae] )?list[ae]|lasciat?e?mi in pace',
    'non voglio (?:piu )?(?:ricevere )?(?:i vostri |altri |piu )?(?:messaggi|sms|chiamate)',
    '(?:smettete|smettetela|smettila) di (?:scrivermi|chiamarmi|contattarmi|disturbarmi)',
  ],
  pt: [
    'sair|parem|descadastrar|descadastre|cancelar inscricao|cancelar assinatura',
    'nao me (?:ligue|liguem|contate|contatem|contacte|contactem|escreva|escrevam|perturbe|perturbem|incomode|incomodem) mais',
    'nao me (?:mande|mandem|envie|enviem) mais(?: mensagens| mensagem| sms)?',
    'nao quero (?:mais )?(?:receber )?(?:mais |suas |as suas |essas )?(?:mensagens|sms|ligacoes|chamadas)(?: de voces)?',
    '(?:remova|removam|apague|apaguem|exclua|excluam|retire|retirem|tire|tirem) (?:o )?meu (?:numero|contato|contacto|telefone|cadastro)(?: (?:da|dessa|desta) (?:sua )?(?:lista|base))?',
    'me (?:tire|tirem|remova|removam) (?:da|dessa|desta) (?:sua )?lista|me deix(?:e|em|a) em paz|deix(?:e|em) me em paz',
    '(?:pare|parem) de me (?:ligar|mandar mensagens?|enviar mensagens?|incomodar|perturbar|escrever)',
  ],
  sv: [
    'stopp|avregistrera(?: mig)?|avanmal(?: mig)?',
    'sluta (?:ringa|smsa|skriva|kontakta|messa|skicka (?:sms|meddelanden))(?: (?:till )?(?:mig|oss))?',
    'ring (?:mig )?(?:inte|aldrig) (?:mig )?(?:igen|mer)|kontakta (?:mig|oss) (?:inte|aldrig) (?:igen|mer)',
    'inga fler (?:sms|meddelanden|samtal)|ta bort (?:mig|mitt nummer|mina uppgifter)(?: fran (?:listan|er lista))?',
    'lamna (?:mig|oss) i ?fred|jag vill inte (?:ha|fa) (?:nagra )?fler (?:sms|meddelanden|samtal)',
  ],
  no: [
    'stopp|avmeld(?: meg)?|meld meg av',
    'slutt (?:med )?a (?:ringe|kontakte|skrive til|tekste|sende (?:sms|meldinger) til|sende) (?:meg|oss)(?: (?:sms|meldinger))?',
    'ikke (?:ring|kontakt) (?:meg|oss) (?:mer|igjen)|ring (?:meg )?aldri (?:meg )?igjen|ingen flere (?:sms|meldinger|anrop)',
    '(?:fjern|slett) (?:meg|nummeret mitt|mitt nummer)(?: fra (?:listen|lista))?|la (?:meg|oss) være i fred',
  ],
  da: [
    'afmeld(?: mig)?|frameld(?: mig)?',
    'stop med at (?:ringe til|skrive til|kontakte|sende sms til|sende beskeder til) (?:mig|os)',
    'ring (?:ikke|aldrig) til (?:mig|os) (?:igen|mere)|ikke flere (?:sms|beskeder|opkald)',
    '(?:slet|fjern) (?:mig|mit nummer|mine oplysninger)(?: fra (?:listen|jeres liste))?|lad (?:mig|os) være i fred',
  ],
  fi: [
    'lopeta|lopettakaa|peruuta tilaus|peru tilaus',
    'ala (?:soita|laheta viesteja)(?: minulle)? enaa|alkaa (?:soittako|lahettako viesteja)(?: minulle)? enaa|ala ota (?:minuun )?yhteytta enaa|alkaa ottako (?:minuun )?yhteytta enaa',
    '(?:poista|poistakaa) (?:numeroni|minut|tietoni)(?: listalta| listaltanne)?|(?:jata|jattakaa) minut rauhaan',
    'en halua (?:enaa |lisaa )?viesteja(?: enaa)?|ei enaa (?:viesteja|puheluita)',
  ],
  af: [
    'moenie (?:vir )?my (?:weer |meer )?(?:bel|kontak|sms) nie|los my uit',
    'haal my van (?:die|julle|jou) lys(?: af)?|verwyder my(?: nommer)?(?: van (?:die|julle) lys)?',
  ],
  fil: [
    'itigil|tigil|itigil nyo na|tigilan (?:nyo|ninyo|mo) na ako',
    '(?:huwag|wag) (?:nyo|ninyo|mo)(?: na)? (?:ako|akong|kaming) (?:i ?text|tawagan|kontakin|padalhan|istorbohin|guluhin)(?: ulit| muli)?',
    '(?:tanggalin|burahin|alisin) (?:nyo |ninyo |mo )?(?:ang )?number ko',
  ],
  ms: [
    'berhenti|henti|hentikan',
    'jangan (?:hubungi|telefon|sms|mesej|ganggu|kacau) (?:saya|kami|nombor ini)(?: lagi)?',
    '(?:padam|buang|keluarkan) (?:nombor|nama) (?:telefon )?saya(?: (?:dari|daripada) senarai(?: anda)?)?',
  ],
  hi: [
    '(?:mujhe )?(?:dobara |phir se )?(?:call|phone|message|msg|sms) mat (?:karo|karna|kijiye|bhejo|bhejna|bhejiye)',
    'mera number (?:hata|delete kar|remove kar|nikal) (?:do|dijiye|dena)|mujhe pareshan mat (?:karo|kijiye)',
  ],
};

/** The same in scripts that are matched as a whole, whatever stands between the signs. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  ja: [
    ...['停止', '配信停止', '登録解除', '退会', 'やめて', 'やめてください', '止めてください'],
    ...[
      '配信停止お願いします',
      '配信停止してください',
      '配信を停止してください',
      '配信を止めてください',
    ],
    ...['連絡しないでください', 'もう連絡しないでください', '二度と連絡しないでください'],
    ...['今後連絡しないでください', 'もう電話しないでください', '二度と電話しないでください'],
    ...['メッセージを送らないでください', 'もう送らないでください', '私の番号を削除してください'],
    ...['番号を削除してください', '登録を解除してください'],
  ],
  zh: [
    ...[
      '停止',
      '退订',
      '退訂',
      '取消订阅',
      '取消訂閱',
      '不要再发短信',
      '不要再打电话',
      '别再打电话',
    ],
    ...['不要再联系我', '请不要再联系我', '别再联系我', '不要再给我打电话', '请不要再给我发短信'],
    ...[
      '不要再聯絡我',
      '請不要再聯絡我',
      '不要再打電話',
      '不要再發短訊',
      '删除我的号码',
      '请删除我的号码',
    ],
    ...['刪除我的號碼', '唔好再打嚟', '唔好再打俾我', '唔好再搵我', '唔好再send message俾我'],
  ],
  ko: [
    ...[
      '수신거부',
      '그만',
      '중지',
      '정지',
      '연락하지 마세요',
      '더 이상 연락하지 마세요',
      '문자 보내지 마세요',
    ],
    ...[
      '문자하지 마세요',
      '더 이상 문자 보내지 마세요',
      '다시는 전화하지 마세요',
      '더 이상 전화하지 마세요',
    ],
    ...['제 번호 삭제해 주세요', '제 번호 지워 주세요', '그만 보내세요', '문자 그만 보내세요'],
  ],
  he: [
    ...[
      'הסר',
      'הסרה',
      'להסיר',
      'הסר אותי',
      'הסירו אותי',
      'תסירו אותי',
      'עצור',
      'הסירו אותי מהרשימה',
    ],
    ...['אל תתקשרו אליי יותר', 'אל תתקשרו אלי יותר', 'אל תשלחו לי יותר הודעות', 'תפסיקו להתקשר'],
    ...[
      'תפסיקו להתקשר אליי',
      'תפסיקו לשלוח לי הודעות',
      'תורידו אותי מהרשימה',
      'תמחקו את המספר שלי',
    ],
    ...['מחקו את המספר שלי', 'עזבו אותי'],
  ],
  ar: [
    ...[
      'توقف',
      'توقفوا',
      'قف',
      'إلغاء',
      'الغاء',
      'إلغاء الاشتراك',
      'الغاء الاشتراك',
      'ألغ الاشتراك',
    ],
    ...['لا تتصل بي', 'لا تتصلوا بي', 'لا تتصل بي مرة أخرى', 'لا تتصلوا بي مرة أخرى', 'احذف رقمي'],
    ...['احذفوا رقمي', 'لا ترسل لي رسائل', 'لا ترسلوا لي رسائل', 'لا أريد رسائل', 'لا اريد رسائل'],
    ...['توقف عن مراسلتي', 'توقفوا عن مراسلتي', 'توقف عن الاتصال بي', 'توقفوا عن الاتصال بي'],
    ...['اتركوني وشأني'],
  ],
  hi: [
    ...['रोको', 'बंद करो', 'मुझे मैसेज मत भेजो', 'मुझे मैसेज मत भेजिए', 'मुझे कॉल मत करो', 'मुझे कॉल मत कीजिए'],
    ...[
      'मुझे फोन मत करो',
      'मेरा नंबर हटा दो',
      'मेरा नंबर हटा दीजिए',
      'दोबारा कॉल मत करना',
      'मुझे परेशान मत करो',
    ],
  ],
};

const COURTESY =
  'bitte|danke|vielen dank|hallo|guten tag|nein|aub|alstublieft|alsjeblieft|graag|bedankt|dank u|nee|per favore|per piacere|grazie|no grazie|ciao|obrigad[oa]|por gentileza|ola|tack|snalla|hej|nej|takk|vennligst|hei|tak|venligst|kiitos|olkaa hyva|asseblief|dankie|po|please|salamat|tolong|terima kasih|sila|kripya';
const AROUND = new RegExp(`^(?:(?:${COURTESY}) )+|(?: (?:${COURTESY}))+$`, 'g');

const patterns = Object.entries(SENTENCES).map(
  ([language, sentences]) =>
    [`${language}.plain`, new RegExp(`^(?:${sentences.join('|')})$`)] as const,
);
const whole = new Map(
  Object.entries(WHOLE).flatMap(([language, sentences]) =>
    sentences.map(
      (sentence) => [unspaced(spokenWords(sentence).bare), `${language}.plain`] as const,
    ),
  ),
);

/**
 * Whether these levelled words are a plain refusal in one of those languages: its rule, or null.
 */
export function plainlyRefused(words: string): string | null {
  const bare = words.replace(AROUND, '').trim();
  return (
    whole.get(unspaced(words)) ?? patterns.find(([, pattern]) => pattern.test(bare))?.[0] ?? null
  );
}

function unspaced(words: string): string {
  return words.replaceAll(' ', '');
}
