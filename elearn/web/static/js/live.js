// Keeps one place of a page up to date while a vote lasts; a link beside it does the same without.
(() => {
  "use strict";
  const SECONDS = 4;
  const place = document.querySelector("[data-live]");
  if (!place) return;

  const look = async () => {
    if (document.hidden) return;
    let page;
    try {
      const answer = await fetch(location.href, { redirect: "manual" });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return; // No connection: the next look may have one.
    }
    const fresh = page.querySelector("[data-live]");
    if (!fresh || fresh.dataset.live !== place.dataset.live) location.reload();
    else if (fresh.textContent !== place.textContent) place.textContent = fresh.textContent;
  };
  setInterval(look, SECONDS * 1000);
})();
