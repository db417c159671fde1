(function () {
  "use strict";
  var pick = document.getElementById("pick");
  var marked = document.querySelectorAll("[data-s], svg [aria-label]");
  document.documentElement.classList.add("js");
  function highlight() {
    var known = Array.from(pick.options).map(function (one) { return one.value; });
    marked.forEach(function (one) {
      var name = one.getAttribute("data-s") || one.getAttribute("aria-label");
      if (known.indexOf(name) > 0) {
        one.classList.toggle("on", name === pick.value);
        one.classList.toggle("off", pick.value !== "" && name !== pick.value);
      }
    });
  }
  if (pick) { pick.addEventListener("change", highlight); }
  document.querySelectorAll("table.sorts").forEach(function (table) {
    var body = table.tBodies[0];
    table.querySelectorAll("thead th").forEach(function (head, index) {
      if (index === 0) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        Array.from(body.rows).map(function (row) {
          var value = row.cells[index].getAttribute("data-v");
          return { row: row, value: value === "" ? -Infinity : Number(value) };
        }).sort(function (a, b) {
          return down ? b.value - a.value : a.value - b.value;
        }).forEach(function (one) { body.appendChild(one.row); });
      });
    });
  });
})();
