import { useNavigate } from '@tanstack/react-router';
import type { RowOf } from '../../../live/kinds.ts';
import { stopwatch } from '../../../ui/time/moments.ts';
import { useTurns } from '../data/use-call-state.ts';
import { REPLY_AIM_MS, secondsOf } from '../live/signal-words.ts';
import { type Lanes as LanesData, lanesOf, type ToolUse } from './lanes-of.ts';

type Props = { call: RowOf<'call'>; tools: readonly ToolUse[] };

const WIDTH = 892;
const LEFT = 78;
const RIGHT = WIDTH - 12;
/** The tallest bar of a delay; what is longer is cut there, and its words say how long it was. */
const TALLEST_MS = 2_400;
const DELAY = { top: 62, height: 28 };
const TICKS = [5, 10, 15, 30, 60, 120, 300, 600];

/** Who spoke when, how long answers took, where the lead cut in, and what the tools did. */
export function Lanes({ call, tools }: Props) {
  const lanes = lanesOf(call, useTurns(call.call_sid), tools);
  const navigate = useNavigate();
  if (!lanes) return null;
  const x = (second: number) => LEFT + (second / lanes.seconds) * (RIGHT - LEFT);
  const show = (seq: number) =>
    void navigate({ to: '.', search: { turn: seq }, replace: true, resetScroll: false });
  const aim = DELAY.top + DELAY.height * (1 - REPLY_AIM_MS / TALLEST_MS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="scroll-x" tabIndex={0} aria-label="The call on its clock">
      <svg
        className="lanes chart"
        viewBox={`0 0 ${WIDTH} 136`}
        role="img"
        aria-label={inWords(lanes)}
      >
        {ticksOf(lanes.seconds).map((second) => (
          <g key={second}>
            <line className="lane-tick" x1={x(second)} x2={x(second)} y1="2" y2="116" />
            <text x={x(second)} y="131" textAnchor={second === 0 ? 'start' : 'middle'}>
              {stopwatch(second)}
            </text>
          </g>
        ))}
        <text x="0" y="18">
          Lead
        </text>
        <text x="0" y="46">
          AI
        </text>
        <text x="0" y="82">
          Reply delay
        </text>
        <text x="0" y="110">
          Tools
        </text>
        <line className="lane-line" x1={LEFT} x2={RIGHT} y1="30" y2="30" />
        {lanes.lead.map(({ key, seq, from, to }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the transcript has the same by keys
          <rect
            key={key}
            className="lane-lead"
            x={x(from)}
            y="8"
            width={Math.max(2, x(to) - x(from) - 2)}
            height="18"
            rx="3"
            onClick={() => show(seq)}
          />
        ))}
        {lanes.agent.map(({ key, seq, from, to }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the transcript has the same by keys
          <rect
            key={key}
            className="lane-agent"
            x={x(from)}
            y="34"
            width={Math.max(2, x(to) - x(from) - 2)}
            height="18"
            rx="3"
            onClick={() => show(seq)}
          />
        ))}
        <line className="lane-aim" x1={LEFT} x2={RIGHT} y1={aim} y2={aim} />
        {lanes.delays.map(({ key, at, ms, isSlow }) => {
          const height = (Math.min(ms, TALLEST_MS) / TALLEST_MS) * DELAY.height;
          return (
            <g key={key}>
              <rect
                className={isSlow ? 'lane-slow' : 'lane-delay'}
                x={x(at) - 3}
                y={DELAY.top + DELAY.height - height}
                width="6"
                height={height}
                rx="1"
              />
              {isSlow && (
                <text className="v" x={x(at) + 6} y={DELAY.top + 12}>
                  {secondsOf(ms)}
                </text>
              )}
            </g>
          );
        })}
        {lanes.cutIns.map(({ key, at }) => (
          <line key={key} className="lane-cut" x1={x(at)} x2={x(at)} y1="2" y2="56" />
        ))}
        {lanes.tools.map(({ key, from, to, words, isDone }) => (
          <g key={key}>
            <rect
              className={isDone ? 'lane-tool' : 'lane-slow'}
              x={x(from)}
              y="98"
              width={Math.max(6, x(to) - x(from))}
              height="12"
              rx="3"
            />
            <text
              className="v"
              x={x(from) < WIDTH / 2 ? x(to) + 8 : x(from) - 6}
              y="109"
              textAnchor={x(from) < WIDTH / 2 ? 'start' : 'end'}
            >
              {words}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}

/** So many that they stand apart. */
function ticksOf(seconds: number): number[] {
  const step = TICKS.find((one) => seconds / one <= 8) ?? 1_200;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
}

function inWords({ seconds, delays, cutIns, tools }: LanesData): string {
  const slow = delays.filter(({ isSlow }) => isSlow).length;
  return [
    `A call of ${stopwatch(seconds)}`,
    delays.length > 0 ? `${delays.length} answers, ${slow} of them slow` : 'no answer was measured',
    `${cutIns.length} interruptions`,
    tools.length > 0 ? `tools: ${tools.map(({ words }) => words).join(', ')}` : 'no tool',
  ].join('; ');
}
