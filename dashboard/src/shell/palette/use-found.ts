import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, dataOf } from '../../api/client.ts';
import { sameItems, useFromStore } from '../../live/use-live.ts';
import { keymap } from '../../ui/keys/keymap.ts';
import { nameOf, readablePhone } from '../../ui/person.ts';
import { useWhere } from '../../ui/time/moment.tsx';
import { spokenMoment } from '../../ui/time/moments.ts';
import { useQuiet } from '../../ui/time/use-quiet.ts';
import { type Found, findCommands, findPeople, type Person } from './found.ts';
import { saidBy } from './said-by.ts';

const MOST = 6;
const MOST_COMMANDS = 8;
const QUIET_MS = 120;

/**
 * What there is for these letters: at once the commands and the people whom the page holds; what the
 * server finds as soon as it answers.
 */
export function useFound(query: string): Found[] {
  const navigate = useNavigate();
  const where = useWhere();
  const typed = query.trim();
  const q = useQuiet(typed, QUIET_MS);
  const held = useFromStore(
    ['lead'],
    (store) => findPeople(store.all('lead'), typed, MOST),
    sameItems,
  );
  const answer = useQuery({
    queryKey: ['search', q],
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/search', { params: { query: { q, limit: MOST } }, signal })),
  });
  const commands = findCommands(keymap.all(), query).slice(0, MOST_COMMANDS);
  if (typed.length < 2) return commands;

  const people = answer.data?.people ?? [];
  const said = answer.data?.said ?? [];
  const campaigns = answer.data?.campaigns ?? [];
  const byId = new Map<number, Person>([...held, ...people].map((lead) => [lead.id, lead]));
  return [
    ...[...byId.values()].slice(0, MOST).map(
      (lead): Found => ({
        id: `lead-${lead.id}`,
        group: 'People',
        icon: 'user',
        title: nameOf(lead),
        aside: lead.name ? readablePhone(lead.phone) : undefined,
        run: () => void navigate({ to: '/leads/$leadId', params: { leadId: String(lead.id) } }),
      }),
    ),
    ...said.map(
      (hit): Found => ({
        id: `said-${hit.conversation_id ?? hit.call_id}-${hit.seq}`,
        group: 'Said in a text or call',
        icon: hit.kind === 'text' ? 'chat' : 'phone',
        title: hit.excerpt.words,
        mark: [hit.excerpt.from, hit.excerpt.to],
        aside: saidBy(hit),
        right: spokenMoment(Date.parse(hit.at), where),
        run: () =>
          void (hit.conversation_id
            ? navigate({
                to: '/inbox/$conversationId',
                params: { conversationId: hit.conversation_id },
                search: { at: hit.seq },
              })
            : navigate({
                to: '/calls/$callId',
                params: { callId: hit.call_id ?? '' },
                search: { turn: hit.seq },
              })),
      }),
    ),
    ...campaigns.map(
      ({ id, name, status }): Found => ({
        id: `campaign-${id}`,
        group: 'Campaigns',
        icon: 'people',
        title: name,
        aside: status,
        run: () => void navigate({ to: '/inbox', search: { view: 'open', campaign: id } }),
      }),
    ),
    ...commands,
  ];
}
