// Runs the operation of the page and shows the answer.
"use strict";

const answer = document.getElementById("answer");

document.getElementById("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  answer.textContent = "…";
  try {
    const response = await fetch("graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify({ query: document.getElementById("query").value }),
    });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = `The server did not answer: ${error.message}`;
  }
});
