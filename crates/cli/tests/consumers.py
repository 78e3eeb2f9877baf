"""Opens what `simpul export` wrote with other people's programs and prints what they counted.

usage: consumers.py FOLDER

FOLDER holds the files that the test formats.rs wrote. One line for each program and file: file, program, and either
counts as name=number or SKIPPED. A file that a program refuses ends the run with its error.
Versions that it was written with: consumers.txt.
"""

import csv
import importlib
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as tree

FOLDER = pathlib.Path(sys.argv[1])
NS = "https://simpul.example/ns#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def told(file, program, **counts):
    print(file, program, *(f"{name}={n}" for name, n in counts.items()), sep="\t")


def opens(file, module):
    """The module, where it is installed and the file was written."""
    if not (FOLDER / file).exists():
        return None
    try:
        return importlib.import_module(module)
    except ImportError:
        print(file, module, "SKIPPED", sep="\t")
        return None


def rows(file, delimiter, quoting):
    with open(FOLDER / file, encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True))
    assert len({len(row) for row in table}) == 1, f"{file}: rows of different length"
    return len(table) - 1


def tables():
    for kind in ("nodes", "edges"):
        told(f"{kind}.csv", "csv", **{kind: rows(f"{kind}.csv", ",", csv.QUOTE_MINIMAL)})
        told(f"{kind}.tsv", "csv", **{kind: rows(f"{kind}.tsv", "\t", csv.QUOTE_NONE)})
        for file, options in ((f"{kind}.csv", {}), (f"{kind}.tsv", {"sep": "\t", "quoting": csv.QUOTE_NONE})):
            if pandas := opens(file, "pandas"):
                told(file, "pandas", **{kind: len(pandas.read_csv(FOLDER / file, keep_default_na=False, **options))})


def graphs():
    for file, read in (("graph.gexf", "read_gexf"), ("graph.graphml", "read_graphml")):
        names = [element.tag.split("}")[1] for element in tree.parse(FOLDER / file).iter()]
        told(file, "ElementTree", nodes=names.count("node"), edges=names.count("edge"))
        if networkx := opens(file, "networkx"):
            graph = getattr(networkx, read)(FOLDER / file)
            told(file, "networkx", nodes=graph.number_of_nodes(), edges=graph.number_of_edges())
        if igraph := opens(file, "igraph"):
            if file.endswith("graphml"):
                graph = igraph.Graph.Read_GraphML(str(FOLDER / file))
                told(file, "igraph", nodes=graph.vcount(), edges=graph.ecount())
    data = json.loads((FOLDER / "graph.cytoscape").read_text(encoding="utf-8"))
    told("graph.cytoscape", "json", **{kind: len(data["elements"][kind]) for kind in ("nodes", "edges")})
    if networkx := opens("graph.cytoscape", "networkx"):
        graph = networkx.cytoscape_graph(data)
        told("graph.cytoscape", "networkx", nodes=graph.number_of_nodes(), edges=graph.number_of_edges())


def followthemoney():
    file = "graph.followthemoney"
    entities = [json.loads(line) for line in (FOLDER / file).read_text(encoding="utf-8").split("\n") if line]
    if not opens(file, "followthemoney"):
        return
    model = importlib.import_module("followthemoney").model
    links = articles = 0
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        links += proxy.schema.edge
        articles += proxy.schema.name == "Article"
        n_given = sum(len(values) for values in entity["properties"].values())
        n_kept = sum(len(proxy.get(name, quiet=True)) for name in entity["properties"])
        assert n_kept == n_given, f"{entity}: a value was refused"
    told(file, "followthemoney", nodes=len(entities) - links - articles, edges=links, articles=articles)
    program = pathlib.Path(sys.executable).with_name("ftm")
    if program.exists():
        done = subprocess.run([program, "validate", "-i", FOLDER / file], capture_output=True, text=True, check=True)
        told(file, "ftm", entities=len([line for line in done.stdout.split("\n") if line]))


def schema_org():
    file, base = "graph.schema-org", "https://schema.org/"
    if opens(file, "pyld"):
        from pyld import jsonld

        types = [t for item in jsonld.expand(json.loads((FOLDER / file).read_text(encoding="utf-8"))) for t in item["@type"]]
        claims, articles = types.count(base + "Claim"), types.count(base + "NewsArticle")
        told(file, "pyld", nodes=len(types) - claims - articles, edges=claims, articles=articles)
    if rdflib := opens(file, "rdflib"):
        graph = rdflib.Graph().parse(FOLDER / file, format="json-ld")
        count = lambda name: len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(base + name))))
        told(file, "rdflib", edges=count("Claim"), articles=count("NewsArticle"))


def rdf():
    forms = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}
    for extension, form in forms.items():
        file = f"graph.{extension}"
        if rdflib := opens(file, "rdflib"):
            graph = rdflib.Dataset(default_union=True).parse(FOLDER / file, format=form)
            kind = rdflib.URIRef(NS + "Statement")
            statements = {s for s, _, _, _ in graph.quads((None, rdflib.RDF.type, kind, None))}
            told(file, "rdflib", statements=len(statements))
        if pyoxigraph := opens(file, "pyoxigraph"):
            types = {"ttl": "TURTLE", "nt": "N_TRIPLES", "nq": "N_QUADS", "trig": "TRIG", "rdf": "RDF_XML", "jsonld": "JSON_LD"}
            form = getattr(pyoxigraph.RdfFormat, types[extension])
            kind, is_a = pyoxigraph.NamedNode(NS + "Statement"), pyoxigraph.NamedNode(RDF_TYPE)
            quads = pyoxigraph.parse(path=str(FOLDER / file), format=form)
            told(file, "pyoxigraph", statements=len({q.subject for q in quads if q.predicate == is_a and q.object == kind}))


for step in (tables, graphs, followthemoney, schema_org, rdf):
    step()
