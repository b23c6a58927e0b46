// The form before a contact and the text that is handed out: cursor in the first field, Escape goes back, one press copies.

function focus(form) {
  if (form.dataset.focused) return;
  form.dataset.focused = "1";
  const wrong = form.querySelector(".wrong :is(input, select, textarea)");
  (wrong ?? form.querySelector("textarea") ?? form.querySelector(":is(select, input:not([type='hidden']))") ?? form.querySelector("button"))?.focus();
  form.scrollIntoView({ block: "nearest" });
}

function focusAll(root) {
  const forms = root.matches?.("form[data-plan]") ? [root] : root.querySelectorAll?.("form[data-plan]") ?? [];
  forms.forEach(focus);
}

document.addEventListener("htmx:load", (event) => focusAll(event.detail.elt));
focusAll(document);

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-plan]");
  if (form && event.key === "Escape" && !event.isComposing) form.querySelector("[data-cancel]")?.click();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) {
    const source = document.getElementById(button.dataset.copy);
    const selection = window.getSelection();
    selection.selectAllChildren(source);
    try {
      await navigator.clipboard.writeText(source.innerText);
    } catch {
      document.execCommand("copy"); // where the page isn't served over HTTPS there is no clipboard
    }
    button.classList.add("copied");
  }
  if (event.target.closest?.("[data-print]")) window.print();
  const link = event.target.closest?.(".wish-menu a");
  if (link) link.closest("details").open = false;
});
