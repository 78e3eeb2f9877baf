"use strict";
(() => {
  const $ = (q, root = document) => root.querySelector(q);
  const $$ = (q, root = document) => [...root.querySelectorAll(q)];
  const svg = $("#graph"), panel = $("#panel"), form = $("#filter"), field = form.elements, hint = [...panel.childNodes];
  const make = (tag, props = {}, ...kids) => { const e = Object.assign(document.createElement(tag), props); e.append(...kids); return e; };
  const nodes = $$("#entities tbody tr").map((row, i) => ({ i, row, g: $("#n" + i), id: row.dataset.id, edges: [],
    name: $("td", row).textContent, names: row.dataset.names.toLowerCase() }));
  const edges = $$("#statements tbody tr").map((row, i) => {
    const d = row.dataset, e = { i, row, g: $("#e" + i), s: nodes[d.s], o: nodes[d.o], r: d.r, m: d.m, c: +d.c, n: +d.n,
      first: d.first || "", last: d.last || d.first || "", shown: true };
    e.s.edges.push(e);
    if (e.o !== e.s) e.o.edges.push(e);
    const hit = $("path", e.g).cloneNode();
    for (const a of ["marker-end", "marker-start", "stroke-dasharray", "stroke-width"]) hit.removeAttribute(a);
    hit.setAttribute("class", "hit");
    e.g.prepend(hit);
    return e;
  });
  const xy = n => n.g.transform.baseVal[0].matrix;
  let focus = null, picked = null;

  // time: the sliders walk over the months that statements are dated in
  const months = [...new Set(edges.flatMap(e => [e.first, e.last]).filter(Boolean).map(d => d.slice(0, 7)))].sort();
  field.from.max = field.to.max = Math.max(0, months.length - 1);
  field.to.defaultValue = field.to.value = field.to.max;
  form.querySelector("fieldset").hidden = months.length < 2;
  field.n.closest("label").hidden = +field.n.max < 2;
  $("#names").append(...nodes.map(n => make("option", { value: n.name })));

  const view = { x: 0, y: 0, w: 1, h: 1 }, all = { ...svg.viewBox.baseVal };
  [all.x, all.y, all.w, all.h] = svg.getAttribute("viewBox").split(" ").map(Number);
  const draw = () => {
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
    const box = svg.getBoundingClientRect();
    svg.classList.toggle("far", Math.min(box.width / view.w, box.height / view.h) < 0.75);
  };
  const zoom = (f, px, py) => {
    const x = px ?? view.x + view.w / 2, y = py ?? view.y + view.h / 2;
    if (view.w * f > all.w * 4 || view.w * f < 80) return;
    Object.assign(view, { x: x - (x - view.x) * f, y: y - (y - view.y) * f, w: view.w * f, h: view.h * f });
    draw();
  };
  const fit = some => {
    const b = some.map(n => ({ ...{ m: xy(n) }, s: n.g.getBBox() }));
    const x0 = Math.min(...b.map(v => v.m.e - v.s.width / 2)), x1 = Math.max(...b.map(v => v.m.e + v.s.width / 2));
    const y0 = Math.min(...b.map(v => v.m.f - v.s.height / 2)), y1 = Math.max(...b.map(v => v.m.f + v.s.height / 2));
    Object.assign(view, some.length ? { x: x0 - 30, y: y0 - 30, w: x1 - x0 + 60, h: y1 - y0 + 60 } : all);
    draw();
  };
  const point = (x, y) => new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());

  // what is shown
  const matches = (e, q) => !q || e.s.names.includes(q) || e.o.names.includes(q);
  const apply = () => {
    const q = field.q.value.trim().toLowerCase(), [a, b] = [+field.from.value, +field.to.value].sort((x, y) => x - y);
    const whole = a === 0 && b === months.length - 1, low = months[a] || "", high = months[b] || "";
    for (const e of edges) {
      const dated = e.first ? whole || e.first.slice(0, high.length) <= high && e.last.slice(0, low.length) >= low.slice(0, e.last.length) : field.u.checked;
      e.shown = (!field.r.value || e.r === field.r.value) && (!field.m.value || e.m === field.m.value)
        && e.c >= +field.c.value && e.n >= +field.n.value && dated && matches(e, q);
      e.g.classList.toggle("gone", !e.shown);
      const near = !focus || e.s === focus || e.o === focus;
      e.g.classList.toggle("dim", !near);
      e.g.classList.toggle("on", e === picked);
      e.row.classList.toggle("on", e === picked);
      e.row.hidden = !(e.shown && near);
    }
    const filtered = edges.some(e => !e.shown);
    for (const n of nodes) {
      const shown = n.edges.some(e => e.shown) || !n.edges.length && !filtered || n === focus;
      n.g.classList.toggle("gone", !shown);
      n.g.classList.toggle("dim", !!focus && n !== focus && !n.edges.some(e => e.shown && (e.s === focus || e.o === focus)));
      n.g.classList.toggle("on", n === focus || !!picked && (n === picked.s || n === picked.o));
    }
    $("#shown").textContent = $("#shown").dataset.text.replace("{shown}", edges.filter(e => !e.row.hidden).length).replace("{all}", edges.length);
    field.c_out.value = (+field.c.value).toFixed(2);
    field.n_out.value = field.n.value;
    field.d_out.value = months.length ? low + " – " + high : "";
    save();
  };

  // the address keeps what is shown, so that it can be sent to others
  const keep = ["q", "r", "m", "c", "n", "from", "to"];
  const save = () => {
    const p = new URLSearchParams();
    for (const k of keep) if (field[k].value !== (field[k].defaultValue ?? "")) p.set(k, k === "from" || k === "to" ? months[field[k].value] : field[k].value);
    if (!field.u.checked) p.set("u", "0");
    if (focus) p.set("entity", focus.id);
    if (picked) p.set("edge", picked.i);
    try { history.replaceState(null, "", p.size ? "#" + p : location.pathname + location.search); } catch { /* some browsers allow it for no file */ }
  };
  const load = () => {
    const p = new URLSearchParams(location.hash.slice(1));
    for (const k of keep) if (p.has(k)) field[k].value = k === "from" || k === "to" ? Math.max(0, months.indexOf(p.get(k))) : p.get(k);
    field.u.checked = p.get("u") !== "0";
    const n = nodes.find(n => n.id === p.get("entity")), e = edges[p.get("edge")];
    if (e) pick(e); else if (n) enter(n); else apply();
  };

  // the panel
  const fill = (...kids) => {
    const shut = make("button", { type: "button", className: "shut", textContent: "×", onclick: leave });
    shut.setAttribute("aria-label", panel.dataset.close);
    panel.replaceChildren(shut, ...kids);
    panel.scrollTop = 0;
  };
  const sentence = e => [e.s.name, $("td:nth-child(2)", e.row).textContent, e.o.name].join(" ");
  const enter = (n, move) => {
    focus = n; picked = null;
    const cells = $$("td", n.row), heads = $$("#entities th").map(h => h.textContent), list = make("dl");
    cells.forEach((cell, i) => { if (i && cell.textContent) list.append(make("dt", { textContent: heads[i] }), make("dd", {}, ...cell.cloneNode(true).childNodes)); });
    const links = n.edges.map(e => make("li", {}, make("a", { href: "#r" + e.i, textContent: sentence(e) })));
    fill(make("h2", {}, make("bdi", { textContent: n.name })), list, make("ul", {}, ...links));
    apply();
    if (move) fit([n, ...n.edges.filter(e => e.shown).flatMap(e => [e.s, e.o])]);
  };
  const pick = e => {
    picked = e; if (focus !== e.s && focus !== e.o) focus = null;
    const names = [e.s, e.o].map(n => make("a", { href: "#t" + n.i }, make("bdi", { textContent: n.name })));
    const title = make("h2", {}, names[0], " " + $("td:nth-child(2)", e.row).textContent + " ", names[1]);
    fill(title, ...$(".evidence", e.row).cloneNode(true).childNodes);
    apply();
  };
  function leave() { focus = picked = null; panel.replaceChildren(...hint); apply(); }

  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    const to = link.getAttribute("href"), i = to.slice(2);
    event.preventDefault();
    if (to[1] === "t") enter(nodes[i], true); else pick(edges[i]);
    if (!panel.contains(link)) $("#picture").scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("input", event => {
    const n = event.target.name === "q" && nodes.find(n => n.name === field.q.value);
    if (n) { field.q.value = ""; enter(n, true); } else apply();
  });
  form.addEventListener("reset", () => setTimeout(() => { leave(); fit([]); }));
  form.addEventListener("submit", event => event.preventDefault());

  // moving about: mouse, two fingers, keys
  const down = new Map();
  let moved = 0;
  svg.addEventListener("pointerdown", e => { down.set(e.pointerId, e); moved = 0; });
  svg.addEventListener("pointermove", e => {
    const before = down.get(e.pointerId);
    if (!before) return;
    const others = [...down.values()].filter(o => o.pointerId !== e.pointerId);
    moved += Math.abs(e.clientX - before.clientX) + Math.abs(e.clientY - before.clientY);
    if (moved > 6 && !svg.hasPointerCapture(e.pointerId)) svg.setPointerCapture(e.pointerId);
    if (others.length) {
      const o = others[0], gap = p => Math.hypot(p.clientX - o.clientX, p.clientY - o.clientY);
      const mid = point((e.clientX + o.clientX) / 2, (e.clientY + o.clientY) / 2);
      if (gap(e) > 10) zoom(gap(before) / gap(e), mid.x, mid.y);
    } else if (moved > 6) {
      const a = point(before.clientX, before.clientY), b = point(e.clientX, e.clientY);
      view.x += a.x - b.x; view.y += a.y - b.y;
      draw();
    }
    down.set(e.pointerId, e);
  });
  for (const kind of ["pointerup", "pointercancel"]) svg.addEventListener(kind, e => down.delete(e.pointerId));
  svg.addEventListener("wheel", e => {
    e.preventDefault();
    const p = point(e.clientX, e.clientY);
    zoom(e.deltaY < 0 ? 0.85 : 1.18, p.x, p.y);
  }, { passive: false });
  svg.addEventListener("click", e => {
    if (moved > 6) return;
    const g = e.target.closest(".node,.edge");
    if (!g) leave(); else if (g.classList.contains("node")) enter(nodes[g.id.slice(1)]); else pick(edges[g.id.slice(1)]);
  });
  $("#zoom").addEventListener("click", e => {
    const f = e.target.dataset.zoom;
    if (f) +f ? zoom(+f) : fit([]);
  });
  for (const n of nodes) { n.g.setAttribute("role", "button"); n.g.setAttribute("tabindex", "-1"); }
  nodes[0]?.g.setAttribute("tabindex", "0");
  svg.addEventListener("keydown", e => {
    const at = nodes[e.target.id?.slice(1)], way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (e.key === "+" || e.key === "=") zoom(0.8);
    else if (e.key === "-") zoom(1.25);
    else if (at && (e.key === "Enter" || e.key === " ")) enter(at);
    else if (at && way) {
      const from = xy(at), far = n => {
        const x = xy(n).e - from.e, y = xy(n).f - from.f, along = x * way[0] + y * way[1], aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
        return along > 1 ? along + 2 * aside : Infinity;
      };
      const next = nodes.filter(n => n !== at && !n.g.classList.contains("gone")).reduce((a, b) => !a || far(b) < far(a) ? b : a, null);
      if (next && far(next) < Infinity) {
        at.g.setAttribute("tabindex", "-1");
        next.g.setAttribute("tabindex", "0");
        next.g.focus({ preventScroll: true });
        const m = xy(next);
        if (m.e < view.x || m.e > view.x + view.w || m.f < view.y || m.f > view.y + view.h) { view.x = m.e - view.w / 2; view.y = m.f - view.h / 2; draw(); }
      }
    } else return;
    e.preventDefault();
  });
  document.addEventListener("keydown", e => { if (e.key === "Escape" && (focus || picked)) leave(); });
  addEventListener("resize", draw);
  addEventListener("hashchange", load);

  form.hidden = panel.hidden = $("#zoom").hidden = false;
  fit([]);
  load();
})();
