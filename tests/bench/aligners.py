#!/usr/bin/env python3
# aligners.py — links of the models' attention beside those of the engine's own aligner
#
# Copyright 2026 The Heed authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#     aligners.py BUILD DATA [--sets hansards,zh-en,pud-fr,pud-zh] [--most-text N]
#
# DATA has the training text and the gold sets of ../shared/data. The aligner (Dyer et al.
# 2013, which also guided the default models) learns from the text that those were
# trained on, split into words, and from the pairs that are scored, without their links;
# Chinese by characters, since the text has no words. A model is led along the pairs as
# they are and read by the rules that heed-cli sweep finds best on every second pair; the
# error rate (AER, lower is better) is of the others, for all of them. Of PUD, links of words
# without gold links do not count, since only content words have some.

import argparse
import gzip
import json
import os
import pathlib
import re
import subprocess
import tempfile

HOWS = ["intersection", "grow-diag", "grow-diag-final-and"]
SETS = {  # folder, files, what the models' source is, models
    "hansards": ("gold-hansards-en-fr/enfr", "fr", 1, False, False, ["en-fr", "en-fr-transformer", "en-fr-additive"]),
    "pud-fr": ("gold-pud/enfr", "fr", 0, False, True, ["en-fr", "en-fr-transformer", "en-fr-additive"]),
    "zh-en": ("gold-zh-en/zhen", "zh", 1, True, False, ["en-zh"]),
    "pud-zh": ("gold-pud/enzh", "zh", 0, False, True, ["en-zh"]),
}
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def split_words(text, language):
    """As the gold sets have it, nearly."""
    text = text.lower().replace("’", "'")
    if language == "zh":
        text = CJK.sub(lambda found: f" {found.group()} ", text)
    text = re.sub(r"([.,;:!?()\"“”«»…/%])", r" \1 ", text)
    text = re.sub(r"(\w')(?=\w)", r"\1 ", text) if language == "fr" else re.sub(r"(?=n't\b|'(?:s|re|ve|ll|d|m)\b)", " ", text)
    return text.split()


def read_text(options, language):
    rows = []
    for folder in (f"en-{language}", f"en-{language}-plus"):
        with gzip.open(options.data / folder / "train.tsv.gz", "rt", encoding="utf-8") as file:
            for line in file:
                source, target = line.rstrip("\n").split("\t")[:2]
                rows.append((split_words(source, "en"), split_words(target, language)))
    return rows[:options.most_text] if options.most_text else rows


def read_gold(options, name):
    """English first, links from 0 as dictionaries: (source, target) -> sure."""
    path, language, first, is_turned, _, _ = SETS[name]
    pairs = [line.rstrip("\n").split("|||") for line in open(options.data / f"{path}.src-tgt", encoding="utf-8")]
    pairs = [(target.split(), source.split()) if is_turned else (source.split(), target.split()) for source, target in pairs]
    gold = []
    for line in open(options.data / f"{path}.gold", encoding="utf-8"):
        links = {}
        for s, kind, t in re.findall(r"(\d+)([-p?])(\d+)", line):
            link = (int(s) - first, int(t) - first)
            links[link[::-1] if is_turned else link] = kind == "-"
        gold.append(links)
    assert len(pairs) == len(gold), name
    return language, pairs, gold


def score(found, gold, content_only):
    n_found = n_sure = n_found_sure = n_found_possible = 0
    for links, right in zip(found, gold):
        if content_only:
            sources, targets = {s for s, _ in right}, {t for _, t in right}
            links = {(s, t) for s, t in links if s in sources and t in targets}
        n_found += len(links)
        n_sure += sum(right.values())
        n_found_sure += sum(right.get(link, False) for link in links)
        n_found_possible += sum(link in right for link in links)
    return 1 - (n_found_sure + n_found_possible) / (n_found + n_sure)


def read_links(text):
    return [{tuple(map(int, link.split("-"))) for link in line.split()} for line in text.split("\n")[:-1]]


def by_characters(words):
    """Characters of Chinese words, and the word of each."""
    pieces, owners = [], []
    for i, word in enumerate(words):
        for piece in CJK.sub(lambda found: f" {found.group()} ", word).split():
            pieces.append(piece)
            owners.append(i)
    return pieces, owners


