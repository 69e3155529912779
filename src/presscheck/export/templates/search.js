
"use strict";
(() => {
  const { locales, words, pages } = JSON.parse(document.getElementById("data").textContent);
  const at = id => document.getElementById(id);
  const STEP = 20, SNIPPET = 160;

  // --- texts: what is compared has the length of what is shown, so that a place in one is a place in the other ------
  const narrow = sign => {
    const plain = sign.normalize("NFKC").toLowerCase();
    return plain.length === sign.length ? plain : sign;
  };
  const fold = text => {
    const lower = text.replace(/[\u3000\uff01-\uff5e]/g, narrow).toLowerCase();
    return lower.length === text.length ? lower : text.replace(/./gsu, narrow);
  };
  const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;

  // Chinese has no blanks between words: a run of signs is looked for as it stands, else by its pairs, of which at
  // least half must be there.
  const terms = query => {
    const found = [];
    for (const word of fold(query).split(/\s+/).filter(Boolean)) {
      for (const run of word.match(HAN) ?? []) {
        const signs = [...run];
        const pairs = signs.length > 2 ? signs.slice(1).map((sign, index) => signs[index] + sign) : [];
        found.push({ text: run, pairs });
      }
      for (const rest of word.split(HAN)) if (rest) found.push({ text: rest, pairs: [] });
    }
    return found;
  };

  // --- pages: folded when they are looked at first ------------------------------------------------------------------
  const folded = new Map();
  const fields = page => {
    let found = folded.get(page);
    if (!found) {
      found = [
        { weight: 1000, text: fold(page.title) },
        { weight: 100, text: fold([...page.tags, ...page.sections.map(([heading]) => heading)].join("\n")) },
        { weight: 10, text: fold(page.summary) },
        { weight: 1, text: fold(page.sections.map(([, , text]) => text).join("\n")) },
      ];
      folded.set(page, found);
    }
    return found;
  };
  const LETTER = /[\p{L}\p{N}]/u;
  const times = (text, term) => {
    let count = 0, whole = 0;
    for (let place = text.indexOf(term); place >= 0 && count < 9; place = text.indexOf(term, place + term.length)) {
      count += 1;
      if (place === 0 || !LETTER.test(text[place - 1])) whole = 1;
    }
    return count && { count, whole };
  };
  const worth = (page, { text, pairs }) => {
    let best = 0;
    for (const field of fields(page)) {
      const found = times(field.text, text);
      if (found) best = Math.max(best, field.weight * (2 + found.whole) + found.count);
    }
    if (best || !pairs.length) return best;
    let there = 0;
    for (const pair of pairs) {
      const weight = fields(page).find(field => field.text.includes(pair))?.weight ?? 0;
      there += weight > 0;
      best += weight / pairs.length;
    }
    return there * 2 >= pairs.length ? best : 0;
  };
  const score = (page, wanted) => {
    let sum = 0;
    for (const term of wanted) {
      const value = worth(page, term);
      if (!value) return 0;
      sum += value;
    }
    return sum;
  };

  // --- results: text becomes text nodes, never markup ---------------------------------------------------------------
  const element = (name, kind = "", text = "") => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };
  const needles = wanted => wanted.flatMap(({ text, pairs }) => [text, ...pairs]);
  const hits = (text, wanted) => {
    const lower = fold(text), found = [];
    for (const needle of needles(wanted)) {
      for (let place = lower.indexOf(needle); place >= 0; place = lower.indexOf(needle, place + needle.length)) {
        found.push([place, place + needle.length]);
      }
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.reduce((joined, [start, end]) => {
      const last = joined.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
      return joined;
    }, []);
  };
  const write = (place, text, wanted) => {
    let done = 0;
    for (const [start, end] of hits(text, wanted)) {
      place.append(text.slice(done, start), element("mark", "", text.slice(start, end)));
      done = end;
    }
    place.append(text.slice(done));
    return place;
  };
  const oneLine = text => text.replace(/([.,:;!?。，：；！？]?)\n/g, (_, stop) => (stop ? `${stop} ` : " · "));
  // Never cuts a word, an address or a sign in two; Chinese may be cut between any two signs. What has no end for a
  // whole snippet is no word.
  const WORD = /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
  const cuts = (text, at) => WORD.test(text[at - 1] ?? " ") && WORD.test(text[at] ?? " ");
  const edge = (text, from, step) => {
    let at = from;
    while (cuts(text, at) && Math.abs(at - from) < SNIPPET) at += step;
    return cuts(text, at) ? from : at;
  };
  const snippet = (text, wanted) => {
    const first = hits(text, wanted)[0]?.[0] ?? 0;
    let start = edge(text, Math.max(0, first - Math.round(SNIPPET / 3)), -1);
    let end = edge(text, Math.min(text.length, start + SNIPPET), 1);
    if (/[\udc00-\udfff]/.test(text[start] ?? "")) start -= 1;
    if (/[\udc00-\udfff]/.test(text[end] ?? "")) end += 1;
    return (start ? "… " : "") + oneLine(text.slice(start, end).trim()) + (end < text.length ? " …" : "");
  };
  const best = (page, wanted) => {
    let found = null, most = 0;
    for (const section of page.sections) {
      const [heading, , text] = section.map(fold);
      let value = 0;
      for (const { text: term, pairs } of wanted) {
        const has = (needle, scale) => (heading.includes(needle) ? 3 : 0) * scale + (text.includes(needle) ? 2 : 0) * scale;
        value += has(term, 1) || pairs.reduce((sum, pair) => sum + has(pair, 1 / pairs.length), 0);
      }
      if (value > most) [found, most] = [section, value];
    }
    return found;
  };
  const address = (page, anchor) =>
    `pages/${page.id.split("/").map(encodeURIComponent).join("/")}.html${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  const card = (page, wanted) => {
    const item = element("li");
    item.lang = page.locale;
    const head = element("h2"), link = element("a");
    link.href = address(page, "");
    link.dir = "auto";
    head.append(write(link, page.title, wanted));
    const place = element("p", "place", `${say[page.type] ?? page.type} · ${locales[page.locale] ?? page.locale}`);
    place.lang = language;
    item.append(head, place);
    const section = wanted.length ? best(page, wanted) : null;
    const inSummary = !section || hits(page.summary, wanted).length >= hits(section[2], wanted).length;
    if (section?.[0] && (!inSummary || hits(section[0], wanted).length)) {
      const line = element("p", "section"), jump = element("a");
      jump.href = address(page, section[1]);
      line.append(write(jump, section[0], wanted));
      item.append(line);
    }
    item.append(write(element("p"), snippet(inSummary ? page.summary : section[2], wanted), wanted));
    return item;
  };

  // --- what is asked for stands in the address, so that a search can be sent to somebody ----------------------------
  const query = at("q"), list = at("results");
  const option = name => document.querySelector(`input[name=${name}]:checked`)?.value ?? "";
  const choose = (name, value) => {
    for (const field of document.querySelectorAll(`input[name=${name}]`)) field.checked = field.value === value;
  };
  const own = (navigator.languages ?? []).map(tag => tag.toLowerCase()).flatMap(tag =>
    Object.keys(locales).filter(code => tag === code.toLowerCase() || tag.split("-")[0] === code.toLowerCase().split("-")[0]));
  let language = own[0] ?? document.documentElement.lang, say = words[language];
  let results = [], wanted = [], shown = 0;

  const speak = code => {
    language = code;
    say = words[code];
    document.documentElement.lang = code;
    document.title = `${say.search} – ${document.body.dataset.site}`;
    query.placeholder = say.hint;
    for (const place of document.querySelectorAll("[data-word]")) place.textContent = say[place.dataset.word];
  };
  const count = (forms, number) => forms[number === 1 ? 0 : 1].replace("{n}", number.toLocaleString(language));
  const more = () => {
    const first = shown;
    for (const { page } of results.slice(shown, shown + STEP)) list.append(card(page, wanted));
    shown = Math.min(shown + STEP, results.length);
    at("more").hidden = shown >= results.length;
    return list.children[first];
  };
  const search = () => {
    const [lang, kind] = [option("lang"), option("kind")];
    wanted = terms(query.value);
    const all = pages.map(page => ({ page, value: wanted.length ? score(page, wanted) : 1 })).filter(item => item.value);
    results = all.filter(({ page }) => (!lang || page.locale === lang) && (!kind || page.type === kind));
    results.sort((a, b) => b.value - a.value);
    list.replaceChildren();
    shown = 0;
    more();
    at("count").textContent = count(wanted.length ? say.found : say.pages, results.length);
    at("nothing").hidden = results.length > 0;
    at("elsewhere").hidden = results.length > 0 || !all.length;
    at("elsewhere").textContent = count(say.elsewhere, all.length);
    const kept = new URLSearchParams(Object.entries({ q: query.value, lang, kind }).filter(([name, value]) => value || name === "lang"));
    history.replaceState(null, "", `#${kept}`);
  };
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    query.value = asked.get("q") ?? "";
    const lang = asked.get("lang") ?? language;
    choose("lang", lang in locales || lang === "" ? lang : language);
    choose("kind", asked.get("kind") ?? "");
    if (!document.querySelector("input[name=kind]:checked")) choose("kind", "");
    if (option("lang")) speak(option("lang"));
    search();
  };

  let waiting = 0;
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 60);
  });
  document.querySelector("form").addEventListener("submit", event => {
    event.preventDefault();
    search();
    list.querySelector("h2 a")?.focus();
  });
  document.querySelector(".filters").addEventListener("change", () => {
    if (option("lang")) speak(option("lang"));
    search();
  });
  at("more").addEventListener("click", () => more()?.querySelector("a").focus());
  at("elsewhere").addEventListener("click", () => {
    choose("lang", "");
    choose("kind", "");
    search();
    list.querySelector("h2 a")?.focus();
  });
  addEventListener("hashchange", read);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const here = document.activeElement;
    if (event.key === "/" && here !== query) {
      query.focus();
      query.select();
    } else if (event.key === "Escape" && (here === query || list.contains(here))) {
      query.value = "";
      query.focus();
      search();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && (here === query || list.contains(here))) {
      const links = [query, ...list.querySelectorAll("h2 a")];
      const from = here === query ? 0 : [...list.children].indexOf(here.closest("li")) + 1;
      const next = links[from + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      next.focus();
    } else return;
    event.preventDefault();
  });

  choose("lang", language);
  speak(language);
  read();
})();
