/** How people refuse contact, as far as a simulated model understands them. */
type Cue = { says: RegExp; unless?: RegExp };

/** Sounds like anger or like an end, and may be neither. */
export const UNCLEAR =
  /\b(enough|annoying|leave|reported?|harass\w*|who gave you|how did you get|not again|go away|basta|assez|marre|molest\w*|d[eé]range\w*)\b/i;

const ABOUT_GOODS =
  /\b(red|black|white|blue|grey|fee|address|order|mats|insurance|financing|warranty|deliver\w*|appointment|price|diesel|trailer)\b/;

export const REFUSES: readonly Cue[] = [
  {
    says: /\b(stop|quit|cease|refrain from|no more|don'?t|do not|never|not to|no longer|without|any more|anymore)\b.{0,40}\b(text\w*|messag\w*|call\w*|contact\w*|bother\w*|writ\w*|reach out|hear from|correspond\w*|communicat\w*|solicit\w*|send\w*|messaged)\b/,
    unless:
      /\b(call|text) me\b|\b(don'?t|never) (get|got|mind|worry|forget)|\bbig file|\bwork address|\b(at|on) \d|\bemail\b.*better|\bprevious owner\b/,
  },
  {
    says: /\b(remove|delete|erase|lose|forget|scrub|strike|take|get|burn|rid of|unenroll|exclude)\b.{0,25}\b(me|my|this|it|him|her) ?(number|details|data|info|information|name|contact|digits|off|out|from)?\b.{0,30}(\b(list|system|database|sheet|records|number|details|data|info|information|digits|contact|off|out|whatever this is)\b|$)/,
    unless: ABOUT_GOODS,
  },
  {
    says: /\bhow (do|can) i .{0,20}(off|out|stop|quit|rid of|get these|make these)|\bany way to not get\b|\b(opt|opting|opted|count me|want) ?out\b|\bunsub\w*|\bdnc\b|\bdo not call\b|\bno solicit|\b(tcpa|fcc|gdpr|ccpa|lawyer|cops|sued)\b.{0,60}$/,
    unless:
      /\bwarranty|\bbilling|\bleak|\bbeep|\bmoles|\bcouch|\btitle\b|\bcontract\b|\bby the way\b|\bold plan\b/,
  },
  {
    says: /\b(revoke|withdraw|never signed up|didn'?t agree|do not consent|did not consent|no permission|object to)\b/,
    unless: /\boffer\b|\bmoney\b/,
  },
  {
    says: /\b(leave (me|us|my \w+) (be|alone)|let .{0,20} last (text|message)|last (text|time|message)\b.{0,40}\bno|knock it off|cut it out|give it a rest|lose my|harass\w* me|this is harassment|quit it|enough (already|of these)|get lost|buzz off|f off|fuck off|blocked and reported|reporting this|wrong (person|number)|isn'?t \w+\. |passed away,? please|filing a complaint|i said stop|make it stop|make these quit|bothering me)\b/,
    unless: /\bevery time\b|\bseats\b|\blink\b|\baddress\b/,
  },
  {
    says: /\b(d[eé]sinscri\w*|d[eé]sabonn\w*|(retir|supprim|effac|enlev)\w* (moi|mon num|mes coord|mon contact)|laisse\w*[- ](moi|nous) tranquille|plus (me|m'|[eê]tre|recevoir|d'appels|de sms|de messages)|ne m'\w+ plus|harcel\w*|bloctel|arr[eê]te[zr]?|cesse\w*|foute\w*|porter plainte|oublie\w* mon|ne rappele)/,
    unless: /\bm'arr[eê]te|n'arr[eê]te/,
  },
  {
    says: /(keine? (weiteren )?(nachricht|sms|anruf|werbung)\w* mehr|nicht mehr (kontaktiert|melden|anrufen|schreiben)|in ruhe|abmelden|abbestellen|widerspreche|widerrufe|unterlass\w*|l[öo]sch\w* (sie )?(meine (nummer|daten)|mich)|verteiler|nie wieder|h[öo]ren sie auf|bel[äa]stig\w*|von der liste|art\. 17|nichts mehr von)/,
  },
  {
    says: /\b(no (me|nos) (escriban?|llamen?|contacten?|manden?|env[ií]en?)|d[eé]jen?(me)? (de|en paz)|no (quiero|deseo) (recibir|m[aá]s)|b[oó]rr(en|e)(me)?|denme de baja|no molesten|no vuelvan a|ya p[aá]ren\w*|qu[ií]tenme|cese de|olv[ií]dense|lista robinson|no insistan|que no me lleguen)\b/,
    unless: /\bantes de\b|\bnegro\b/,
  },
  {
    says: /(non (scrivete|chiamate|contattate)\w* pi[uù]|in pace|smett\w+|disiscriv\w*|toglietemi|cancellate il mio|pi[uù] (essere contattat|ricevere)|revoco il consenso|basta messaggi|laat (mij|me) met rust|uitschrijven|niet meer (gebeld|bellen|benaderen)|geen berichten meer|verwijder mijn|haal (mij|me) van|hou op met|toestemming in\b)/,
  },
  {
    says: /(n[aã]o (quero mais|me ligue mais|entrem mais|perturbe)|parem de|me (tirem|deixa)|apaguem o meu|descadastr\w*|chega de mensagens|revogo|sluta (skicka|ringa)|ta bort (mitt nummer|mig)|ifred|avregistrera|slutt [åa]|fjern nummeret|meld meg av|afmeld|slet mit nummer|stop med at|lopetta\w*|poistakaa|rauhaan|en halua en[äa]{2}|moenie my|los my uit|hou op om)/,
  },
  {
    says: /(連絡しないで|配信停止|二度と|削除して|やめて|お断り|不要再|别再|退订|唔好再|停止騷擾|연락하지|수신거부|그만|지워|전화하지 마세요$|תפסיקו|הסר|תמחקו|אל תתקשרו אליי|עזבו|תורידו|توقف|احذف|لا تتصل بي مرة|اتركوني|الاشتراك|मत भेजो|हटा दो|परेशान|mat karna$|band karo|jangan hubungi|berhenti hantar|padam nombor|tigilan|itigil|wag na kayo|huwag nyo)/,
    unless: /前は|前に|9시/,
  },
];
