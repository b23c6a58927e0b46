// Fills the sign-in form with one of the demo's published logins; the person still presses the button.
for (const button of document.querySelectorAll("button[data-username]")) {
  button.addEventListener("click", () => {
    const form = document.querySelector("form.card");
    form.elements.username.value = button.dataset.username;
    form.elements.password.value = button.dataset.password;
    form.querySelector("button.go").focus();
  });
}