def align_by_text(options, language, sets, folder):
    """Of each set, for each way to make one of both directions, links of words; one training."""
    owners = []
    with open(folder / "test.tsv", "w", encoding="utf-8") as file:
        for source, target in [pair for pairs, _ in sets.values() for pair in pairs]:
            pieces, of_words = by_characters(target) if language == "zh" else (target, list(range(len(target))))
            owners.append(of_words)
            file.write(f"{' '.join(source).lower()}\t{' '.join(pieces).lower()}\n")
    with open(folder / "text.tsv", "w", encoding="utf-8") as file:
        for source, target in read_text(options, language):
            file.write(f"{' '.join(source)}\t{' '.join(target)}\n")
    subprocess.run([options.build / "tests/bench/bench-aligner", folder / "text.tsv", folder / "test.tsv", folder / "links"],
                   check=True)
    found = {name: {} for name in sets}
    for how in HOWS:
        links = read_links((folder / f"links.{how}").read_text())
        links = iter([{(s, of_words[t]) for s, t in line} for line, of_words in zip(links, owners)])
        for name, (pairs, _) in sets.items():
            found[name][how] = [next(links) for _ in pairs]
    return found


def heed_cli(options, *arguments):
    return subprocess.run([options.build / "app/heed-cli", *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout


RULES = ["argmax", *(f"threshold={x / 20:g}" for x in range(2, 11)), *(f"relative={x / 10:g}" for x in range(3, 9))]


def align_by_model(options, model, pairs, gold, content_only, folder):
    """The way that is best on every second pair, and what it finds on all; where only some words
    have links, the sweep says where to look and each rule is tried here."""
    for name, part in (("all", slice(None)), ("tuned", slice(0, None, 2))):
        with open(folder / f"{name}.tsv", "w", encoding="utf-8") as file:
            file.writelines(f"{' '.join(source)}\t{' '.join(target)}\n" for source, target in pairs[part])
    with open(folder / "tuned.gold", "w", encoding="utf-8") as file:
        for links in gold[::2]:
            file.write(" ".join(f"{s}{'-' if sure else 'p'}{t}" for (s, t), sure in links.items()) + "\n")
    ways = [json.loads(line) for line in heed_cli(options, "sweep", "--model", model, "--tsv", folder / "tuned.tsv",
                                                  "--gold", folder / "tuned.gold", "--json", "--top", "1").splitlines()]
    best = min(ways, key=lambda way: way["aer"])
    where = (["--heads", ",".join(f"{layer}:{head}" for layer, head in best["heads"])] if "heads" in best else
             ["--layer", str(best["layer"]), "--head", str(best["head"])])
    tried = []
    for rule in RULES if content_only else [best["rule"]]:
        how = [*where, "--shift", str(best["shift"]), "--rule", rule]
        found = read_links(heed_cli(options, "align", "--model", model, "--tsv", folder / "all.tsv", *how))
        tried.append((score(found[::2], gold[::2], content_only), " ".join(how), found))
    return min(tried, key=lambda one: one[0])[1:]


def row(name, how, found, gold, content_only):
    held_out = score(found[1::2], gold[1::2], content_only)
    return held_out, f"| {name} | {how} | {score(found, gold, content_only):.3f} | {held_out:.3f} |"


def compare(options, name, pairs, gold, of_text, folder):
    content_only, models = SETS[name][4:]
    rows = [row("aligner", how, found, gold, content_only) for how, found in of_text.items()]
    for model in models:
        how, found = align_by_model(options, model, pairs, gold, content_only, folder)
        rows.append(row(f"`{model}`", f"`{how}`", found, gold, content_only))
    best = min(held_out for held_out, _ in rows)
    print(f"\n{name}, {len(pairs)} pairs\n\n| links of | how | AER, all pairs | AER, pairs that chose nothing |\n|---|---|---|---|")
    for held_out, line in rows:
        print(line.replace(f"{held_out:.3f} |", f"**{held_out:.3f}** |") if held_out == best else line, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--most-text", type=int, default=0)
    options = parser.parse_args()
    os.nice(10)

    chosen = options.sets.split(",")
    for language in dict.fromkeys(SETS[name][1] for name in chosen):
        sets = {name: read_gold(options, name)[1:] for name in chosen if SETS[name][1] == language}
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            of_text = align_by_text(options, language, sets, folder)
            for name, (pairs, gold) in sets.items():
                compare(options, name, pairs, gold, of_text[name], folder)



main()
