// Moving through the queue: J and K press the row's own link, which loads its case; the row that is open is marked and kept in sight.

const rows = () => [...document.querySelectorAll(".queue [data-row]")];
const current = () => document.querySelector(".queue [data-row][aria-current]");

function mark(row) {
  current()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
  document.querySelector("main.desk")?.classList.add("asked");
}

function step(by) {
  const all = rows();
  const place = all.indexOf(current());
  const row = all[place < 0 ? 0 : place + by];
  if (row) row.click();
  else if (by > 0) document.querySelector(".queue .more a")?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (row && !event.ctrlKey && !event.metaKey && !event.shiftKey) mark(row);
  const stepper = event.target.closest?.("[data-step]");
  if (stepper) step(Number(stepper.dataset.step));
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "desk-case") document.querySelector(".work")?.scrollTo(0, 0);
});

window.addEventListener("popstate", () => window.location.reload());
current()?.scrollIntoView({ block: "center" });
