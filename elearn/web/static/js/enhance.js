// Makes pages nicer; none needs it.
(() => {
  "use strict";

  // An error summary takes the focus when the page has loaded, so that it is read at once.
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();

  // Following one of its links puts the cursor into the field.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".ds-error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset") || field.closest(".ds-field") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  // A second click on a button does not send the form twice. The button is disabled after
  // its value has been sent along, and works again when the reader comes back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    });
    setTimeout(() => release(form), 10000);
  });
  // Whoever signs out leaves nothing in this tab.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    try {
      sessionStorage.clear();
    } catch {
      // A browser that keeps nothing.
    }
  });
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  };
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // Menus close on Escape and on a click elsewhere.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });

  // Paper shows what is folded away on screen, in browsers whose style sheets cannot.
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open])")) {
      details.dataset.folded = "yes";
      details.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("main details[data-folded]")) {
      delete details.dataset.folded;
      details.open = false;
    }
  });
})();
