import type { OptOutPhrase } from './phrase.ts';

const ES_LIMITED =
  ' (?:antes|despues|hoy|manana|esta|este|ahora|ahorita|hasta|cuando|mientras|durante|si|por la|por las|en la|en las|a las|a esta|a estas|al trabajo|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|los (?:lunes|domingos|sabados|fines)|tan|tarde|temprano|entre|todavia|senora?|asi|usted senora?)\\b';
const ES_VERB =
  '(?:llam(?:e|es|en|a|as|eis)|marqu(?:e|es|en)|contact(?:e|es|en)|molest(?:e|es|en)|habl(?:e|es|en)|busqu(?:e|es|en)|telefone(?:e|en)|escrib(?:a|as|an)|mand(?:e|es|en)|hostig(?:ue|uen)|acos(?:e|en))';
const ES_INFINITIVE =
  '(?:llamar|marcar|contactar|molestar|hablar|buscar|telefonear|escribir|mandar|enviar|hostigar|acosar)(?:me|nos)?';
const ES_MORE = '(?: (?:mas|nunca|jamas|nunca mas|otra vez|de nuevo|ya|nada))';
const ES_MINE =
  'mi (?:numero|nombre|telefono|informacion|contacto|celular|numero de telefono)|mis datos';

/** How people refuse in Spanish. */
export const SPANISH: readonly OptOutPhrase[] = [
  {
    id: 'es.no_me_llame',
    pattern: `(?:ya )?(?:no|nunca|nunca mas|jamas|ni) (?:me|nos|le|la) (?:vuelv(?:a|as|an) a ${ES_INFINITIVE}|est(?:e|en|es) (?:llamando|molestando)|${ES_VERB})${ES_MORE}?(?: a (?:mi|este|esta) (?:numero|casa|telefono))?`,
    unlessBefore: '\\b(?:si|porque|aunque|quien)',
    unlessAfter: `(?:${ES_LIMITED}| (?:usted|loco|asi|de usted|de tu))`,
  },
  {
    id: 'es.no_llame_mas',
    pattern: `no (?:vuelv(?:a|as|an) a ${ES_INFINITIVE}|${ES_VERB}(?:${ES_MORE}| a este (?:numero|telefono)| aqui))|no (?:llame|llamen|llames)(?= [,.]|$)`,
    unlessBefore: '\\b(?:si|porque)',
    unlessAfter: ES_LIMITED,
  },
  {
    id: 'es.deje_de_llamar',
    pattern: `(?:deje|deja|dejen|dejes|dejad|pare|para|paren|parad)(?: ya)? de (?:una vez de )?(?:estar (?:llamando|molestando)(?:me|nos)?|${ES_INFINITIVE})`,
    unlessBefore: '\\b(?:no|nunca|no me|me|se)',
    unlessAfter: ES_LIMITED,
  },
  {
    id: 'es.no_quiero_llamadas',
    pattern: `(?:ya )?no (?:quiero|deseo|quisiera|queremos|acepto)(?: (?:recibir|tener|que me hagan))?(?: (?:mas|sus|estas|tus|ninguna|ningunas|otras|otra))* (?:llamadas?|mensajes|textos|contacto)|(?:ya )?no (?:quiero|deseo|queremos|quisiera) que (?:ya )?(?:me|nos) (?:vuelv(?:a|as|an) a ${ES_INFINITIVE}|sigan? (?:llamando|molestando|contactando)|est(?:e|en) llamando|${ES_VERB})|no (?:quiero|deseo) (?:que me sigan|ser (?:contactado|contactada|molestado|molestada|llamado))`,
    unlessAfter: `(?:${ES_LIMITED}| grabadas?| (?:mas |otra vez |nunca )?(?:antes|manana|hoy|hasta)| mi )`,
  },
  {
    id: 'es.no_mas_llamadas',
    pattern:
      '(?:no|ni una|basta de|ya basta de|basta con|paren|pare|dejen|alto a) (?:mas )?(?:las |sus |estas |tantas |con las )?(?:llamadas?|mensajes|llamadera)',
    unlessBefore: '\\b(?:recibi|tengo|tuve|hay|hubo)',
    unlessAfter: `${ES_LIMITED}| (?:perdidas?|tengo)`,
  },
  {
    id: 'es.quiteme_de_la_lista',
    pattern: `(?:(?:quite|quita|saque|saca|borre|borra|elimine|elimina|remueva|remueve|retire|retira|tache)(?:n|me|nme|nos)*(?: (?:${ES_MINE}))? (?:de|del)(?: (?:la|su|sus|tu|esa|esta|todas|las|los|ese|el))*(?: (?!espera)\\w+){0,2} (?:listas?|base de datos|sistema|registros?|archivos?)|(?:borre|borra|borren|elimine|elimina|eliminen|quite|quita|quiten|olvide|olvidese de|olviden|pierda) (?:${ES_MINE})|(?:elimineme|borreme|quiteme|saqueme|quitenme|saquenme|borrenme)(?= [,.]|$))`,
    unlessBefore: '\\b(?:no|no me|ni)',
    unlessAfter: ' (?:de espera|de invitados)\\b',
  },
  {
    id: 'es.dejeme_en_paz',
    pattern: '(?:deje|deja|dejen|dejad)(?:me|nme|nos|nnos)? (?:en paz|tranquil[oa]s?|de molestar)',
    unlessBefore: '\\b(?:no|nunca)',
  },
  {
    id: 'es.baja',
    pattern:
      '(?:(?:deme|denme|dame) de baja|dar(?:me|nos) de baja|dar de baja (?:mi|este) (?:numero|telefono|contacto))',
    unlessBefore: '\\b(?:no me|no)',
    unlessAfter:
      ' (?:del?|de la|de el|de mi|en) (?!(?:la |su |sus |esta |las )*(?:lista|listas|llamadas|mensajes))',
  },
  {
    id: 'es.consentimiento',
    pattern:
      '(?:(?:retiro|revoco|cancelo) mi (?:consentimiento|permiso|autorizacion)|no (?:tiene|tienen|tienes) (?:mi )?(?:permiso|consentimiento|autorizacion)|esto es acoso|lista de no llamar)',
  },
];
