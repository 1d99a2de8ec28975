import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 240;
const HEIGHT = 180;

type Colour = readonly [red: number, green: number, blue: number];

const SKY: Colour = [186, 212, 233];
const ROAD: Colour = [110, 112, 116];
const GLASS: Colour = [214, 232, 240];
const TYRE: Colour = [34, 34, 38];
const HUB: Colour = [190, 192, 196];
const LAMP: Colour = [250, 226, 130];
/** One for each photo that a person sends. */
const PAINTS: readonly Colour[] = [
  [178, 44, 52],
  [38, 92, 164],
  [44, 126, 86],
  [232, 232, 228],
];

/** What a person photographs: a parked car, as a small PNG. */
export function paintCar(nth: number): Buffer {
  const paint = PAINTS[nth % PAINTS.length] ?? SKY;
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      pixels.set(colourAt(x, y, paint), y * (1 + WIDTH * 3) + 1 + x * 3);
    }
  }
  return png(pixels);
}

function colourAt(x: number, y: number, paint: Colour): Colour {
  for (const centre of [78, 166]) {
    const away = Math.hypot(x - centre, y - 128);
    if (away < 9) return HUB;
    if (away < 19) return TYRE;
  }
  if (y >= 96 && y < 128 && x >= 32 && x < 212) return x >= 204 && y < 106 ? LAMP : paint;
  // The roof leans towards both ends.
  const lean = (96 - y) / 2;
  if (y >= 62 && y < 96 && x >= 62 + lean && x < 180 - lean) {
    const isPost = Math.abs(x - 122) < 3;
    return y >= 68 && x >= 70 + lean && x < 172 - lean && !isPost ? GLASS : paint;
  }
  return y >= 132 ? ROAD : SKY;
}

function png(pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // Eight bits each of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
