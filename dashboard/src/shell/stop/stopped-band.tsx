import { useState } from 'react';
import { mayAct } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWhere } from '../../ui/time/moment.tsx';
import { spokenMoment } from '../../ui/time/moments.ts';
import { switchWords } from '../../words/switches.ts';
import { GoOnDialog } from './go-on-dialog.tsx';
import { type Switch, useSwitches } from './switches.ts';

/** Over every page, for everybody, while something is stopped. */
export function StoppedBands() {
  const on = useSwitches();
  return on.map((row) => <StoppedBand key={row.name} row={row} />);
}

function StoppedBand({ row }: { row: Switch }) {
  const { user } = useMe();
  const where = useWhere();
  const [asks, setAsks] = useState(false);
  const words = switchWords(row.name);
  const mayLetGo = mayAct(user, row.name === 'stop_all' ? 'admin' : 'agent');
  return (
    <div className="band stop" role="status">
      <Icon name="stop" className="danger" />
      <span>
        <b>
          {words.band} since {spokenMoment(Date.parse(row.updated_at), where)}
        </b>
        {row.set_by && ` by ${row.set_by}`}
        {row.reason && `: “${row.reason}”`}.
      </span>
      <span className="push" />
      {mayLetGo && (
        <button className="btn s" type="button" onClick={() => setAsks(true)}>
          {words.goOn}
        </button>
      )}
      {asks && <GoOnDialog name={row.name} onClose={() => setAsks(false)} />}
    </div>
  );
}
