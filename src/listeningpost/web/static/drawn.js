// What D3 adds to the drawings that the server made: words where one points, zoom of the map, moving of the network's
// nodes, and choosing a stretch of the timeline. The page is whole without it.
"use strict";
(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  const show = (event, text) => {
    tip.textContent = text;
    tip.hidden = false;
    const room = document.documentElement.clientWidth;
    const wide = tip.offsetWidth;
    tip.style.left = `${Math.max(8, Math.min(event.pageX + 14, window.scrollX + room - wide - 8))}px`;
    tip.style.top = `${event.pageY + 16}px`;
  };
  const hide = () => { tip.hidden = true; };

  // ---- words where one points; the browser's own title would come late and beside ours
  document.querySelectorAll(".drawing").forEach((svg) => {
    svg.querySelectorAll("title").forEach((title) => {
      const owner = title.parentNode;
      if (owner === svg) return;
      const text = title.textContent;
      title.remove();
      owner.addEventListener("pointermove", (event) => show(event, text));
      owner.addEventListener("pointerleave", hide);
    });
    svg.addEventListener("pointerleave", hide);
  });

  // ---- a mark leads to its first line, where the page has it
  document.querySelectorAll(".drawing .mark[data-lines]").forEach((mark) => {
    const first = mark.dataset.lines.split(" ").map((id) => document.getElementById(id)).find(Boolean);
    if (!first) return;
    mark.classList.add("leads");
    mark.addEventListener("click", () => { first.scrollIntoView({ block: "center" }); location.hash = first.id; });
  });

  // ---- the map: wheel with Ctrl, buttons, and dragging once it is nearer
  d3.selectAll("figure.places .drawing").each(function () {
    const svg = d3.select(this);
    const moved = svg.select(".moved");
    const box = this.viewBox.baseVal;
    const radii = new Map();
    moved.selectAll("circle.spot").each(function () { radii.set(this, +this.getAttribute("r")); });
    const letters = +svg.attr("font-size");
    const zoom = d3.zoom().scaleExtent([1, 12])
      .translateExtent([[0, 0], [box.width, box.height]])
      .extent([[0, 0], [box.width, box.height]])
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey
        : event.type !== "dblclick" && !event.button && (d3.zoomTransform(svg.node()).k > 1 || event.touches?.length > 1)))
      .on("zoom", ({ transform }) => {
        moved.attr("transform", transform);
        radii.forEach((r, circle) => circle.setAttribute("r", r / transform.k));
        moved.attr("font-size", letters / transform.k);
        svg.style("--nearer", transform.k);
      });
    svg.call(zoom).on("dblclick.zoom", null);
    const tools = d3.select(this.parentNode).selectAll(".tools").data([0]).join("div").attr("class", "tools");
    const button = (sign, label, act) => tools.append("button").attr("type", "button").attr("aria-label", label)
      .attr("class", `zoom-${this.classList.contains("wide") ? "wide" : "narrow"}`).text(sign).on("click", act);
    button("+", "Nearer", () => svg.transition().duration(150).call(zoom.scaleBy, 1.7));
    button("−", "Farther", () => svg.transition().duration(150).call(zoom.scaleBy, 1 / 1.7));
    button("whole", "The whole map", () => svg.transition().duration(150).call(zoom.transform, d3.zoomIdentity));
  });

  // ---- the network: a node can be moved, its pairs follow; pointing at one leaves the rest faint
  d3.selectAll("figure.speakers .drawing").each(function () {
    const svg = d3.select(this);
    const nodes = svg.selectAll(".node");
    const pairs = svg.selectAll(".pair");
    const near = (id) => new Set(pairs.filter(function () { return this.dataset.from === id || this.dataset.to === id; })
      .nodes().flatMap((pair) => [pair.dataset.from, pair.dataset.to]));
    nodes.on("pointerenter", function () {
      const id = this.dataset.id;
      const kept = near(id).add(id);
      nodes.classed("faint", function () { return !kept.has(this.dataset.id); });
      pairs.classed("faint", function () { return this.dataset.from !== id && this.dataset.to !== id; });
    }).on("pointerleave", () => { nodes.classed("faint", false); pairs.classed("faint", false); });
    nodes.call(d3.drag().on("drag", function (event) {
      hide();
      const x = (+this.dataset.x || 0) + event.dx;
      const y = (+this.dataset.y || 0) + event.dy;
      Object.assign(this.dataset, { x, y });
      this.setAttribute("transform", `translate(${x} ${y})`);
      svg.selectAll(`[data-label="${CSS.escape(this.dataset.id)}"]`).attr("transform", `translate(${x} ${y})`);
      pairs.each(function () { redraw(this, svg.node()); });
    }));
  });

  const middle = (svg, id) => {
    const node = svg.querySelector(`.node[data-id="${CSS.escape(id)}"]`);
    return [+node.dataset.cx + (+node.dataset.x || 0), +node.dataset.cy + (+node.dataset.y || 0), +node.dataset.r + 2];
  };
  const redraw = (pair, svg) => {
    const [x, y] = middle(svg, pair.dataset.from);
    const [toX, toY, rim] = middle(svg, pair.dataset.to);
    const bend = [(x + toX) / 2 - (toY - y) * 0.1, (y + toY) / 2 + (toX - x) * 0.1];
    const away = Math.hypot(toX - bend[0], toY - bend[1]) || 1;
    const [c, s] = [(toX - bend[0]) / away, (toY - bend[1]) / away];
    const tip_ = [toX - c * rim, toY - s * rim];
    const base = [tip_[0] - c * 6, tip_[1] - s * 6];
    pair.querySelector(".edge").setAttribute("d", `M${x} ${y}Q${bend} ${base}`);
    pair.querySelector(".head").setAttribute("d",
      `M${tip_}L${base[0] - s * 3.4} ${base[1] + c * 3.4}L${base[0] + s * 3.4} ${base[1] - c * 3.4}Z`);
  };

  // ---- the timeline: the lines of the page outside the chosen stretch are faint
  d3.selectAll("figure.timeline .drawing").each(function () {
    const svg = d3.select(this);
    const box = this.viewBox.baseVal;
    const marks = svg.selectAll(".mark").nodes();
    const left = d3.min(marks, (mark) => mark.getBBox().x) - 8;
    const brush = d3.brushX().extent([[left, 4], [box.width - 2, box.height - 24]])
      .on("brush end", ({ selection }) => {
        const chosen = new Set(marks.filter((mark) => {
          const { x, width } = mark.getBBox();
          return !selection || (x + width >= selection[0] && x <= selection[1]);
        }).flatMap((mark) => mark.dataset.lines.split(" ")));
        const drawn = new Set(marks.flatMap((mark) => mark.dataset.lines.split(" ")));
        document.querySelectorAll("[data-line][id]").forEach((line) => line.classList.toggle(
          "faint", Boolean(selection) && drawn.has(line.id) && !chosen.has(line.id)));
      });
    svg.insert("g", ".row").attr("class", "brush").call(brush);
  });
})();
