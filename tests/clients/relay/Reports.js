// What an application written with Relay asks. Relay's compiler reads this file; its artifacts are what check.cts runs.
import { graphql } from "relay-runtime";

export const query = graphql`
  query ReportsQuery($count: Int!) {
    ...Reports_page @arguments(count: $count)
  }
`;

// docs/frontends.md: a page that grows
export const page = graphql`
  fragment Reports_page on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "ReportsPageQuery") {
    reports(first: $count, after: $cursor, orderBy: [{ publishedOn: DESC }]) @connection(key: "Reports_reports") {
      totalCount
      edges {
        node {
          id
          name
          publishedOn
        }
      }
    }
  }
`;
// end

export const reportQuery = graphql`
  query ReportsReportQuery($id: ID!) {
    node(id: $id) {
      __typename
      ...Reports_report @alias
    }
  }
`;

// docs/frontends.md: a fragment on a node, fragments on what may be of several types
export const report = graphql`
  fragment Reports_report on Report
  @argumentDefinitions(last: { type: "Int", defaultValue: 2 }, before: { type: "String" })
  @refetchable(queryName: "ReportsReportPageQuery") {
    name
    mentions(last: $last, before: $before) @connection(key: "Reports_mentions") {
      edges {
        count
        node {
          ...Reports_named
          ...Reports_model @alias(as: "model")
        }
      }
    }
  }
`;

export const named = graphql`
  fragment Reports_named on Named {
    id
    name
  }
`;

export const model = graphql`
  fragment Reports_model on AIModel {
    modality
    clipDuration {
      max
      unit
    }
  }
`;
// end

export const claims = graphql`
  query ReportsClaimsQuery {
    claims(first: 1) {
      nodes {
        id
        review
      }
    }
  }
`;

export const review = graphql`
  mutation ReportsReviewMutation($id: ID!, $review: ClaimReview!) {
    reviewClaims(ids: [$id], review: $review) {
      claims {
        nodes {
          id
          review
        }
      }
    }
  }
`;
