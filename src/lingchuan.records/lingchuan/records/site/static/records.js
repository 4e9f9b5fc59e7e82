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
