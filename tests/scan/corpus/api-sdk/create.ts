import { Airbyte } from "airbyte-api";

const client = new Airbyte();
// sourceType: "gitlab"
await client.sources.createSource({
  name: "Stripe",
  workspaceId: "9924bcd0-99be-453d-ba47-c2c9766f7da5",
  configuration: {
    sourceType: "stripe",
    accountId: `acct`,
  },
});
await client.jobs.createJob({ connectionId: "0f3a1c55-9f6c-4b2e-9f8e-5d4c3b2a1908", jobType: "sync" });
