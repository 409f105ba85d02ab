"""Owns the operations as GraphQL: for this API, for @neo4j/graphql and for the Strawberry contender. Variables are the operation's parameters."""

from __future__ import annotations

# The plans of a model, its developer and a quantity are called alike in all of them, so that answers can be compared.
OURS = {
    "Q1": "query Q1($id: ID!) { aiModel(id: $id) { id name modality releasedOn availability clipDuration { max } } }",
    "Q2": """query Q2($prefix: String!, $from: PartialDate!) {
  aiModels(where: {developer: {name: {startsWith: $prefix}}, releasedOn: {gte: $from}}, orderBy: [{releasedOn: ASC}], first: 50) {
    nodes { id name releasedOn developer { id name } plans: pricingPlans { nodes { id tier price { max } } } }
  }
}""",
    "Q3": """query Q3($from: PartialDate!) {
  reports(where: {publishedOn: {gte: $from}}, orderBy: [{publishedOn: ASC}], first: 100) {
    nodes {
      id name publishedOn
      publisher { id name }
      authors { nodes { id name } }
      mentions(first: 10) { edges { count node { __typename id name } } }
      risks { edges { rank node { id name } } }
    }
  }
}""",
    "Q4": """query Q4($ids: [ID!]!) {
  aiModels(where: {id: {in: $ids}}, first: 5) {
    nodes {
      id name aliases modality releasedOn availability
      clipDuration { min max unit } frameRate { min max unit } contextWindow { min max unit }
      developer { id name }
      plans: pricingPlans { nodes { id name tier price { min max unit } seats } }
    }
  }
}""",
    "Q5": "query Q5($text: String!) { search(text: $text, types: [Report], first: 20) { edges { score node { id name } } } }",
    "Q6": """query Q6 {
  reportGroups(by: [publisher, sectors], orderBy: [{count: DESC}], first: 50) { nodes { keys { publisher { name } sectors { name } } count } }
}""",
    "Q7": """query Q7($over: Float!) {
  reports(where: {mentions: {some: {on: {Organization: {aiModels: {some: {clipDuration: {max: {gt: $over}}}}}}}}}, first: 50) {
    nodes { id name publishedOn publisher { id name } }
  }
}""",
}

NEO4J_GRAPHQL = {
    "Q1": "query Q1($id: String!) { aiModels(where: {id: {eq: $id}}) { id name modality releasedOn availability clipDurationMax } }",
    "Q2": """query Q2($prefix: String!, $from: String!) {
  aiModels(
    where: {developer: {some: {name: {startsWith: $prefix}}}, releasedOn: {gte: $from}}
    sort: [{releasedOn: ASC}, {name: ASC}], limit: 50
  ) { id name releasedOn developer { id name } plans: pricingPlans { id tier priceMax } }
}""",
    "Q3": """query Q3($from: String!) {
  reports(where: {publishedOn: {gte: $from}}, sort: [{publishedOn: ASC}, {name: ASC}], limit: 100) {
    id name publishedOn
    publisher { id name }
    authors { id name }
    mentions: mentionsConnection(first: 10) {
      edges { properties { count } node { __typename ... on AIModel { id name } ... on Organization { id name } } }
    }
    risks: risksConnection { edges { properties { rank } node { id name } } }
  }
}""",
    "Q4": """query Q4($ids: [String!]!) {
  aiModels(where: {id: {in: $ids}}) {
    id name aliases modality releasedOn availability
    clipDurationMin clipDurationMax clipDurationUnit frameRateMin frameRateMax frameRateUnit contextWindowMin contextWindowMax contextWindowUnit
    developer { id name }
    plans: pricingPlans { id name tier priceMin priceMax priceUnit seats }
  }
}""",
    "Q5": "query Q5($phrase: String!) { searchReports(phrase: $phrase, first: 20) { edges { score node { id name } } } }",
    "Q6": "query Q6 { reportGroups { publisher sector count } }",
    "Q7": """query Q7($over: Float!) {
  reports(
    where: {mentionedOrganizations: {some: {aiModels: {some: {clipDurationMax: {gt: $over}}}}}}
    sort: [{name: ASC}], limit: 50
  ) { id name publishedOn publisher { id name } }
}""",
}

STRAWBERRY = {
    "Q1": "query Q1($id: ID!) { aiModel(id: $id) { id name modality releasedOn availability clipDurationMax } }",
    "Q2": """query Q2($prefix: String!, $from: String!) {
  aiModels(prefix: $prefix, from: $from) { id name releasedOn developer { id name } plans { id tier priceMax } }
}""",
    "Q3": """query Q3($from: String!) {
  reports(from: $from) {
    id name publishedOn
    publisher { id name }
    authors { id name }
    mentions(first: 10) { count node { __typename ... on AIModel { id name } ... on Organization { id name } } }
    risks { rank node { id name } }
  }
}""",
    "Q4": """query Q4($ids: [String!]!) {
  aiModelsByIds(ids: $ids) {
    id name aliases modality releasedOn availability
    clipDurationMin clipDurationMax clipDurationUnit frameRateMin frameRateMax frameRateUnit contextWindowMin contextWindowMax contextWindowUnit
    developer { id name }
    plans { id name tier priceMin priceMax priceUnit seats }
  }
}""",
    "Q5": "query Q5($phrase: String!) { searchReports(phrase: $phrase) { score node { id name } } }",
    "Q6": "query Q6 { reportGroups { publisher sector count } }",
    "Q7": "query Q7($over: Float!) { reportsOfMakers(over: $over) { id name publishedOn publisher { id name } } }",
}
