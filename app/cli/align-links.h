/* align-links.h — what is found about a pair, and how it is written
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/forced.h"

G_BEGIN_DECLS

/* A model, and whose mean of its attentions makes links, and how. */
typedef struct {
  HeedModel       *model;
  GArray          *sites;  /* of HeedAttentionSite */
  HeedLinkOptions  links;
  gboolean         are_norms;  /* how much was read, in the place of how much was looked */
} HeedLinker;

void heed_linker_clear      (HeedLinker           *linker);

/* The links of a pair, and the attention behind them: target words x source words, or
 * NULL if one side has no word. */
typedef struct {
  HeedAlignment *links;   /* NULL: there is a problem */
  HeedMatrix    *weights;
} HeedFoundLinks;

void heed_found_links_clear (HeedFoundLinks       *found);

/* What links and weights are made of one pair that was read, with one site or several;
 * forced is cleared, and problem stays as it is if it has none. */
void heed_found_links_take  (HeedFoundLinks        *found,
                             HeedForced            *forced,
                             const HeedForcedView  *view,
                             const HeedLinkOptions *options,
                             GError               **problem);

/* n_pairs of found and problems; the latter stay as they are where there is none. */
void heed_linker_read       (const HeedLinker     *linker,
                             const HeedGivenPair  *pairs,
                             guint                 n_pairs,
                             HeedFoundLinks       *found,
                             GError              **problems);

/* Turns backward round and makes one of both; weights become means. */
void heed_found_links_agree (HeedFoundLinks       *forward,
                             const HeedFoundLinks *backward,
                             HeedSymmetrisation    how);

typedef enum {
  HEED_LINKS_PHARAOH,  /* "0-0 1-2" */
  HEED_LINKS_SCORES,   /* "0-0:0.93 1-2:0.5" */
  HEED_LINKS_JSON
} HeedLinksFormat;

/* A line with its end. problem says why there are none, or NULL. */
char *heed_found_links_dup_line (const HeedFoundLinks *found,
                                 HeedLinksFormat       format,
                                 const GError         *problem);

G_END_DECLS
