type About = { conversation_id?: unknown; call_id?: unknown };

/** The page of the dashboard that shows it, with the words of a link. */
export function dashboardLink(dashboardUrl: string, { conversation_id, call_id }: About) {
  if (typeof conversation_id === 'string') {
    return { words: 'Open the conversation', url: `${dashboardUrl}/inbox/${conversation_id}` };
  }
  if (typeof call_id === 'string') {
    return { words: 'Open the call', url: `${dashboardUrl}/calls/${call_id}` };
  }
  return { words: 'Open the inbox', url: `${dashboardUrl}/inbox` };
}
