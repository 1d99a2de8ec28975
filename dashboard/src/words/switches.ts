/** What each switch stops, in the places where it is named. */
const WHAT: Record<string, { off: string; on: string; band: string; goOn: string }> = {
  stop_texts: {
    off: 'Stop texts',
    on: 'Texts are stopped',
    band: 'All texts are stopped',
    goOn: 'Let texts go on…',
  },
  stop_calls: {
    off: 'Stop calls',
    on: 'Calls are stopped',
    band: 'All calls are stopped',
    goOn: 'Let calls go on…',
  },
  stop_all: {
    off: 'Stop everything',
    on: 'Everything is stopped',
    band: 'Everything is stopped',
    goOn: 'Let everything go on…',
  },
};

export const switchWords = (name: string) =>
  WHAT[name] ?? {
    off: `“${name}”`,
    on: `“${name}” is on`,
    band: `“${name}” is on`,
    goOn: 'Go on…',
  };
