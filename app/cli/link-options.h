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
    "raw (default): attention weights; norm: length of the vector read from a word (slower)", \
    "raw|norm" }

gboolean heed_link_options_parse_weights (const char  *text,
                                          gboolean    *are_norms,
                                          GError     **error);

/* Option entries for verbs that make links. */
#define HEED_OPTIONS_LINKS(given) \
  HEED_OPTION_WEIGHTS (&(given)->weights), \
  { "rule", 0, 0, G_OPTION_ARG_FILENAME, &(given)->rule, \
    "argmax (default), threshold=X (weight), or relative=X (fraction of the largest weight)", \
    "RULE" }, \
  { "shift", 0, 0, G_OPTION_ARG_INT, &(given)->shift, \
    "0 (default): a row belongs to the token its step emits; 1: to the token it reads", "N" }, \
  { "layer", 0, 0, G_OPTION_ARG_INT, &(given)->layer, \
    "The layer, counted from 0 (default: the last)", "L" }, \
  { "head", 0, 0, G_OPTION_ARG_FILENAME, &(given)->head, \
    "The head, counted from 0, or mean (default)", "H" }, \
  { "heads", 0, 0, G_OPTION_ARG_FILENAME, &(given)->heads, \
    "Use the mean of these heads, given as layer:head from 0", "L:H,…" }

gboolean heed_link_options_parse (const HeedGivenLinks  *given,
                                  HeedLinkOptions       *options,
                                  HeedSiteChoice        *choice,
                                  GError               **error);

/* Appends the heads of --heads, as HeedAttentionSite. */
gboolean heed_link_options_parse_heads (const char            *text,
                                        GArray                *sites,
                                        GError               **error);

/* The sites whose mean is used, an array of HeedAttentionSite; NULL with an error if
 * the model does not have them. */
GArray  *heed_link_options_find_sites (HeedModel             *model,
                                       const HeedGivenLinks  *given,
                                       const HeedSiteChoice  *choice,
                                       GError               **error);

G_END_DECLS
