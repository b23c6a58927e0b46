// Moving through a list by key: J and K go to the next and the previous row. A row that is a link opens; a row of a table is marked,
// and X ticks its box. The count of ticked boxes stands on the button that sends them.

const rows = () => [...document.querySelectorAll("[data-steps] [data-row]")];
const current = () => document.querySelector("[data-steps] [data-row][aria-current]");

function mark(row) {
  current()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
  row.focus({ preventScroll: true });
}

function step(by) {
  const all = rows();
  const place = all.indexOf(current());
  const row = all[place < 0 ? 0 : place + by];
  if (!row) return;
  if (row.matches("a")) row.click();
  else mark(row);
}

function count() {
  const face = document.querySelector("[data-chosen]");
  if (!face) return;
  const chosen = document.querySelectorAll("[data-steps] [data-row] input:checked").length;
  face.hidden = chosen === 0;
  face.textContent = String(chosen);
}

document.addEventListener("click", (event) => {
  const stepper = event.target.closest?.("[data-step]");
  if (stepper) step(Number(stepper.dataset.step));
  if (event.target.closest?.("[data-choose]")) current()?.querySelector("input[type='checkbox']")?.click();
});
document.addEventListener("change", count);
count();
