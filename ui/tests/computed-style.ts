/**
 * A memory for `getComputedStyle`. jsdom works a style out anew, from the browser's whole style sheet, each time that it is asked, and looking for
 * a role, a visible thing or what axe objects to asks for the same elements thousands of times. What is remembered is forgotten with the first
 * change of the document, at once and not when observers are told: nothing that is asked gets an older answer than jsdom would give.
 */

/** Puts the memory in front of the window's own `getComputedStyle`. Once for a window. */
export function rememberComputedStyles(view: Window & typeof globalThis = window): void {
  const compute = view.getComputedStyle.bind(view);
  let known = new WeakMap<Element, CSSStyleDeclaration>();
  const forget = () => (known = new WeakMap());
  const changes = new view.MutationObserver(forget);
  changes.observe(view.document, { subtree: true, childList: true, attributes: true });

  view.getComputedStyle = (element, pseudo) => {
    // Records that observers were not told yet are taken here, before anything is answered.
    if (changes.takeRecords().length > 0) forget();
    // What stands outside of the document is not observed.
    if (pseudo || !element.isConnected) return compute(element, pseudo);
    let style = known.get(element);
    if (style === undefined) known.set(element, (style = compute(element)));
    return style;
  };
}
