/** A column of the table beside a drawing. */
export interface Column {
  label: string;
  /** Amounts stand at the right. */
  number?: boolean;
}
