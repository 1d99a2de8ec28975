import { Dialog } from '../ui/dialog.tsx';
import { initialsOf } from '../ui/person.ts';
import { useColleagues } from './use-colleagues.ts';

type Props = {
  /** What is asked: "Who answers June?" */
  title: string;
  assignedTo: string | null;
  onClose: () => void;
  onChoose: (userId: string | null) => void;
};

/** Whose it is: one press, with a way back. */
export function AssignDialog({ title, assignedTo, onClose, onChoose }: Props) {
  const { me, colleagues } = useColleagues();
  const choose = (userId: string | null) => () => {
    onClose();
    if (userId !== assignedTo) onChoose(userId);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <ul className="choices">
        {colleagues.map((one) => (
          <li key={one.id}>
            <button
              className="choice"
              type="button"
              aria-pressed={one.id === assignedTo}
              onClick={choose(one.id)}
            >
              <span className="avatar s" aria-hidden="true">
                {initialsOf(one.name)}
              </span>
              {one.name}
              {one.id === me.id && <span className="faint"> (you)</span>}
            </button>
          </li>
        ))}
        <li>
          <button
            className="choice"
            type="button"
            aria-pressed={assignedTo === null}
            onClick={choose(null)}
          >
            Nobody
          </button>
        </li>
      </ul>
    </Dialog>
  );
}
