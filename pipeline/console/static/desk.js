// Keys of the desk; every page works without them. j k move, Enter opens, x ticks, a r settle, g goes to what waits, ? helps.
(() => {
  "use strict";
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const lines = all("[data-line]");
  const bar = document.querySelector("[data-bar]");
  let at = -1;

  function go(to) {
    if (!lines.length) return;
    at = Math.max(0, Math.min(lines.length - 1, to));
    lines.forEach((line, n) => line.classList.toggle("at", n === at));
    lines[at].scrollIntoView({ block: "nearest" });
  }

  const box = () => at >= 0 && lines[at].querySelector("input[type=checkbox]");

  function count() {
    if (!bar) return;
    const ticked = all("[data-line] input:checked");
    bar.querySelector("[data-count]").textContent = ticked.length ? `已勾选 ${ticked.length} 项` : "勾选后一起办理";
    for (const option of all("option", bar.querySelector("select"))) {
      option.disabled = !!option.value && ticked.some((one) => !one.dataset.verbs.split(" ").includes(option.value));
    }
  }

  function several(verb) {
    if (!bar) return;
    if (!all("[data-line] input:checked").length && box()) box().checked = true;
    count();
    const select = bar.querySelector("select");
    if ([...select.options].some((one) => one.value === verb && !one.disabled)) select.value = verb;
    const reason = bar.querySelector("input[name=reason]");
    const usual = verb === "accept" && document.querySelector("#reasons option");
    if (!reason.value && usual) reason.value = usual.value;
    reason.focus();
    reason.select();
  }

  function act(verb) {
    const form = document.querySelector(`[data-act=${verb}]`);
    if (!form) return several(verb);
    const fold = form.closest("details");
    if (fold) fold.open = true;
    form.scrollIntoView({ block: "center" });
    const first = form.querySelector("textarea, input:not([type=hidden]), select, button");
    if (first) first.focus();
  }

  const keys = {
    j: () => (lines.length ? go(at + 1) : follow("[rel=next]")),
    k: () => (lines.length ? go(at < 0 ? 0 : at - 1) : follow("[rel=prev]")),
    x: () => { if (box()) { box().checked = !box().checked; count(); } },
    a: () => act("accept"),
    r: () => act("return"),
    g: () => follow("[data-home]") || follow(".top nav a[aria-current]") || follow(".home"),
    "?": () => { const help = document.getElementById("keys"); if (help) { help.open = !help.open; help.scrollIntoView(); } },
    "/": () => { const box = document.querySelector("[data-search]"); if (box) { box.focus(); box.select(); } },
    Enter: () => { const link = at >= 0 && lines[at].querySelector("a.open"); if (link) link.click(); },
  };

  function follow(what) {
    const link = document.querySelector(what);
    if (link) link.click();
    return !!link;
  }

  document.addEventListener("keydown", (event) => {
    const here = event.target;
    if (event.key === "Escape" && here.blur) { here.blur(); return; }
    const typing = here.closest && here.closest("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && here.closest && here.closest("a, button, summary, label, input")) return;
    const act_ = keys[event.key];
    if (act_) { event.preventDefault(); act_(); }
  });
  document.addEventListener("change", (event) => { if (event.target.name === "pick") count(); });
  // a form is sent once, however often it is clicked; coming back by the back button wakes it again
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const looks = event.submitter && event.submitter.hasAttribute("formaction"); // a preview decides nothing
    if (form.method !== "post" || looks) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
  count();
  if (lines.length && bar) go(0);
})();
