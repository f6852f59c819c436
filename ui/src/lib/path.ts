/** Paths as a narrow line shows them. */

/** The folder, which may be cut short, and the last two parts, which tell files apart: `…/orders/template.yaml`. */
export function splitPath(path: string): { folder: string; file: string } {
  const separator = path.includes('\\') && !path.includes('/') ? '\\' : '/';
  const parts = path.split(separator);
  const at = Math.max(0, parts.length - 2);
  const folder = parts.slice(0, at).join(separator);
  const file = parts.slice(at).join(separator);
  return at === 0 ? { folder: '', file } : { folder, file: separator + file };
}
