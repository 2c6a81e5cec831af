/** Queries to start from; tests/api/test_explorer_queries.py runs each. */
const PREFIXES = `PREFIX cg: <https://w3id.org/campaign-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
`;

export interface Example {
  readonly name: "teams" | "results" | "places" | "heads" | "graphs" | "construct";
  readonly query: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    name: "teams",
    query: `${PREFIXES}
SELECT ?team ?name ?province ?label (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
  ?fact a cg:Inspection ; cg:team ?team ; cg:place ?place .
  ?team rdfs:label ?name .
  { ?place skos:broaderTransitive ?province } UNION { ?place skos:notation ?code BIND(?place AS ?province) }
  ?province skos:broader <https://w3id.org/campaign-graph/place/100000> ; skos:prefLabel ?label .
}
GROUP BY ?team ?name ?province ?label
ORDER BY DESC(?facts)
LIMIT 200`,
  },
  {
    name: "results",
    query: `${PREFIXES}
SELECT ?value ?unit ?scope ?from ?to ?sentence ?article WHERE {
  GRAPH ?article {
    ?fact a cg:Result ; cg:metric <https://w3id.org/campaign-graph/concept/cases-solved> ;
      cg:value ?value ; cg:unit ?unit ; cg:exact ?sentence .
    OPTIONAL { ?fact cg:scope ?scope }
    OPTIONAL { ?fact cg:from ?from }
    OPTIONAL { ?fact cg:to ?to }
  }
}
ORDER BY DESC(?value)
LIMIT 100`,
  },
  {
    name: "places",
    query: `${PREFIXES}
SELECT ?team ?name ?place ?from ?to ?sentence ?article WHERE {
  GRAPH ?article {
    ?fact a cg:Inspection ; cg:team ?team ; cg:place ?place ; cg:exact ?sentence .
    ?team rdfs:label ?name .
    OPTIONAL { ?fact cg:from ?from }
    OPTIONAL { ?fact cg:to ?to }
  }
  { ?place skos:notation "640000" } UNION { ?place skos:broaderTransitive <https://w3id.org/campaign-graph/place/640000> }
}
LIMIT 100`,
  },
  {
    name: "heads",
    query: `${PREFIXES}
SELECT ?team ?name ?sentence ?article WHERE {
  GRAPH ?article {
    ?fact a cg:Role ; cg:org ?team ; cg:role ?role ; cg:exact ?sentence .
    ?team rdfs:label ?name .
  }
  FILTER(CONTAINS(?role, "组长"))
}
LIMIT 100`,
  },
  {
    name: "graphs",
    query: `${PREFIXES}
SELECT ?article ?title (COUNT(?fact) AS ?facts) WHERE {
  GRAPH ?article {
    ?fact cg:exact ?sentence .
    OPTIONAL { ?article cg:title ?title }
  }
}
GROUP BY ?article ?title
ORDER BY DESC(?facts)
LIMIT 50`,
  },
  {
    name: "construct",
    query: `${PREFIXES}
CONSTRUCT { ?fact ?property ?value } WHERE {
  ?fact cg:team <https://w3id.org/campaign-graph/team/mps-supervision-9@summer-policing-2022> ; ?property ?value .
}
LIMIT 500`,
  },
];
