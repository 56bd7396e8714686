/* link-options.h — how attention becomes links: --rule, --shift, --layer, --head and others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/sites.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct {
  char *rule;
  int   shift;
  int   layer;
  char *head;
  char *heads;
  char *weights;
} HeedGivenLinks;

#define HEED_GIVEN_LINKS_DEFAULT { .layer = HEED_EVERY_LAYER }

/* Option entry for verbs that read attention, and its parser. */
#define HEED_OPTION_WEIGHTS(variable) \
  { "weights", 0, 0, G_OPTION_ARG_FILENAME, (variable), \
    "raw (default), or norm: how long what was read of a word is; slower", "raw|norm" }

gboolean heed_link_options_parse_weights (const char  *text,
                                          gboolean    *are_norms,
                                          GError     **error);

/* Option entries for verbs that make links. */
#define HEED_OPTIONS_LINKS(given) \
  HEED_OPTION_WEIGHTS (&(given)->weights), \
  { "rule", 0, 0, G_OPTION_ARG_FILENAME, &(given)->rule, \
    "argmax (default), threshold=X or relative=X, X being a share of the attention", "RULE" }, \
  { "shift", 0, 0, G_OPTION_ARG_INT, &(given)->shift, \
    "0: a row is about the token emitted there (default); 1: about the one read there", "N" }, \
  { "layer", 0, 0, G_OPTION_ARG_INT, &(given)->layer, \
    "Which layer, from 0 (default: the last)", "L" }, \
  { "head", 0, 0, G_OPTION_ARG_FILENAME, &(given)->head, \
    "Which head, from 0, or mean (default)", "H" }, \
  { "heads", 0, 0, G_OPTION_ARG_FILENAME, &(given)->heads, \
    "The mean of these heads, layer:head from 0, in place of --layer and --head", "L:H,…" }

gboolean heed_link_options_parse (const HeedGivenLinks  *given,
                                  HeedLinkOptions       *options,
                                  HeedSiteChoice        *choice,
                                  GError               **error);

/* The sites whose mean is used, an array of HeedAttentionSite; NULL with an error if
 * the model does not have them. */
GArray  *heed_link_options_find_sites (HeedModel             *model,
                                       const HeedGivenLinks  *given,
                                       const HeedSiteChoice  *choice,
                                       GError               **error);

G_END_DECLS
