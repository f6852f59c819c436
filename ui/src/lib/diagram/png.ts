/** An SVG text as a PNG, drawn by the page itself. */

/** Pixels a unit: sharp on most screens and in a document. */
const DENSITY = 2;
/** Browsers draw no larger canvas everywhere. */
const LARGEST_PX = 8192;

/** The PNG in base64. Rejects when the picture cannot be drawn. */
export async function drawPng(svg: string): Promise<string> {
  const image = new Image();
  // A data address, because the page may load nothing else.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const density = Math.min(DENSITY, LARGEST_PX / Math.max(image.naturalWidth, image.naturalHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.naturalWidth * density);
  canvas.height = Math.ceil(image.naturalHeight * density);
  const pen = canvas.getContext('2d');
  if (pen === null || canvas.width === 0) throw new Error('the picture is empty');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/u, '');
}
