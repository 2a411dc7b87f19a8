// On a device that several people use: asks whether anybody is still there, and signs out when
// nobody answers. Without this script the server ends the session, only later.
(() => {
  "use strict";
  const dialog = document.getElementById("still-there");
  if (!dialog || !dialog.showModal) return;

  const askAfter = dialog.dataset.askAfter * 1000;
  const answerWithin = dialog.dataset.answerWithin * 1000;
  const tellEvery = 120000;
  const form = dialog.querySelector("form");
  const left = dialog.querySelector("[data-left]");
  const soon = dialog.querySelector("[data-soon]");
  let touched = Date.now();
  let told = Date.now();
  let asked = null;

  // Somebody who only reads or listens asks nothing of the server; it is told that they are here.
  const tell = async () => {
    told = Date.now();
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    try {
      const answer = await fetch(dialog.dataset.here, { method: "POST", body, redirect: "manual" });
      if (!answer.ok) location.reload();
    } catch {
      // No network: the server ends the session by itself.
    }
  };

  const touch = () => {
    if (asked) return;
    touched = Date.now();
    if (touched - told > tellEvery) tell();
  };

  const isHeard = () =>
    (window.speechSynthesis && window.speechSynthesis.speaking && !window.speechSynthesis.paused) ||
    [...document.querySelectorAll("audio, video")].some((each) => !each.paused && !each.ended);

  const ask = () => {
    asked = Date.now();
    soon.textContent = "";
    dialog.showModal();
  };

  const stay = () => {
    asked = null;
    if (dialog.open) dialog.close();
    touched = Date.now();
    tell();
  };

  const leave = () => {
    clearInterval(watch);
    document.querySelectorAll("main, header").forEach((each) => { each.hidden = true; });
    form.submit();
  };

  const look = () => {
    if (isHeard()) touch();
    const now = Date.now();
    // A device that slept through both waits does not ask any more.
    if (now - touched >= askAfter + answerWithin) return leave();
    if (!asked && now - touched >= askAfter) ask();
    if (!asked) return;
    const seconds = Math.max(0, Math.ceil((answerWithin - (now - asked)) / 1000));
    left.textContent = seconds;
    if (seconds === 10) soon.textContent = soon.dataset.soon;
  };

  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchstart", "input"]) {
    document.addEventListener(kind, touch, { passive: true, capture: true });
  }
  dialog.addEventListener("close", () => { if (asked) stay(); });
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  const watch = setInterval(look, 1000);

  // The page that "back" brings is asked for anew; what an earlier reader saw does not come back.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  window.addEventListener("pagehide", () => {
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch {
      // Some browsers keep no storage at all.
    }
  });
})();
