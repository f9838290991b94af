// Going from pane to pane by keyboard.

const FOCUSABLE = 'button:enabled, input:enabled, select:enabled, [tabindex="0"]';

/** Moves the focus to the next or previous pane of the screen: an element marked `data-pane`. */
export function stepPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((each) => each.offsetParent !== null);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = at < 0 && by < 0 ? 0 : at;
  for (let step = 1; step <= panes.length; step++) {
    const pane = panes[(from + by * step + panes.length * 2) % panes.length];
    const target = pane?.matches(FOCUSABLE) ? pane : pane?.querySelector<HTMLElement>(FOCUSABLE);
    if (!target) continue;
    target.focus();
    return;
  }
}
