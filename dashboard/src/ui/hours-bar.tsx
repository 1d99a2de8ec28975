type Props = {
  /** Lawful hours of today, where the lead is. */
  hours: readonly { from: string; to: string }[];
  /** The hour it is there; null: nobody knows. */
  now: number | null;
};

const WIDTH = 264;
const x = (hour: number) => (hour / 24) * WIDTH;

/** 24 hours, the lawful ones filled, now marked. */
export function HoursBar({ hours: told, now }: Props) {
  const hours = told.map(({ from, to }) => ({ from: hourOf(from), to: hourOf(to) }));
  const spans = hours.map(({ from, to }) => `${clock(from)} to ${clock(to)}`).join(' and ');
  const words = spans ? `May be contacted from ${spans} their time` : 'May not be contacted today';
  return (
    <>
      <p className="dense rail-hours">
        {spans || 'Not today'}
        {now !== null && (
          <>
            , <b>{clock(now)} there</b>
          </>
        )}
      </p>
      <div
        className="hours"
        role="img"
        aria-label={`${words}${now === null ? '' : `; it is ${clock(now)} there`}`}
      >
        <svg viewBox={`0 0 ${WIDTH} 22`} preserveAspectRatio="none" aria-hidden="true">
          <rect className="hours-day" x="0" y="6" width={WIDTH} height="10" rx="3" />
          {hours.map(({ from, to }) => (
            <rect
              key={from}
              className="hours-open"
              x={x(from)}
              y="6"
              width={x(to - from)}
              height="10"
              rx="2"
            />
          ))}
          {now !== null && <line className="hours-now" x1={x(now)} x2={x(now)} y1="1" y2="21" />}
        </svg>
        <div className="scale" aria-hidden="true">
          <span>0</span>
          <span>6</span>
          <span>12</span>
          <span>18</span>
          <span>24</span>
        </div>
      </div>
    </>
  );
}

/** "09:30" as 9.5. */
function hourOf(clockTime: string): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number);
  return hours + minutes / 60;
}

/** An hour as the browser's locale writes it: "9 AM", "10:24 AM". */
function clock(hour: number): string {
  const minutes = Math.round((hour % 1) * 60);
  const at = new Date(2026, 0, 1, Math.floor(hour) % 24, minutes);
  const options: Intl.DateTimeFormatOptions =
    minutes === 0 ? { hour: 'numeric' } : { hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(undefined, options).format(at);
}
