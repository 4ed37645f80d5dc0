// `openapi-sandbox/nhs-app` and `openapi-sandbox/nhs-notify-supplier` have types only, and no values.
