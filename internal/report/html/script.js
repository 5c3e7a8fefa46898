"use strict";
(() => {
	const $ = (selector, root = document) => [...root.querySelectorAll(selector)];
	const byId = id => document.getElementById(id);
	$(".needs-script").forEach(e => { e.hidden = false; });

	// Theme: what the system asks for, unless the reader chooses.
	const themes = ["auto", "dark", "light"];
	const theme = byId("theme");
	const setTheme = name => {
		if (name === "auto") delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = name;
		theme.textContent = "Theme: " + name;
	};
	theme.addEventListener("click", () => {
		const next = themes[(themes.indexOf(document.documentElement.dataset.theme || "auto") + 1) % themes.length];
		setTheme(next);
	});

	// The flow: an arrow from each step's number to the next one's, in the margin.
	const svg = name => document.createElementNS("http://www.w3.org/2000/svg", name);
	const drawRail = flow => {
		$(".rail", flow).forEach(e => e.remove());
		const badges = $(".step", flow).sort((a, b) => a.dataset.step - b.dataset.step).map(e => e.querySelector(".badge"));
		if (badges.length < 2 || !flow.offsetParent) return;
		const rail = svg("svg");
		rail.setAttribute("class", "rail");
		rail.setAttribute("aria-hidden", "true");
		const origin = flow.getBoundingClientRect();
		const spots = badges.map(b => {
			const r = b.getBoundingClientRect();
			return { left: r.left - origin.left, x: r.left - origin.left + r.width / 2, top: r.top - origin.top, bottom: r.bottom - origin.top, y: (r.top + r.bottom) / 2 - origin.top };
		});
		for (let i = 1; i < spots.length; i++) rail.append(...arrow(spots[i - 1], spots[i], spots));
		flow.append(rail);
	};
	// arrow goes straight down where nothing is in between, else around on the left.
	const arrow = (from, to, spots) => {
		const path = svg("path"), head = svg("path");
		const clear = to.top > from.bottom && !spots.some(s => s.y > from.y && s.y < to.y);
		if (clear) {
			path.setAttribute("d", `M${from.x} ${from.bottom}V${to.top - 6}`);
			head.setAttribute("d", `M${to.x - 5} ${to.top - 7}h10l-5 6z`);
		} else {
			const bend = Math.max(4, from.left - 22);
			path.setAttribute("d", `M${from.left} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${to.left - 7} ${to.y}`);
			head.setAttribute("d", `M${to.left - 8} ${to.y - 5}v10l7-5z`);
		}
		head.setAttribute("class", "head");
		return [path, head];
	};
	const findings = $(".finding");
	// What scrolls must be in reach of the keyboard; what doesn't needs no stop.
	const reach = f => $(".code, .diff pre", f).forEach(e => {
		if (e.scrollWidth > e.clientWidth) e.tabIndex = 0;
		else e.removeAttribute("tabindex");
	});
	// Far to the right, the place is brought into view.
	const showPlace = f => $("mark.place", f).slice(0, 1).forEach(mark => {
		const code = mark.closest(".code"), from = mark.getBoundingClientRect().left - code.getBoundingClientRect().left;
		if (code.scrollLeft === 0 && from > code.clientWidth * 0.8) code.scrollLeft = from - code.clientWidth / 3;
	});
	const draw = f => { drawRail(f.querySelector(".flow")); reach(f); };
	const drawOpen = () => findings.filter(f => f.open).forEach(draw);
	findings.forEach(f => f.addEventListener("toggle", () => { if (f.open) { draw(f); showPlace(f); } }));
	let pending = 0;
	addEventListener("resize", () => { cancelAnimationFrame(pending); pending = requestAnimationFrame(drawOpen); });
	// Pages are printed whole.
	addEventListener("beforeprint", () => { findings.forEach(f => { f.open = true; }); drawOpen(); });

	// A link to a finding or a rule opens it.
	const openTarget = () => {
		const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
		if (target && target.tagName === "DETAILS") {
			target.open = true;
			target.hidden = false;
			target.scrollIntoView();
			target.querySelector("summary").focus({ preventScroll: true });
		}
	};
	addEventListener("hashchange", openTarget);

	const form = byId("filter");
	if (!form) return;
	const status = byId("status"), nothing = byId("nothing"), query = byId("query");
	const texts = new Map();
	const textOf = f => {
		if (!texts.has(f)) texts.set(f, f.textContent.toLowerCase());
		return texts.get(f);
	};
	const apply = () => {
		const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
		const severities = new Set($("[name=severity]:checked", form).map(e => e.value));
		const rule = form.elements.rule.value, pkg = form.elements.package.value;
		const suppressed = byId("suppressed");
		let shown = 0;
		for (const f of findings) {
			f.hidden = !severities.has(f.dataset.severity) ||
				rule && f.dataset.rule !== rule ||
				pkg && f.dataset.package !== pkg ||
				suppressed && !suppressed.checked && "suppressed" in f.dataset ||
				!words.every(w => textOf(f).includes(w));
			if (!f.hidden) shown++;
		}
		nothing.hidden = shown > 0;
		status.textContent = shown === findings.length ? `${shown} shown` : `${shown} of ${findings.length} shown`;
		$(".bar").forEach(b => b.setAttribute("aria-pressed", String(form.elements[b.dataset.filter].value === b.dataset.value)));
		drawOpen();
	};
	form.addEventListener("input", apply);
	form.addEventListener("submit", e => e.preventDefault());
	form.addEventListener("reset", () => setTimeout(apply));
	$(".bar").forEach(b => b.addEventListener("click", () => {
		const select = form.elements[b.dataset.filter];
		select.value = select.value === b.dataset.value ? "" : b.dataset.value;
		apply();
	}));
	const setAll = open => findings.forEach(f => { if (!f.hidden) f.open = open; });
	byId("expand").addEventListener("click", () => setAll(true));
	byId("collapse").addEventListener("click", () => setAll(false));

	const move = by => {
		const shown = findings.filter(f => !f.hidden).map(f => f.querySelector("summary"));
		const at = shown.indexOf(document.activeElement);
		const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
		if (next) next.focus();
	};
	addEventListener("keydown", e => {
		if (e.ctrlKey || e.metaKey || e.altKey) return;
		if (e.key === "Escape" && e.target === query) { query.value = ""; apply(); return; }
		if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
		if (e.key === "/") { e.preventDefault(); query.focus(); }
		if (e.key === "j") move(1);
		if (e.key === "k") move(-1);
	});
	apply();
	openTarget();
})();
