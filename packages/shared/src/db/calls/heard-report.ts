/** What was heard on a call since it began, as one stream's gateway reports it. */
export type HeardReport = {
  /** How many streams the call had by then: a later stream reports for itself. */
  stream: number;
  agent_ms: number;
  lead_ms: number;
  reason: string | null;
  /** The stream is closed: nothing will be added. */
  over: boolean;
  /** The lead has heard us. */
  enough: boolean;
};
