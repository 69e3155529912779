(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const field = id => document.getElementById(id);
  const names = ["state", "locale", "kind", "owner"];
  const search = field("q"), expand = field("expand");
  const helps = field("helps").content.children;
  for (const place of document.querySelectorAll("[data-h]")) place.append(...helps[place.dataset.h].cloneNode(true).childNodes);
  const pages = [...document.querySelectorAll("details")].map(page => ({
    page,
    text: page.textContent.toLowerCase(),
    more: page.querySelector("p.more")?.textContent ?? "",
    cards: [...page.querySelectorAll("article")].map(card => ({
      card,
      family: card.querySelector("a").textContent.split("/")[0],
      severity: card.className,
    })),
  }));
  const value = id => field(id)?.value ?? "";
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const family = value("family"), severity = value("severity");
    let shown = 0;
    for (const { page, text, more, cards } of pages) {
      const about = names.every(name => !value(name) || page.dataset[name] === value(name));
      let left = 0;
      for (const { card, ...item } of cards) {
        card.hidden = Boolean(family && item.family !== family) || Boolean(severity && item.severity !== severity);
        left += !card.hidden;
      }
      const fits = about && (left > 0 || !(family || severity) || more.includes(`${family}/`)) && words.every(word => text.includes(word));
      page.hidden = !fits;
      shown += fits;
    }
    field("count").textContent = `${shown} / ${pages.length} ${form.dataset.shown}`;
    field("none").hidden = shown > 0;
    for (const button of document.querySelectorAll("[data-state][aria-pressed]")) {
      button.setAttribute("aria-pressed", button.dataset.state === value("state"));
    }
  };
  const seen = () => pages.filter(({ page }) => !page.hidden).map(({ page }) => page);
  const openAll = open => {
    for (const page of seen()) page.open = open;
    expand.textContent = open ? expand.dataset.close : expand.dataset.open;
  };
  const go = () => {
    filter();
    field("pages").scrollIntoView();
    search.focus({ preventScroll: true });
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  expand.addEventListener("click", () => openAll(expand.textContent === expand.dataset.open));
  document.addEventListener("click", event => {
    const button = event.target.closest("button[data-state], button[data-family], button[data-word]");
    if (!button) return;
    const { state, family, word } = button.dataset;
    form.reset();
    if (state) field("state").value = button.getAttribute("aria-pressed") === "true" ? "" : state;
    if (family && field("family")) field("family").value = family;
    if (word) search.value = word;
    if (state) filter(); else go();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select")) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
    }
  });
  const follow = () => {
    const page = /^#p\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!page) return;
    if (page.hidden) { form.reset(); setTimeout(filter); }
    page.open = true;
    setTimeout(() => page.scrollIntoView());
  };
  addEventListener("hashchange", follow);
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = seen().filter(page => !page.open);
    for (const page of closed) page.open = true;
  });
  addEventListener("afterprint", () => { for (const page of closed) page.open = false; });
  filter();
  follow();
})();
