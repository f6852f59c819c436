/** What CodeMirror asks of a web view and jsdom, which lays nothing out, does not have: no rectangles, no selection inside a shadow root. */
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect ??= () => new DOMRect();
document.execCommand ??= () => false;

/** Says that style sheets can be adopted, so that a screen takes CodeMirror and not the plain view; CodeMirror itself notices that they cannot. */
export function letItLoad(): void {
  const nothing = { value: undefined, writable: true, configurable: true };
  Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', nothing);
}
