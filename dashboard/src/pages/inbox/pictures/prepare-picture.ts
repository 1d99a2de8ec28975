import { SENT_PICTURES } from '@ringback/shared/domain/pictures/picture-limits.ts';

/** Long enough for every phone's screen; a carrier makes larger ones smaller anyway. */
const LONGEST_SIDE = 2_048;
/** A picture of this size arrives quickly everywhere. */
const COMFORTABLE_BYTES = 1_000_000;
const QUALITY = 0.85;

/**
 * A picture as it can be sent. What is small enough and of a type that carriers take stays as it is;
 * anything else that this browser can show is drawn again, as a JPEG.
 */
export async function preparePicture(file: Blob, mostBytes: number): Promise<Blob> {
  const isTaken = SENT_PICTURES.types.some((type) => type === file.type);
  // Drawn again, it would not move any more.
  const isMoving = file.type === 'image/gif';
  if (isTaken && file.size <= (isMoving ? mostBytes : COMFORTABLE_BYTES)) return file;
  if (isMoving) throw new Error('This GIF is too large to be sent.');
  const drawn = await drawAsJpeg(file);
  if (drawn && drawn.size <= mostBytes) return drawn;
  throw new Error(
    drawn
      ? 'This picture is too large to be sent.'
      : 'This file is no picture that can be sent: use a JPEG, PNG or GIF.',
  );
}

async function drawAsJpeg(file: Blob): Promise<Blob | null> {
  // As it is meant to be seen: turned the way in which the camera was held.
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    () => null,
  );
  if (!bitmap) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  // A JPEG has no transparency: what is seen through is white, as on paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
