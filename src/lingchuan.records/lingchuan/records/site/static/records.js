// The calendar beside a day or a moment; the text field stays what is sent.
(function () {
  "use strict";
  document.documentElement.classList.add("lr-js");

  function iso(text, picker) {
    var found = text.trim().replace(/\s+/, "T");
    return picker.type === "date" ? found.slice(0, 10) : found.slice(0, 16);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest(".lr-pick");
    if (!button) {
      return;
    }
    var group = button.closest(".lr-date");
    var picker = group.querySelector(".lr-picker");
    picker.value = iso(group.querySelector("input[type=text]").value, picker);
    picker.showPicker();
  });

  document.addEventListener("change", function (event) {
    if (!event.target.matches(".lr-picker")) {
      return;
    }
    var text = event.target.closest(".lr-date").querySelector("input[type=text]");
    text.value = event.target.value.replace("T", " ");
    text.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();

// A link to a field of a form opens the tab that the field lies on.
(function () {
  "use strict";
  var field = document.getElementById(window.location.hash.slice(1));
  var form = field && field.closest("form.enableFormTabbing");
  if (!form) {
    return;
  }
  var place = Array.from(form.querySelectorAll("fieldset")).indexOf(field.closest("fieldset"));

  function open() {
    var tabs = form.querySelectorAll(".autotoc-nav a");
    if (!tabs[place]) {
      return false;
    }
    tabs[place].click();
    field.scrollIntoView();
    (field.querySelector("input:not([type=hidden]), textarea, select") || field).focus();
    return true;
  }

  // Plone's own script makes the tabs, some time later.
  if (!open()) {
    var waiting = new MutationObserver(function () {
      if (open()) {
        waiting.disconnect();
      }
    });
    waiting.observe(form, { childList: true, subtree: true });
  }
})();

// What Plone's templates say in scripts of their own; site/inline_scripts.py takes those out.
(function () {
  "use strict";
  var CALLS = ["from2to", "to2from", "moveUp", "moveDown", "copyDataForSubmit"];

  function act(element, event) {
    var call = element.dataset.lrCall;
    var target = element.dataset.lrWith;
    if (CALLS.indexOf(call) >= 0 && window[call]) {
      window[call](target);
    } else if (call === "enable" || call === "disable") {
      document.getElementById(target).disabled = call === "disable";
    } else if (call === "submit") {
      element.form.submit();
    } else if (call === "confirm" && !window.confirm(element.getAttribute("confirm-message"))) {
      event.preventDefault();
    }
  }

  document.addEventListener("click", function (event) {
    var element = event.target.closest("[data-lr-call]:not(select):not([data-lr-start])");
    if (element) {
      act(element, event);
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches("select[data-lr-call]")) {
      act(event.target, event);
    }
  });

  function start() {
    document.querySelectorAll("[data-lr-start]").forEach(function (element) {
      act(element, null);
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

// A link to a moment of the recording on this page jumps there; without this, the page is
// asked for again and starts its player there.
(function () {
  "use strict";
  var player = document.querySelector(".lr-play");
  if (!player) {
    return;
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href*='#t=']");
    var plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    var address = link && new URL(link.getAttribute("href"), window.location.href);
    if (!address || !plain || address.pathname !== window.location.pathname) {
      return;
    }
    event.preventDefault();
    player.currentTime = parseFloat(address.hash.slice(3));
    player.scrollIntoView({ block: "nearest" });
    player.focus();
  });
})();

// "Mark now" takes the time of the player that was played last, and its recording.
(function () {
  "use strict";
  var players = Array.from(document.querySelectorAll("[data-lr-clip]"));
  var last = players[0];
  if (!last) {
    return;
  }

  function two(number) {
    return String(number).padStart(2, "0");
  }

  function mark(seconds) {
    var whole = Math.floor(seconds);
    var hours = Math.floor(whole / 3600);
    var rest = two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60);
    return hours ? hours + ":" + rest : rest;
  }

  players.forEach(function (player) {
    player.addEventListener("play", function () {
      last = player;
    });
  });

  document.querySelectorAll("[data-lr-now]").forEach(function (button) {
    var code = button.dataset.lrNow;
    button.hidden = false;
    button.addEventListener("click", function () {
      var clip = document.getElementsByName(code + "-clip")[0];
      var offered = Array.from(clip.options || [clip]).some(function (one) {
        return one.value === last.dataset.lrClip;
      });
      if (!offered) {
        return;
      }
      clip.value = last.dataset.lrClip;
      document.getElementById(code + "-mark").value = mark(last.currentTime);
    });
  });
})();

// What is for viewing only offers no menu to save it; and a page that waits for a copy
// looks again by itself, without losing the reader's place.
(function () {
  "use strict";
  var EVERY_MS = 15000;

  document.addEventListener("contextmenu", function (event) {
    if (event.target.closest(".lr-guarded")) {
      event.preventDefault();
    }
  });

  function look() {
    var waiting = Array.from(document.querySelectorAll("[data-lr-live]"));
    if (!waiting.length) {
      return;
    }
    window.setTimeout(look, EVERY_MS);
    if (document.hidden) {
      return;
    }
    fetch(waiting[0].dataset.lrLive, { credentials: "same-origin" })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        waiting.forEach(function (part) {
          var fresh = page.getElementById(part.id);
          if (fresh) {
            part.replaceWith(fresh);
          }
        });
      })
      .catch(function () {
        // The next look may find it.
        return null;
      });
  }

  window.setTimeout(look, EVERY_MS);
})();

// On the page that marks what is covered, a box that is dragged over a page becomes a line.
(function () {
  "use strict";
  var form = document.querySelector(".lr-marking");
  if (!form) {
    return;
  }
  var lines = form.querySelector("[name=lines]");
  var start = null;

  function share(event, box) {
    var x = (event.clientX - box.left) / box.width;
    var y = (event.clientY - box.top) / box.height;
    return [Math.min(Math.max(x, 0), 1) * 100, Math.min(Math.max(y, 0), 1) * 100];
  }

  function drawn(event) {
    var end = share(event, start.box);
    var left = Math.min(start.at[0], end[0]);
    var top = Math.min(start.at[1], end[1]);
    var sides = [left, top, Math.abs(end[0] - start.at[0]), Math.abs(end[1] - start.at[1])];
    ["x", "y", "width", "height"].forEach(function (name, place) {
      start.rect.setAttribute(name, sides[place] + "%");
    });
    return sides;
  }

  form.querySelectorAll(".lr-sheet > div").forEach(function (sheet) {
    sheet.addEventListener("pointerdown", function (event) {
      // A finger scrolls.
      if (event.pointerType === "touch" || event.button !== 0) {
        return;
      }
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      var box = sheet.getBoundingClientRect();
      var rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      sheet.querySelector("svg").appendChild(rect);
      start = { at: share(event, box), box: box, rect: rect };
    });
    sheet.addEventListener("pointermove", function (event) {
      if (start) {
        drawn(event);
      }
    });
    sheet.addEventListener("pointerup", function (event) {
      if (!start) {
        return;
      }
      var sides = drawn(event);
      if (sides[2] < 0.5 || sides[3] < 0.5) {
        start.rect.remove();
      } else {
        var numbers = sides.map(function (side) { return side.toFixed(1); });
        var line = [sheet.parentNode.dataset.lrPage].concat(numbers).join(" ");
        lines.value = (lines.value.trim() + "\n" + line).trim();
      }
      start = null;
    });
  });
})();
