// Focus is never lost: when what had it goes away, it goes home.

/** Where the keyboard goes on: the first usable part of the screen marked `data-home`, once there is one. */
function home(): HTMLElement | undefined {
  const homes = [...document.querySelectorAll<HTMLElement>("[data-home]")];
  return homes.find((each) => each.offsetParent !== null && !each.matches(":disabled"));
}

function isLost(): boolean {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) return true;
  return activeElement.matches(":disabled");
}

/** Watches the page from now on. A click on nothing is no loss: only what goes away or turns off is. */
export function keepFocus(root: Node): () => void {
  let had: Element | null = null;
  const remember = () => (had = document.activeElement);
  const check = () => {
    if (!had || had === document.body || !isLost()) return;
    if (had.isConnected && !had.matches(":disabled")) return;
    home()?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => queueMicrotask(check));
  observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
  document.addEventListener("focusin", remember);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", remember);
  };
}
