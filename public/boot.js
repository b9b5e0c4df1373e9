// What must be known before the app is there: the chosen theme, and whether this browser can run it at all.
(function () {
  var html = document.documentElement;
  try {
    var theme = localStorage.getItem("akkoord.theme");
    if (theme === "light" || theme === "dark") html.setAttribute("data-theme", theme);
  } catch (_) { /* a browser that keeps nothing follows the system */ }

  function state(name) { html.setAttribute("data-boot", name); }
  if (typeof WebAssembly !== "object" || !("noModule" in document.createElement("script"))) return state("no-wasm");
  if (!window.isSecureContext || !window.PublicKeyCredential) return state("no-passkey");
  state("loading");

  function stillHere() { return document.getElementById("boot") !== null; }
  setTimeout(function () {
    if (stillHere() && html.getAttribute("data-boot") === "loading") state("slow");
  }, 10000);
  // A script that did not arrive or was refused: said here, because nothing else is there to say it.
  window.addEventListener("error", function () { if (stillHere() || !document.body) state("failed"); }, true);
  window.addEventListener("unhandledrejection", function () { if (stillHere()) state("failed"); });
})();
