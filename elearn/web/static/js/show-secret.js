// A button that shows what was typed into a password field. Without script there is none.
(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-show]")) {
    const field = place.querySelector("input[type=password]");
    if (!field) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button show-secret";
    button.dataset.variant = "tertiary";
    button.setAttribute("aria-controls", field.id);
    const set = (shown) => {
      field.type = shown ? "text" : "password";
      button.textContent = shown ? place.dataset.hide : place.dataset.show;
    };
    set(false);
    button.addEventListener("click", () => set(field.type === "password"));
    field.insertAdjacentElement("afterend", button);
    // What is sent is always a password to the browser, so that it is never offered as an old text.
    field.form.addEventListener("submit", () => set(false));
  }
})();
