import { reservedAnswers, tellsHowToStop } from './reserved-answers.ts';
import { plain, segmentsOf } from './segments.ts';
import { fill, variablesIn } from './template.ts';

const MAX_SEGMENTS = 2;
const MAX_LINKS = 1;

// Links behind a public shortener are what carriers filter first.
const SHORTENER =
  /\b(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly)\//i;
const LINK =
  /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|co|ly|me|app|biz|info|us|ca)(?:\/\S*)?(?=$|[\s,;!?)]|\.(?:\s|$))/gi;

/** What a template may use, and how long each value is for all but one lead in twenty. */
export type KnownVariables = Readonly<Record<string, { p95Length: number }>>;

export type TemplateFault = {
  rule:
    | 'empty'
    | 'malformed'
    | 'unknown_variable'
    | 'no_fallback'
    | 'reserved_answer'
    | 'yes_no_question'
    | 'too_many_segments'
    | 'needless_unicode'
    | 'no_opt_out_wording'
    | 'too_many_links'
    | 'public_shortener';
  /** An error prevents a campaign from starting; a warning is shown. */
  severity: 'error' | 'warning';
  message: string;
};

export type LintOptions = {
  /** The first text that a lead gets from us. */
  first?: boolean;
  tollFree?: boolean;
};

/** Everything that is wrong with a template, the worst first. */
export function lintTemplate(
  template: string,
  known: KnownVariables,
  { first = false, tollFree = false }: LintOptions = {},
): TemplateFault[] {
  const longest = fill(template, ({ name, fallback }) =>
    'n'.repeat(Math.max(known[name]?.p95Length ?? 0, fallback?.length ?? 0)),
  );
  const faults = [
    ...shapeFaults(template),
    ...variableFaults(template, known),
    ...questionFaults(fill(template, ({ fallback, name }) => fallback || name)),
    ...lengthFaults(longest, tollFree),
    ...linkFaults(template),
    ...(first && !tellsHowToStop(template) ? [NO_OPT_OUT] : []),
  ];
  return faults.sort((a, b) => a.severity.localeCompare(b.severity));
}

const NO_OPT_OUT: TemplateFault = {
  rule: 'no_opt_out_wording',
  severity: 'warning',
  message: 'The first text should say how to end them, such as "Reply STOP to opt out".',
};

function shapeFaults(template: string): TemplateFault[] {
  if (template.trim() === '') {
    return [{ rule: 'empty', severity: 'error', message: 'The template is empty.' }];
  }
  if (!/\{\{|\}\}/.test(fill(template, () => ''))) return [];
  const message =
    'Braces are left over; a variable is written {{first_name|there}}, its name in letters, digits and _.';
  return [{ rule: 'malformed', severity: 'error', message }];
}

function variableFaults(template: string, known: KnownVariables): TemplateFault[] {
  return variablesIn(template).flatMap(({ name, fallback }): TemplateFault[] => {
    if (!Object.hasOwn(known, name)) {
      const names = Object.keys(known).join(', ') || 'none';
      const message = `There is no variable "${name}". Known are: ${names}.`;
      return [{ rule: 'unknown_variable', severity: 'error', message }];
    }
    if (fallback !== null) return [];
    const message = `"${name}" has no fallback: leads without it would get nothing. Write {{${name}|…}}.`;
    return [{ rule: 'no_fallback', severity: 'error', message }];
  });
}

function questionFaults(text: string): TemplateFault[] {
  return reservedAnswers(text).map(({ word, how }): TemplateFault => {
    if (how === 'yes_no') {
      const message =
        'A lead may answer YES alone, which lifts an old block at the carrier. Ask openly.';
      return { rule: 'yes_no_question', severity: 'warning', message };
    }
    const message = `The natural answer is "${word}", which carriers take for a keyword. Ask for another word.`;
    return { rule: 'reserved_answer', severity: 'error', message };
  });
}

function lengthFaults(longest: string, tollFree: boolean): TemplateFault[] {
  const { segments, encoding } = segmentsOf(longest, { tollFree });
  const faults: TemplateFault[] = [];
  if (segments > MAX_SEGMENTS) {
    const message = `With long values it takes ${segments} segments in ${encoding}; ${MAX_SEGMENTS} are the most.`;
    faults.push({ rule: 'too_many_segments', severity: 'error', message });
  }
  if (encoding === 'UCS-2' && segmentsOf(plain(longest)).encoding === 'GSM-7') {
    const message =
      'Curly quotes, long dashes or odd spaces make it more expensive; they are replaced on sending.';
    faults.push({ rule: 'needless_unicode', severity: 'warning', message });
  }
  return faults;
}

function linkFaults(template: string): TemplateFault[] {
  const links = template.match(LINK) ?? [];
  const faults: TemplateFault[] = [];
  if (links.length > MAX_LINKS) {
    const message = `It has ${links.length} links; carriers filter texts with more than ${MAX_LINKS}.`;
    faults.push({ rule: 'too_many_links', severity: 'error', message });
  }
  if (links.some((link) => SHORTENER.test(link))) {
    const message = 'Carriers filter public link shorteners; use your own domain.';
    faults.push({ rule: 'public_shortener', severity: 'warning', message });
  }
  return faults;
}
