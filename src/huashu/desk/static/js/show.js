// A personal field that was shown in full is masked again after its time, or when the person presses "Hide".
// The masked form travels with the fragment in a <template>, so hiding needs no connection.

function hide(shown) {
  if (!shown.isConnected) return;
  const masked = shown.querySelector("template").content.firstElementChild.cloneNode(true);
  const hadFocus = shown.contains(document.activeElement);
  shown.replaceWith(masked);
  window.htmx?.process(masked);
  if (hadFocus) masked.querySelector("button")?.focus();
}

function watch(root) {
  const found = root.matches?.("[data-hide-after]") ? [root] : root.querySelectorAll?.("[data-hide-after]") ?? [];
  for (const shown of found) {
    shown.querySelector("[data-hide]").addEventListener("click", () => hide(shown));
    setTimeout(() => hide(shown), Number(shown.dataset.hideAfter) * 1000);
  }
}

document.addEventListener("htmx:load", (event) => watch(event.detail.elt));
