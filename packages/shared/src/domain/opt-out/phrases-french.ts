import type { OptOutPhrase } from './phrase.ts';

const FR_LIMITED =
  ' (?:avant|apres|demain|ce (?:soir|matin|midi|week)|cette|aujourd|le (?:matin|soir|midi|week|samedi|dimanche|lundi)|la nuit|maintenant|pendant|quand|si|tout de suite|entre|tard|tot|trop|a \\w+ heures?|a \\d|au (?:travail|bureau)|madame|monsieur|comme ca)\\b';
const FR_VERB =
  '(?:appel\\w*|rappel\\w*|contact\\w*|telephon\\w*|derang\\w*|harcel\\w*|embet\\w*|sollicit\\w*|joindre|ecriv\\w*|importun\\w*)';
const FR_MINE =
  'm(?:on|es|a) (?:numero|nom|coordonnees|donnees|telephone|contact|numero de telephone)';

/** How people refuse in French. */
export const FRENCH: readonly OptOutPhrase[] = [
  {
    id: 'fr.ne_plus_appeler',
    pattern: `(?:(?:ne )?(?:me|m|nous|n) (?:re|r)?${FR_VERB} (?:plus|jamais)(?: jamais)?|ne ${FR_VERB} (?:plus|jamais)|plus jamais m ${FR_VERB}|ne plus (?:me |m |nous |etre )?${FR_VERB})`,
    unlessBefore: '\\b(?:vous|il|elle|ils|on|personne|si|je|pourquoi)(?: ne)?',
    unlessAfter: FR_LIMITED,
  },
  {
    id: 'fr.ne_pas_appeler',
    pattern: `(?:ne (?:me |m |nous )${FR_VERB} pas|n ${FR_VERB} (?:pas|plus)(?: ici| ce numero)?)`,
    unlessBefore: '\\b(?:vous|il|elle|ils|on|personne|si|je|pourquoi|tu)',
    unlessAfter: `(?: \\w+)?${FR_LIMITED}`,
  },
  {
    id: 'fr.arretez_d_appeler',
    pattern: `(?:arrete\\w*|cesse\\w*|stoppe\\w*|finissez)(?: immediatement| maintenant| tout de suite)? (?:de (?:me |m |nous )?|d )${FR_VERB}`,
    unlessBefore: '\\b(?:n|ne|pas|je|j|on|jamais)(?: vous)?',
    unlessAfter: `${FR_LIMITED}|(?: [a-z]+)? (?:pas)\\b`,
  },
  {
    id: 'fr.arretez_les_appels',
    pattern:
      '(?:arrete\\w*|cesse\\w*|stop(?:pe\\w*)?)(?: avec)? (?:les|ces|vos|tous les|tous ces|aux|tous vos) (?:appels|messages|textos|sms)',
    unlessBefore: '\\b(?:n|ne|pas|je|j)',
  },
  {
    id: 'fr.plus_d_appels',
    pattern:
      '(?:(?:plus d|plus de vos|plus aucun|plus de ces|pas d autres) (?:appels?|messages?|textos?|sms))',
    unlessBefore: '\\b(?:ai|avons|n ai|j ai|y a)',
    unlessAfter: FR_LIMITED,
  },
  {
    id: 'fr.laissez_moi',
    pattern:
      '(?:laisse\\w* (?:moi|nous) (?:tranquilles?|en paix)|(?:foute\\w*|fiche\\w*|fous|fiche) (?:moi|nous) la paix)',
  },
  {
    id: 'fr.retirez_moi',
    pattern: `(?:(?:retire\\w*|enleve\\w*|supprime\\w*|raye\\w*|efface\\w*|sorte\\w*|ote\\w*|radie\\w*) (?:moi|nous|${FR_MINE}) (?:de|des|du)(?: \\w+){0,3} (?:listes?|fichiers?|bases?|base de donnees|systeme|registres?)|(?:retire\\w*|enleve\\w*|supprime\\w*|efface\\w*|oublie\\w*) ${FR_MINE}|(?:desinscri\\w*|desabonne\\w*) (?:moi|nous)|me (?:desinscrire|desabonner)|me (?:retirer|enlever|supprimer|rayer|radier) de(?: \\w+){0,3} (?:listes?|fichiers?|base)|(?:etre|sois|soit) (?:retire\\w*|enleve\\w*|supprime\\w*|raye\\w*) de(?: \\w+){0,2} listes?)`,
    unlessBefore: '\\b(?:n|ne|pas|j ai|avez vous|n avez)',
    unlessAfter: ' (?:pas|d attente)\\b',
  },
  {
    id: 'fr.je_ne_veux_plus',
    pattern: `(?:(?:ne |n )?(?:veux|souhaite|desire|voudrais|accepte) (?:plus|pas|plus jamais)(?: jamais)? (?:etre (?:appele|rappele|contacte|derange|sollicite|joint|demarche)\\w*|recevoir (?:d |de |vos |ces |plus |aucun |autres )*(?:appels?|messages?|sms|textos?)|que vous (?:me |m |nous )?${FR_VERB}|que l on (?:me |m )${FR_VERB}|(?:de vos|d|de ces) (?:appels?|messages?)|(?:de )?vous (?:parler|entendre)|entendre parler de vous))`,
    unlessAfter: FR_LIMITED,
  },
  {
    id: 'fr.consentement',
    pattern: '(?:retire|revoque|annule) mon (?:consentement|accord|autorisation)',
    unlessBefore: '\\b(?:ne|n)',
  },
  {
    id: 'fr.refus',
    pattern:
      '(?:liste d opposition|liste de non appel|c est du harcelement|bloctel|numeros de telecommunication exclus)',
  },
];
