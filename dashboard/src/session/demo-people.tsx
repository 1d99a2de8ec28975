import type { Role, SignInOptions } from './session.ts';

const MAY: Record<Role, string> = {
  admin: 'do everything',
  agent: 'read, write, call',
  viewer: 'read',
};

type Props = {
  people: NonNullable<SignInOptions['demo']>;
  onChoose: (email: string) => void;
};

export function DemoPeople({ people, onChoose }: Props) {
  return (
    <aside aria-label="First start">
      <div className="demo-people">
        <h2>This is the demo</h2>
        <p className="soft">
          It runs on this machine with a simulated carrier, simulated people and simulated models.
          Nothing leaves it. Sign in as one of three:
        </p>
        <table className="table in tight">
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col">May</th>
              <th scope="col">
                <span className="sr">Choose</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ email, name, role }) => (
              <tr key={email}>
                <th scope="row">
                  {name.split(' ')[0]}, {role}
                </th>
                <td className="soft">{MAY[role]}</td>
                <td className="num">
                  <button className="link-btn" type="button" onClick={() => onChoose(email)}>
                    Sign in<span className="sr"> as {name}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </aside>
  );
}
