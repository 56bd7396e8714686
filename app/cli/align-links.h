/* align-links.h — the links found for a pair, and their output formats
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/forced.h"

G_BEGIN_DECLS

/* A model, the sites whose mean attention is turned into links, and how. */
typedef struct {
  HeedModel       *model;
  GArray          *sites;  /* of HeedAttentionSite */
  HeedLinkOptions  links;
  gboolean         are_norms;  /* link by norms of what was read, not by attention weights */
} HeedLinker;

void heed_linker_clear      (HeedLinker           *linker);

/* The links of a pair, and the attention they were read from: target words x source words, or
 * NULL if one side has no words. */
typedef struct {
  HeedAlignment *links;   /* NULL if there is a problem */
  HeedMatrix    *weights;
} HeedFoundLinks;

void heed_found_links_clear (HeedFoundLinks       *found);

/* Sets found to the links and weights of one forced pair, for the sites of view. Clears forced;
 * problem is set only if the pair has one. */
void heed_found_links_take  (HeedFoundLinks        *found,
                             HeedForced            *forced,
                             const HeedForcedView  *view,
                             const HeedLinkOptions *options,
                             GError               **problem);

/* found and problems have n_pairs elements; problems of pairs without one are left untouched. */
void heed_linker_read       (const HeedLinker     *linker,
                             const HeedInputPair  *pairs,
                             guint                 n_pairs,
                             HeedFoundLinks       *found,
                             GError              **problems);

/* Transposes backward and merges it into forward; the weights become means. */
void heed_found_links_agree (HeedFoundLinks       *forward,
                             const HeedFoundLinks *backward,
                             HeedSymmetrisation    how);

typedef enum {
  HEED_LINKS_PHARAOH,  /* "0-0 1-2" */
  HEED_LINKS_SCORES,   /* "0-0:0.93 1-2:0.5" */
  HEED_LINKS_JSON
} HeedLinksFormat;

/* Returns one line with its line end. problem: the reason why there are no links, or NULL. */
char *heed_found_links_dup_line (const HeedFoundLinks *found,
                                 HeedLinksFormat       format,
                                 const GError         *problem);

G_END_DECLS
