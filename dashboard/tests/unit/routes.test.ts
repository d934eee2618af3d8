import { expect, test } from "vitest";
import { Routes } from "../../src/api/routes";

const routes = new Routes({
  paths: {
    "/api/v1/breaks": { get: { parameters: [{ name: "limit", in: "query" }] } },
    "/api/v1/breaks/{id}/explain": {
      post: {
        summary: "Says why.",
        "x-role": "risk",
        requestBody: {
          content: { "application/json": { schema: { required: ["reason"], properties: { reason: {}, by: {} } } } },
        },
      },
    },
    "/api/v1/breaks/{id}/resolve": { post: {} },
    "/api/v1/breaks/{id}/log": { get: {} },
    "/api/v1/breaks/{id}/deeper/{part}": { post: {} },
  },
});

test("What the service describes is there, the rest is not", () => {
  expect(routes.has("GET", "/api/v1/breaks")).toBe(true);
  expect(routes.has("POST", "/api/v1/breaks")).toBe(false);
  expect(routes.has("GET", "/api/v1/alerts")).toBe(false);
});

test("The ways out of one thing are the routes right below it that change something", () => {
  expect(routes.actions("/api/v1/breaks/{id}").map((route) => route.path)).toEqual([
    "/api/v1/breaks/{id}/explain",
    "/api/v1/breaks/{id}/resolve",
  ]);
});

test("A form asks for what the route takes", () => {
  expect(routes.find("POST", "/api/v1/breaks/{id}/explain")).toMatchObject({
    role: "risk",
    fields: [
      { name: "reason", required: true },
      { name: "by", required: false },
    ],
  });
});
