// A button that opens the browser's own printing. Without script there is none.
(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-print]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.textContent = place.dataset.print;
    button.addEventListener("click", () => window.print());
    if (place.querySelector('[data-variant="primary"]')) {
      button.dataset.variant = "secondary";
      place.append(button);
    } else {
      place.prepend(button);
    }
  }
})();
