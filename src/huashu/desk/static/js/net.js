// What happens when the desk can't be reached or says no to a live part: words in the corner, and nothing that was typed is lost.
// A form isn't sent while the browser is offline. The CSRF token is taken from the cookie at the moment of sending, so that a form that
// was open while the person signed in again on another tab can still be sent.

const words = document.getElementById("words")?.dataset ?? {};
const toasts = document.getElementById("toasts");

export function toast(text, { ok = false, link = null } = {}) {
  if (!toasts || !text) return;
  for (const old of toasts.children) if (old.dataset.text === text) return;
  const box = document.createElement("div");
  box.className = ok ? "toast ok" : "toast";
  box.dataset.text = text;
  const sentence = document.createElement("span");
  sentence.textContent = text;
  box.append(sentence);
  if (link) {
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link.href, target: "_blank", rel: "noopener", textContent: link.text });
    box.append(anchor);
  }
  const close = document.createElement("button");
  close.className = "small quiet";
  close.textContent = words.dismiss;
  close.addEventListener("click", () => box.remove());
  box.append(close);
  toasts.append(box);
  if (ok) setTimeout(() => box.remove(), 6000);
}

function explain(status) {
  if (status === 401) toast(words.signedOut, { link: { href: words.signInUrl, text: words.signIn } });
  else if (status === 403) toast(words.refused);
  else if (status === 404 || status === 410) toast(words.gone);
  else toast(words.failed);
}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:sendError", () => toast(words.offline));
document.addEventListener("htmx:timeout", () => toast(words.late));
document.addEventListener("htmx:responseError", (event) => explain(event.detail.xhr.status));
document.addEventListener("huashu:toast", (event) => toast(event.detail.text, event.detail));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopImmediatePropagation();
    toast(words.offline);
    return;
  }
  const field = form.querySelector("input[name='csrfmiddlewaretoken']");
  if (field && token()) field.value = token();
}, true);

window.addEventListener("offline", () => toast(words.offline));
window.addEventListener("online", () => {
  toasts?.replaceChildren();
  toast(words.online, { ok: true });
});
