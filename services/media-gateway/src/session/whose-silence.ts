type Moment = {
  /** A voice model is connected. */
  hasModel: boolean;
  /** The lead speaks. */
  isSpeaking: boolean;
  /** The model makes a reply, or a tool runs. */
  isBusy: boolean;
  /** A reply to the lead is due and has not begun. */
  isOwed: boolean;
  /** Everything that was sent to the carrier has been heard. */
  playedOut: boolean;
};

/** `isQuiet`: the lead may speak and does not. `isOurs`: the lead waits for us and hears nothing. */
export function whoseSilence({ hasModel, isSpeaking, isBusy, isOwed, playedOut }: Moment) {
  const isIdle = !isSpeaking && playedOut;
  return {
    isQuiet: hasModel && isIdle && !isBusy,
    isOurs: playedOut && (!hasModel || (!isSpeaking && (isBusy || isOwed))),
  };
}
