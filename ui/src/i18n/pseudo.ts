// A language that is no language: what is said in it is 40 % longer than Vietnamese, and bears marks above and below.

const MORE = 0.4;
const FILL = "Ệ Ặ Ỗ ữ ậ ";

/** `Đóng` → `[Đóng Ệ]`: whoever sees no brackets sees a text that was cut, or never went through the catalogue. */
export function pseudo(text: string): string {
  const more = Math.ceil(text.length * MORE);
  return `[${text} ${FILL.repeat(Math.ceil(more / FILL.length)).slice(0, more).trim()}]`;
}
